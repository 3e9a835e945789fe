/** Orders about reports: one of the whole show, a look anew, the cure of what was found. */
import { api, valueOf } from "@/api/client";
import type { Job, Report } from "@/api/types";
import { run } from "./run";

export function reverifyJob(job_id: string): Promise<Report | null> {
  return run(async () => valueOf(await api.POST("/api/v1/jobs/{job_id}/reverify", { params: { path: { job_id } } })));
}

export function cureJob(job_id: string): Promise<Job | null> {
  return run(async () => valueOf(await api.POST("/api/v1/jobs/{job_id}/cure", { params: { path: { job_id } } })));
}

/** Opens in a window of its own. The window is opened at once, since a browser lets none be opened later than the click. */
export async function makeShowReport(job_ids: readonly string[], title: string): Promise<boolean> {
  const page = open("", "_blank");
  const body = { job_ids: [...job_ids], title: title.trim() || null };
  const made = await run(async () => valueOf(await api.POST("/api/v1/reports/show", { body })));
  if (made && page) page.location.href = made.path;
  else page?.close();
  return made !== null;
}
