import type { Finding, Job } from "@/api/types";
import { Icon } from "@/components/icon";
import { reportText } from "@/i18n/en-report";
import { text } from "@/i18n/en";
import { Reverify } from "./reverify";

export function changeIn(findings: readonly Finding[] | undefined): Finding | undefined {
  return findings?.find(({ code }) => code === "changed_since");
}

/** The file is no longer the one that was verified. It stands where the verdict stood: that one is no longer sure. */
export function ChangedBanner({ change, job }: { change: Finding; job: Job }) {
  return (
    <section className="changed" aria-label={text.job.verdict}>
      <Icon name="fail" />
      <p role="alert"><b>{reportText.changed}</b> {change.message}{" "}<small>{reportText.changedMore(job.verdict && text.verdict[job.verdict])}</small></p>
      <Reverify jobId={job.id} />
    </section>
  );
}
