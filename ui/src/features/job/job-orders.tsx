import { Link } from "@tanstack/react-router";
import { cancelJob, pauseJob, removeJob, resumeJob, retryJob } from "@/actions/jobs";
import { reveal, useHasWindow } from "@/actions/desk";
import { OrderButton } from "@/actions/order-button";
import type { Job } from "@/api/types";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";

/** What can be done with a job as it stands. */
export function JobOrders({ job, close }: { job: Job; close: () => void }) {
  const hasWindow = useHasWindow();
  const isActive = job.status === "queued" || job.status === "processing" || job.status === "paused";
  const remove = () => {
    close();
    void removeJob(job);
  };
  return (
    <>
      {(job.status === "failed" || job.status === "cancelled") && (
        <OrderButton kind="solid" icon="refresh" onClick={() => void retryJob(job)}>{text.order.retry}</OrderButton>
      )}
      {job.status === "paused" && <OrderButton kind="solid" icon="encoding" onClick={() => void resumeJob(job)}>{text.order.resume}</OrderButton>}
      {isActive && job.status !== "paused" && <OrderButton icon="paused" onClick={() => void pauseJob(job)}>{text.order.pause}</OrderButton>}
      {isActive && <OrderButton icon="cancelled" onClick={() => void cancelJob(job)}>{text.order.cancel}</OrderButton>}
      {hasWindow && <Button icon="folder" onClick={() => void reveal(job, job.status === "completed" ? "output" : "source")}>{text.jobs.showFolder}</Button>}
      {job.verdict !== null && <Link className="btn" to="/jobs/$id" params={{ id: job.id }}><Icon name="report" />{text.finished.reportShort}</Link>}
      <span className="sp" />
      {!isActive && <OrderButton kind="quiet" onClick={remove}>{text.order.remove}</OrderButton>}
    </>
  );
}
