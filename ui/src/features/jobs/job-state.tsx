import type { Job } from "@/api/types";
import { OutcomeBadge } from "@/components/badge";
import { Icon, type IconName } from "@/components/icon";
import { text } from "@/i18n/en";
import { percent } from "@/lib/format/numbers";
import { useProgress } from "@/live/hooks";

/** Where a job stands: shape and word; while it runs, how far. */
export function JobState({ job }: { job: Job }) {
  if (job.status === "processing") return <Running job={job} />;
  if (job.status === "queued" || job.status === "paused") {
    return <span className="badge plain"><Icon name={job.status} className={`c-${job.status}`} />{text.status[job.status]}</span>;
  }
  return <OutcomeBadge job={job} />;
}

function Running({ job }: { job: Job }) {
  const done = percent(useProgress(job.id)?.fraction);
  const icon: IconName = job.stage ?? "probing";
  const hue = job.stage === "encoding" || job.stage === "publishing" ? "c-run" : "c-probe";
  return (
    <span className="badge plain job-runs">
      <Icon name={icon} className={hue} />
      {job.stage ? text.stage[job.stage] : text.stage.none}
      {done !== null && <i className={hue} aria-hidden="true"><i style={{ transform: `scaleX(${done / 100})` }} /></i>}
    </span>
  );
}
