/** One order for many jobs: one request, one undo, and the first reason of those that couldn't obey. */
import { api, valueOf } from "@/api/client";
import type { paths } from "@/api/schema.gen";
import { text } from "@/i18n/en";
import { showToast } from "@/lib/toasts";
import { undo } from "./jobs";
import { run } from "./run";

export type ManyOrder = paths["/api/v1/jobs/orders"]["post"]["requestBody"]["content"]["application/json"]["order"];

export async function orderJobs(order: ManyOrder, job_ids: readonly string[]): Promise<void> {
  const done = await run(async () => valueOf(await api.POST("/api/v1/jobs/orders", { body: { order, job_ids: [...job_ids] } })));
  if (!done) return;
  const said = done.done > 0 ? `${text.jobs.did[order](done.done)}.` : "";
  const left = done.skipped[0] ? text.jobs.skipped(done.skipped_count, done.skipped[0].detail) : "";
  const taken = done.undo;
  showToast([said, left].filter(Boolean).join(" "), { ...(taken && { undo: () => void undo(taken) }), isTrouble: done.done === 0 });
}
