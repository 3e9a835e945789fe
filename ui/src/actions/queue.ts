/** Orders about the whole queue. */
import { api, valueOf } from "@/api/client";
import { run } from "./run";

export async function holdQueue(): Promise<void> {
  await run(async () => valueOf(await api.POST("/api/v1/queue/hold")));
}

export async function freezeQueue(): Promise<void> {
  await run(async () => valueOf(await api.POST("/api/v1/queue/freeze")));
}

export async function resumeQueue(): Promise<void> {
  await run(async () => valueOf(await api.POST("/api/v1/queue/resume")));
}
