import { cancelJob, moveJob, pauseJob, resumeJob, setPriority } from "@/actions/jobs";
import { OrderButton } from "@/actions/order-button";
import type { Job } from "@/api/types";
import { Menu } from "@/components/menu";
import { text } from "@/i18n/en";
import { isPeer } from "./peer";
import type { Neighbours } from "./queue-row";

const PRIORITY_STEP = 10;

export function QueueMenu({ job, before, after, first }: Neighbours & { job: Job }) {
  const isPaused = job.status === "paused";
  const entries = [
    isPaused
      ? { label: text.order.resume, icon: "encoding" as const, run: () => void resumeJob(job) }
      : { label: text.order.pause, icon: "paused" as const, run: () => void pauseJob(job) },
    { label: text.order.cancel, icon: "cancelled" as const, run: () => void cancelJob(job) },
    "line" as const,
    { label: text.order.toTop, run: () => first && void moveJob(job, { before: first }), disabled: !isPeer(job, first) },
    { label: text.order.up, run: () => before && void moveJob(job, { before }), disabled: !isPeer(job, before) },
    { label: text.order.down, run: () => after && void moveJob(job, { after }), disabled: !isPeer(job, after) },
    "line" as const,
    { label: text.order.sooner, run: () => void setPriority(job, job.priority + PRIORITY_STEP) },
    { label: text.order.later, run: () => void setPriority(job, job.priority - PRIORITY_STEP) },
  ];
  return (
    <Menu entries={entries}>
      <OrderButton kind="quiet" small bare icon="more" aria-label={text.order.moreFor(job.name)} />
    </Menu>
  );
}

