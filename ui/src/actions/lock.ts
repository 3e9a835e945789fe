/** Show Lock: one order, whoever gives it. */
import { api, valueOf } from "@/api/client";
import type { Lock, LockTime } from "@/api/types";
import { text } from "@/i18n/en";
import { announce } from "@/lib/announce";
import { showToast } from "@/lib/toasts";
import { store } from "@/live/live";
import { run } from "./run";

export async function lockShow(running: Lock["running"]): Promise<void> {
  if (await put({ is_locked: true, running })) announce(text.lock.on);
}

export async function unlockShow(): Promise<void> {
  if (await put({ is_locked: false, running: "finish" })) announce(text.lock.off);
}

export async function saveHours(timetable: LockTime[]): Promise<boolean> {
  const isSaved = await put({ timetable, running: "finish" });
  if (isSaved) showToast(text.lock.saved);
  return isSaved;
}

async function put(body: { is_locked?: boolean; running: Lock["running"]; timetable?: LockTime[] }): Promise<boolean> {
  const lock = await run(async () => valueOf(await api.PUT("/api/v1/lock", { body })));
  if (lock && store.status) store.putStatus({ ...store.status, lock });
  return lock !== null;
}
