import { cancelJob, pauseJob, removeJob, resumeJob, retryJob } from "@/actions/jobs";
import { reveal, useHasWindow } from "@/actions/desk";
import { orderJobs } from "@/actions/many-jobs";
import type { Job } from "@/api/types";
import { Button } from "@/components/button";
import { Menu } from "@/components/menu";
import { text } from "@/i18n/en";
import { announce } from "@/lib/announce";
import { history } from "@/lib/history";
import { useIsLive } from "@/live/hooks";

/** What can be done with this one, as it stands. */
export function JobMenu({ job }: { job: Job }) {
  return <Menu entries={entriesOf(job, useIsLive(), useHasWindow())}><Button kind="quiet" small bare icon="more" aria-label={text.order.moreFor(job.name)} /></Menu>;
}

function entriesOf(job: Job, isLive: boolean, hasWindow: boolean) {
  const disabled = !isLive;
  const isActive = job.status === "queued" || job.status === "processing" || job.status === "paused";
  const open = { label: text.finished.reportShort, icon: "report" as const, run: () => history.push(`/jobs/${job.id}`), disabled: job.verdict === null };
  const show = { label: text.jobs.showFolder, icon: "folder" as const, run: () => void reveal(job, job.status === "completed" ? "output" : "source") };
  const copy = [
    ...(hasWindow ? [show] : []),
    { label: text.jobs.copySource, icon: "copy" as const, run: () => copyWords(job.source) },
    { label: text.jobs.copyOutput, run: () => copyWords(job.output) },
  ];
  if (!isActive) {
    const again = { label: text.order.retry, icon: "refresh" as const, run: () => void retryJob(job), disabled: disabled || job.status === "completed" };
    return [open, again, "line" as const, ...copy, "line" as const, { label: text.order.remove, icon: "close" as const, run: () => void removeJob(job), disabled }];
  }
  const pause = job.status === "paused"
    ? { label: text.order.resume, icon: "encoding" as const, run: () => void resumeJob(job), disabled }
    : { label: text.order.pause, icon: "paused" as const, run: () => void pauseJob(job), disabled };
  const isQueued = job.status === "queued";
  return [
    pause,
    { label: text.order.cancel, icon: "cancelled" as const, run: () => void cancelJob(job), disabled },
    "line" as const,
    { label: text.jobs.toTop, icon: "publishing" as const, run: () => void orderJobs("first", [job.id]), disabled: disabled || !isQueued },
    { label: text.jobs.toEnd, run: () => void orderJobs("last", [job.id]), disabled: disabled || !isQueued },
    "line" as const,
    ...copy,
  ];
}

function copyWords(words: string): void {
  void navigator.clipboard.writeText(words).then(() => announce(text.did.copied));
}
