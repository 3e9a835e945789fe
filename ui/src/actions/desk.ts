/** What only a window can do: the system's own dialogs and file manager. A browser on another machine has neither. */
import { api, valueOf } from "@/api/client";
import type { Closing, Job, OwnFolder } from "@/api/types";
import { ValueStore } from "@/lib/value-store";
import { useStatus } from "@/live/hooks";
import { run } from "./run";

/** The window is to be closed while jobs run, and the user has not answered yet. */
export const isQuitAsked = new ValueStore(false);

/** Whether the server has a desktop around it, which can open dialogs and folders. */
export const useHasWindow = (): boolean => useStatus()?.has_window ?? false;

export async function choosePaths(wanted: "files" | "folder"): Promise<readonly string[]> {
  const chosen = await run(async () => valueOf(await api.POST("/api/v1/shell/choose", { body: { wanted } })));
  return chosen?.paths ?? [];
}

/** What was just dropped onto the window: a page is told the names alone. */
export async function droppedPaths(): Promise<readonly string[]> {
  const dropped = await run(async () => valueOf(await api.POST("/api/v1/shell/dropped")));
  return dropped?.paths ?? [];
}

export async function reveal(job: Job, which: "source" | "output"): Promise<void> {
  await run(async () => valueOf(await api.POST("/api/v1/shell/reveal", { body: { job_id: job.id, which } })));
}

export async function openOwnFolder(folder: OwnFolder): Promise<void> {
  await run(async () => valueOf(await api.POST("/api/v1/shell/open-folder", { body: { folder } })));
}

export async function closeWindow(how: Closing): Promise<void> {
  await run(async () => valueOf(await api.POST("/api/v1/shell/close", { body: { how } })));
}

/** Tells the window that something is drawn, and how; one that hears nothing takes itself for blank. */
export async function reportPainted(is_dark: boolean): Promise<void> {
  await api.POST("/api/v1/shell/painted", { body: { is_dark } });
}
