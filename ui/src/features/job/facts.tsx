import clsx from "clsx";
import type { Job, Report } from "@/api/types";
import { text } from "@/i18n/en";
import { factRows } from "./fact-rows";

/** Source left, output right; ≠ where they differ, a hue only where the difference is a finding. */
export function Facts({ report, job }: { report: Report; job: Job }) {
  const rows = factRows(report, job);
  if (rows.length === 0) return null;
  return (
    <section className="box" aria-label={text.facts.title}>
      <table className="facts">
        <thead><tr><th scope="col"><span className="sr-only">{text.facts.title}</span></th><th scope="col">{text.job.source}</th><th scope="col">{text.job.output}</th></tr></thead>
        <tbody>
          {rows.map(({ name, source, output, differs, level }) => (
            <tr key={name} className={clsx(differs && "df", level === "fail" && "x", level === "warn" && "w")}>
              <th scope="row">{name}</th>
              <td className="t2">{source}</td>
              <td>{differs && <span className="ne"><span aria-hidden="true">≠</span><span className="sr-only">{text.facts.differs}</span></span>}{output}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
