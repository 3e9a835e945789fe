import type { Job } from "@/api/types";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";
import { targetName } from "@/i18n/targets";
import { whenText } from "@/lib/format/times";

export function JobMeta({ job }: { job: Job }) {
  const now = new Date();
  return (
    <div className="meta">
      <span>{job.profile} <Icon name="arrow_right" /> {targetName(job.target)}</span>
      {job.finished_at && <span>{text.job.finished(whenText(job.finished_at, now))}</span>}
      {!job.finished_at && <span>{text.job.added(whenText(job.created_at, now))}</span>}
      {job.attempt > 1 && <span>{text.job.attempt(job.attempt)}</span>}
      {job.rule && <span>{text.job.rule} <span className="mono">{job.rule}</span></span>}
    </div>
  );
}
