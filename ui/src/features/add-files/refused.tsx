import type { AddedJobs } from "@/api/types";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";

/** What was not queued, and why; the rest was. */
export function Refused({ files }: { files: AddedJobs["refused"] }) {
  return (
    <section className="refused" aria-label={text.add.refused(files.length)}>
      <b>{text.add.refused(files.length)}</b>
      <ul>
        {files.map(({ path, message }) => (
          <li key={path}><Icon name="fail" className="c-fail" /><span><span className="mono wrap">{path}</span><small>{message}</small></span></li>
        ))}
      </ul>
    </section>
  );
}
