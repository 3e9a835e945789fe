/** How components read the live store: each by the one key that it shows. */
import { useCallback, useSyncExternalStore } from "react";
import type { Activity, Folder, Job, Status } from "@/api/types";
import type { ConnectionState } from "./connection";
import type { JobList, ListName } from "./lists";
import { connection, store } from "./live";
import type { TimedProgress } from "./store";

function useKey<T>(key: string, read: () => T): T {
  const subscribe = useCallback((listener: () => void) => store.subscribe(key, listener), [key]);
  return useSyncExternalStore(subscribe, read);
}

export function useJob(id: string): Job | undefined {
  return useKey(`job:${id}`, () => store.jobs.get(id));
}

export function useProgress(id: string): TimedProgress | undefined {
  return useKey(`progress:${id}`, () => store.progress.get(id));
}

export function useFolder(id: string): Folder | undefined {
  return useKey(`folder:${id}`, () => store.folders.get(id));
}

export function useAllFolders(): readonly Folder[] {
  return useKey("folders", () => store.allFolders());
}

export function useActivity(id: string): Activity | undefined {
  return useKey(`activity:${id}`, () => store.activities.get(id));
}

export function useIds(list: ListName | JobList): readonly string[] {
  return useKey("lists", () => store.list(list));
}

/** For a list that the server sorts: when it may look otherwise. */
export function useListsVersion(): number {
  return useKey("lists", () => store.listsVersion);
}

export function useStatus(): Status | null {
  return useKey("status", () => store.status);
}

export function useSettingsVersion(): number {
  return useKey("settings", () => store.settingsVersion);
}

export function useProfilesVersion(): number {
  return useKey("profiles", () => store.profilesVersion);
}

export function useConnection(): ConnectionState {
  return useSyncExternalStore(
    useCallback((listener) => connection.subscribe(listener), []),
    () => connection.state,
  );
}

/** False: what is shown may be old, and no order can be given. */
export function useIsLive(): boolean {
  const { phase } = useConnection();
  return phase === "live";
}
