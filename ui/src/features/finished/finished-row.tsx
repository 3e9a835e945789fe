import { Link } from "@tanstack/react-router";
import type { Job } from "@/api/types";
import { OutcomeBadge } from "@/components/badge";
import { Middle } from "@/components/middle";
import { Still } from "@/components/still";
import { text } from "@/i18n/en";
import { targetName } from "@/i18n/targets";
import { go } from "@/lib/route";
import { sentenceWithoutName } from "@/lib/without-name";
import { useJob } from "@/live/hooks";

type Props = { id: string; older: Job | undefined; choice: { isChosen: boolean; toggle: () => void } | null };

/** `older`: a job from further back than the live store reaches. `choice`: it is being picked for a report. */
export function FinishedRow({ id, older, choice }: Props) {
  const job = useJob(id) ?? older;
  if (!job) return null;
  const still = <Still jobId={id} isExpected={job.duration_s !== null && job.verdict !== null} />;
  if (choice) {
    return (
      <li className="fin">
        <label className="pick">
          <input type="checkbox" checked={choice.isChosen} disabled={job.verdict === null} onChange={choice.toggle} aria-label={text.finished.pick(job.name)} />
          {still}
        </label>
        <span className="nm"><Middle name={job.name} /></span>
        <OutcomeBadge job={job} />
        <span className="wy el">{lineOf(job)}</span>
      </li>
    );
  }
  return (
    <li className="fin">
      {job.verdict === null ? still : <Link to="/jobs/$id" params={{ id }} aria-label={text.finished.report(job.name)} title={text.finished.reportShort} className="still-link">{still}</Link>}
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
