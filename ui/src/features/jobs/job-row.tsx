import clsx from "clsx";
import { type MouseEvent, memo } from "react";
import type { Job } from "@/api/types";
import { Middle } from "@/components/middle";
import { text } from "@/i18n/en";
import { targetName } from "@/i18n/targets";
import { UNKNOWN, bytesText } from "@/lib/format/numbers";
import { lengthText, whenText } from "@/lib/format/times";
import { go } from "@/lib/route";
import { sentenceWithoutName } from "@/lib/without-name";
import { JobMenu } from "./job-menu";
import { JobState } from "./job-state";
import { useAnyJob } from "./older-jobs";

type Props = { id: string; index: number; top: number; height: number; isChosen: boolean; isByAdded: boolean; choose: (id: string, isStretch: boolean) => void };

/** One row; only its own job renders it anew. */
export const JobRow = memo(function JobRow({ id, index, top, height, isChosen, isByAdded, choose }: Props) {
  const job = useAnyJob(id);
  const place = { role: "row", "aria-rowindex": index + 2, "data-index": index, "data-id": id, style: { height, transform: `translateY(${top}px)` } } as const;
  if (!job) return <div {...place} className="jr at-top"><span role="cell" className="jr-gone t3">{job === null ? text.jobs.gone : ""}</span></div>;
  const pick = (event: MouseEvent) => choose(id, event.shiftKey);
  return (
    <div {...place} aria-selected={isChosen} className={clsx("jr at-top", isChosen && "chosen")}>
      <span role="cell" className="jr-pick"><input type="checkbox" checked={isChosen} readOnly onClick={pick} aria-label={text.jobs.select(job.name)} /></span>
      <span role="cell" className="jr-state"><JobState job={job} /></span>
      <span role="cell" className="jr-name"><button type="button" className="linkish" onClick={() => go({ sheet: "job", id })}><Middle name={job.name} /></button></span>
      <span role="cell" className="jr-profile el t2">{job.profile} <em>→</em> {targetName(job.target)}</span>
      <span role="cell" className="jr-length r t2">{lengthText(job.duration_s)}</span>
      <span role="cell" className="jr-size r t2">{bytesText(job.output_size_bytes ?? job.size_bytes)}</span>
      <What job={job} />
      <span role="cell" className="jr-when r t2">{whenText(isByAdded ? job.created_at : job.finished_at, new Date())}</span>
      <span role="cell" className="jr-more"><JobMenu job={job} /></span>
    </div>
  );
});

function What({ job }: { job: Job }) {
  const said = lineOf(job);
  return <span role="cell" className={clsx("jr-what el", job.status === "failed" ? "c-text" : "t2")} title={said === UNKNOWN ? undefined : said}>{said}</span>;
}

function lineOf(job: Job): string {
  if (job.hold_reason) return text.holdLong[job.hold_reason];
  if (job.status === "queued") return job.recovered ? text.queue.recovered : text.jobs.waits;
  const said = job.error?.message ?? job.summary;
  return said ? sentenceWithoutName(said, job.name) : UNKNOWN;
}
