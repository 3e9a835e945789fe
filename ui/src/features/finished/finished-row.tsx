import type { Job } from "@/api/types";
import { OutcomeBadge } from "@/components/badge";
import { Middle } from "@/components/middle";
import { Still } from "@/components/still";
import { targetName } from "@/i18n/targets";
import { go } from "@/lib/route";
import { sentenceWithoutName } from "@/lib/without-name";
import { useJob } from "@/live/hooks";

/** `older`: a job from further back than the live store reaches. */
export function FinishedRow({ id, older }: { id: string; older: Job | undefined }) {
  const job = useJob(id) ?? older;
  if (!job) return null;
  return (
    <li className="fin">
      <Still jobId={id} isExpected={job.duration_s !== null && job.verdict !== null} />
      <button type="button" className="nm linkish" onClick={() => go({ sheet: "job", id })}><Middle name={job.name} /></button>
      <OutcomeBadge job={job} />
      <span className="wy el" title={lineOf(job)}>{lineOf(job)}</span>
    </li>
  );
}

function lineOf(job: Job): string {
  const said = job.summary ?? job.error?.message;
  return said ? sentenceWithoutName(said, job.name) : `${job.profile} → ${targetName(job.target)}`;
}
