/** What the page shows ahead of the server's answer. */
import type { Job } from "@/api/types";
import { store } from "./live";

/**
 * Show a change of a job before the server tells it. What the server says of the job wins, whenever it comes; the
 * returned function takes the change back, if nothing was said since.
 */
export function assume(id: string, change: Partial<Job>): () => void {
  const before = store.jobs.get(id);
  if (!before) return () => undefined;
  const assumed = { ...before, ...change };
  store.putJob(assumed);
  return () => {
    if (store.jobs.get(id) === assumed) store.putJob(before);
  };
}
