/** Which jobs stand in which list, in the order in which they are shown. Stable keys: rows never jump. */
import type { Job } from "@/api/types";

export type ListName = "running" | "queue" | "finished" | "folders";
export type JobList = Exclude<ListName, "folders">;

/** A job paused while it ran keeps its stage, and its place among the running ones. */
export function listOf(job: Job): JobList {
  if (job.status === "processing") return "running";
  if (job.status === "paused") return job.stage === null ? "queue" : "running";
  return job.status === "queued" ? "queue" : "finished";
}

const ORDER: Record<JobList, (a: Job, b: Job) => number> = {
  running: (a, b) => by(a.started_at ?? "", b.started_at ?? "") || by(a.id, b.id),
  queue: (a, b) => b.priority - a.priority || a.position - b.position || by(a.id, b.id),
  finished: (a, b) => by(b.finished_at ?? "", a.finished_at ?? "") || by(b.id, a.id),
};

export function sorted(list: JobList, jobs: Iterable<Job>): string[] {
  return [...jobs].filter((job) => listOf(job) === list).sort(ORDER[list]).map((job) => job.id);
}

/** True where a change of a job may change what the lists look like. */
export function movesInLists(before: Job | undefined, after: Job | undefined): boolean {
  if (!before || !after) return true;
  return (
    before.status !== after.status ||
    (before.stage === null) !== (after.stage === null) ||
    before.priority !== after.priority ||
    before.position !== after.position ||
    before.started_at !== after.started_at ||
    before.finished_at !== after.finished_at
  );
}

export function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

function by(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
