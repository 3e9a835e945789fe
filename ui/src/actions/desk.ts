/** What only a window can do: the system's own dialogs and file manager. A browser on another machine has neither. */
import { api, valueOf } from "@/api/client";
import type { Job } from "@/api/types";
import { useStatus } from "@/live/hooks";
import { run } from "./run";

/** Whether the server has a desktop around it, which can open dialogs and folders. */
export const useHasWindow = (): boolean => useStatus()?.has_window ?? false;

export async function choosePaths(wanted: "files" | "folder"): Promise<readonly string[]> {
  const chosen = await run(async () => valueOf(await api.POST("/api/v1/shell/choose", { body: { wanted } })));
  return chosen?.paths ?? [];
}

export async function reveal(job: Job, which: "source" | "output"): Promise<void> {
  await run(async () => valueOf(await api.POST("/api/v1/shell/reveal", { body: { job_id: job.id, which } })));
}
