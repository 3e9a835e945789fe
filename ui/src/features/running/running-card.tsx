import { OrderButton } from "@/actions/order-button";
import { cancelJob, pauseJob, resumeJob } from "@/actions/jobs";
import type { Job } from "@/api/types";
import { Icon } from "@/components/icon";
import { Middle } from "@/components/middle";
import { StagePath } from "@/components/stage-path";
import { Still } from "@/components/still";
import { text } from "@/i18n/en";
import { targetName } from "@/i18n/targets";
import { percent } from "@/lib/format/numbers";
import { timecodeText } from "@/lib/format/times";
import { go } from "@/lib/route";
import { useIsLive, useJob, useProgress, useStatus } from "@/live/hooks";
import { CardNumbers, STALLED_S } from "./card-numbers";

export function RunningCard({ id }: { id: string }) {
  const job = useJob(id);
  const progress = useProgress(id);
  const isLive = useIsLive();
  const isQueueFrozen = useStatus()?.queue === "frozen";
  if (!job) return null;
  // A frozen encode reports nothing, so its last word may be from before.
  const isFrozen = isQueueFrozen || progress?.frozen === true;
  const done = progress && progress.stage === job.stage ? percent(progress.fraction) : null;
  const stands = !isLive || job.status === "paused" || isFrozen;
  const rest = stands ? "standing" : (progress?.stalled_s ?? 0) >= STALLED_S ? "stalled" : null;
  return (
    <article className="card" aria-label={job.name}>
      <Still jobId={id} isExpected={job.stage !== "probing"}>
        <div className="o">
          <span>{timecodeText(progress?.position_s)}</span>
          <b className="pct">{done === null ? "" : <>{done}<small>%</small></>}</b>
        </div>
      </Still>
      <div className="bd">
        <div>
          <div className="card-head">
            <button type="button" className="nm linkish" onClick={() => go({ sheet: "job", id })}><Middle name={job.name} /></button>
            <CardOrders job={job} />
          </div>
          <div className="to">{job.profile}<Icon name="arrow_right" /><span className="el">{targetName(job.target)}</span></div>
        </div>
        <StagePath stage={job.stage} percent={done} rest={rest} />
        <CardNumbers job={job} progress={progress} isFrozen={isFrozen} />
      </div>
    </article>
  );
}

function CardOrders({ job }: { job: Job }) {
  const isPaused = job.status === "paused";
  return (
    <div className="card-orders">
      <OrderButton
        kind="quiet" small bare
        icon={isPaused ? "encoding" : "paused"}
        aria-label={isPaused ? text.order.resumeThis(job.name) : text.order.pauseThis(job.name)}
        title={isPaused ? text.order.resume : text.order.pause}
        onClick={() => void (isPaused ? resumeJob(job) : pauseJob(job))}
      />
      <OrderButton kind="quiet" small bare icon="close" aria-label={text.order.cancelThis(job.name)} title={text.order.cancel} onClick={() => void cancelJob(job)} />
    </div>
  );
}
