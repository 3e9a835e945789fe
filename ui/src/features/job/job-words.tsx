import type { Job } from "@/api/types";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";

/** What happened in plain words, and where the two files are. */
export function JobWords({ job }: { job: Job }) {
  const trouble = job.status === "failed" ? job.error : null;
  return (
    <>
      {trouble ? (
        <div className="note fail"><Icon name="fail" /><span><b>{trouble.message}</b><small>{text.job.untouched} <code>{trouble.code}</code></small></span></div>
      ) : (
        <p className="summary">{job.hold_reason ? text.holdLong[job.hold_reason] : (job.summary ?? text.status[job.status])}</p>
      )}
      {job.warnings.map((warning) => <div key={warning} className="note warn"><Icon name="warn" /><span>{warning}</span></div>)}
      <dl className="paths">
        <dt>{text.job.source}</dt><dd className="mono wrap">{job.source}</dd>
        <dt>{text.job.output}</dt><dd className="mono wrap">{job.output}</dd>
        {job.sha256 && <><dt>SHA-256</dt><dd className="mono wrap">{job.sha256}</dd></>}
      </dl>
    </>
  );
}
