import type { Job } from "@/api/types";
import { text } from "@/i18n/en";
import { UNKNOWN, fpsText, speedText } from "@/lib/format/numbers";
import { clockText, readyAt_ms, spanText } from "@/lib/format/times";
import type { TimedProgress } from "@/live/store";

export const STALLED_S = 10;

/** Speed, frames a second and the clock time of ready: a technician plans by the clock, not by percent. */
export function CardNumbers({ job, progress, isFrozen }: { job: Job; progress: TimedProgress | undefined; isFrozen: boolean }) {
  const stalled_s = progress?.stalled_s ?? 0;
  if (job.status === "paused") return <Line left={<b className="c-paused">{text.status.paused}</b>} ready={null} />;
  if (isFrozen) return <Line left={<b>{text.running.frozen}</b>} ready={null} />;
  if (stalled_s >= STALLED_S) {
    return <Line left={<b className="c-warn">{text.running.stalled(spanText(stalled_s))}</b>} ready={null} />;
  }
  const ready = progress ? readyAt_ms(progress.eta_s, progress.received_ms) : null;
  return (
    <Line
      left={<><b>{speedText(progress?.speed)}</b> {text.running.realTime}</>}
      middle={<><b>{fpsText(progress?.fps)}</b> fps</>}
      ready={ready}
    />
  );
}

function Line({ left, middle, ready }: { left: React.ReactNode; middle?: React.ReactNode; ready: number | null }) {
  return (
    <div className="nums">
      <span>{left}</span>
      {middle && <span>{middle}</span>}
      <span className="at">{text.running.ready} <b>{ready === null ? UNKNOWN : clockText(ready)}</b></span>
    </div>
  );
}
