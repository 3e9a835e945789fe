/** Orders about one job. Pause, priority and place are shown at once and taken back if they are refused; the rest when the server says so. */
import { api, valueOf } from "@/api/client";
import type { Job, Undo } from "@/api/types";
import { text } from "@/i18n/en";
import { announce } from "@/lib/announce";
import { showToast } from "@/lib/toasts";
import { assume } from "@/live/assume";
import { store } from "@/live/live";
import { run } from "./run";

const at = (job: Job) => ({ params: { path: { job_id: job.id } } });

export async function pauseJob(job: Job): Promise<void> {
  await run(async () => valueOf(await api.POST("/api/v1/jobs/{job_id}/pause", at(job))), assume(job.id, { status: "paused" }));
}

export async function resumeJob(job: Job): Promise<void> {
  const status = job.stage === null ? "queued" : "processing";
  await run(async () => valueOf(await api.POST("/api/v1/jobs/{job_id}/resume", at(job))), assume(job.id, { status }));
}

export async function cancelJob(job: Job): Promise<void> {
  const done = await run(async () => valueOf(await api.POST("/api/v1/jobs/{job_id}/cancel", at(job))));
  if (done) showToast(text.did.cancelled(job.name), { undo: () => void undo(done.undo) });
}

export async function removeJob(job: Job): Promise<void> {
  const done = await run(async () => valueOf(await api.DELETE("/api/v1/jobs/{job_id}", at(job))));
  if (done) showToast(text.did.removed(job.name), { undo: () => void undo(done) });
}

export async function retryJob(job: Job): Promise<void> {
  const done = await run(async () => valueOf(await api.POST("/api/v1/jobs/{job_id}/retry", at(job))));
  if (done) announce(text.did.retried(job.name));
}

export async function setPriority(job: Job, priority: number): Promise<void> {
  await run(async () => valueOf(await api.POST("/api/v1/jobs/{job_id}/priority", { ...at(job), body: { priority } })), assume(job.id, { priority }));
}

export async function moveJob(job: Job, where: { before: string } | { after: string }): Promise<void> {
  const beside = store.jobs.get("before" in where ? where.before : where.after);
  const position = (beside?.position ?? job.position) + ("before" in where ? -0.5 : 0.5);
  await run(async () => valueOf(await api.POST("/api/v1/jobs/{job_id}/move", { ...at(job), body: where })), assume(job.id, { position }));
}

export async function undo({ token }: Undo): Promise<void> {
  const done = await run(async () => valueOf(await api.POST("/api/v1/undo/{token}", { params: { path: { token } } })));
  if (done) announce(text.did.undone);
}
