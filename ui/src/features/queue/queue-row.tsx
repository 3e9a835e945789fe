import clsx from "clsx";
import type { Job } from "@/api/types";
import { useReadyAt } from "@/actions/plan";
import { Icon } from "@/components/icon";
import { Middle } from "@/components/middle";
import { text } from "@/i18n/en";
import { targetName } from "@/i18n/targets";
import { UNKNOWN } from "@/lib/format/numbers";
import { clockText, lengthText, spanText } from "@/lib/format/times";
import { go } from "@/lib/route";
import { useNow } from "@/lib/use-now";
import { useIsLive, useJob } from "@/live/hooks";
import { QueueMenu } from "./queue-menu";

const NORMAL_PRIORITY = 100;
const MINUTE_MS = 60_000;

export type Neighbours = { before: string | undefined; after: string | undefined; first: string | undefined };
type Props = Neighbours & { id: string; index: number; top: number; height: number; isDragged: boolean; landing: "before" | "after" | null };

export function QueueRow({ id, index, top, height, isDragged, landing, ...neighbours }: Props) {
  const job = useJob(id);
  const isLive = useIsLive();
  if (!job) return null;
  const isPaused = job.status === "paused";
  return (
    <div role="row" aria-rowindex={index + 2} data-index={index} data-id={id} draggable={isLive} className={clsx("qr at-top", isDragged && "dragged", landing && `land-${landing}`)} style={{ height, transform: `translateY(${top}px)` }}>
      <span role="cell" className="g"><Icon name="grip" /></span>
      <span role="cell" className={isPaused ? "c-paused" : "c-queued"} title={text.status[job.status]}>
        <Icon name={isPaused ? "paused" : "queued"} />
        <span className="sr-only">{text.status[job.status]}</span>
      </span>
      <span role="cell" className="n">
        <button type="button" className="linkish" onClick={() => go({ sheet: "job", id })}><Middle name={job.name} /></button>
        <Tags job={job} />
      </span>
      <span role="cell" className="pf el">{job.profile} <em>→</em> {targetName(job.target)}</span>
      <span role="cell" className="len r t2">{lengthText(job.duration_s)}</span>
      <ReadyCells job={job} />
      <span role="cell" className="more"><QueueMenu job={job} {...neighbours} /></span>
    </div>
  );
}

function ReadyCells({ job }: { job: Job }) {
  const at_ms = useReadyAt(job.id);
  const now_ms = useNow(MINUTE_MS);
  if (job.status === "paused" || at_ms === undefined) {
    return <><span role="cell" className="eta r t3">{job.status === "paused" ? text.status.paused : UNKNOWN}</span><span role="cell" className="ready r">{UNKNOWN}</span></>;
  }
  const left_s = Math.max(60, (at_ms - now_ms) / 1000);
  return <><span role="cell" className="eta r t3">{text.doors.about(spanText(left_s))}</span><span role="cell" className="ready r known">{clockText(at_ms)}</span></>;
}

function Tags({ job }: { job: Job }) {
  return (
    <>
      {job.hold_reason && <span className="tag waits"><Icon name="warn" />{text.hold[job.hold_reason]}</span>}
      {job.recovered && <span className="tag" title={text.queue.recoveredWhy}>{text.queue.recovered}</span>}
      {job.priority !== NORMAL_PRIORITY && <span className="tag">{text.queue.priority(job.priority)}</span>}
    </>
  );
}
