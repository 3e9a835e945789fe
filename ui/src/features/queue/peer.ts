import type { Job } from "@/api/types";
import { store } from "@/live/live";

/** The queue goes by priority first, so a move makes sense only among jobs of the same priority. */
export function isPeer(job: Job, id: string | undefined): boolean {
  return id !== undefined && id !== job.id && store.jobs.get(id)?.priority === job.priority;
}
