import type { Finding } from "@/api/types";
import { Icon } from "@/components/icon";
import { LevelMark } from "@/components/badge";
import { text } from "@/i18n/en";
import { UNKNOWN } from "@/lib/format/numbers";
import { positionText } from "@/lib/format/times";

/** Worst first, as the server sends them: plain words, and the code for whoever looks it up. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) {
    return <section className="box"><h3>{text.findings.title}</h3><p className="calm-line"><Icon name="ready" className="c-ready" />{text.findings.none}</p></section>;
  }
  return (
    <section className="box" aria-label={text.findings.title}>
      <table className="finds">
        <thead><tr>{text.findings.columns.map(([name, look]) => <th key={name} scope="col" className={look}>{name}</th>)}</tr></thead>
        <tbody>
          {findings.map((finding, index) => (
            <tr key={`${finding.code}:${index}`}>
              <td><LevelMark level={finding.level} /></td>
              <td className="mono">{finding.at_s === null ? text.findings.whole : positionText(finding.at_s)}</td>
              <td className="what">{finding.message}<code>{finding.code}{finding.of_source && ` · ${text.findings.ofSource}`}</code></td>
              <td className={finding.measured ? `r b c-${finding.level}` : "r t3"}>{finding.measured ?? UNKNOWN}</td>
              <td className={finding.limit ? "r t2" : "r t3"}>{finding.limit ?? UNKNOWN}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
