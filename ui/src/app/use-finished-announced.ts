import { useEffect, useRef } from "react";
import { text } from "@/i18n/en";
import { announce } from "@/lib/announce";
import { useIds, useIsLive } from "@/live/hooks";
import { store } from "@/live/live";

/** Says "3 jobs finished", never each percent. What was finished before the page came is old news. */
export function useFinishedAnnounced(): void {
  const ids = useIds("finished");
  const isLive = useIsLive();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    if (isLive) known.current = new Set(ids);
    if (!before || !isLive) return;
    const fresh = ids.filter((id) => !before.has(id)).map((id) => store.jobs.get(id));
    const ended = fresh.filter((job) => job?.status === "completed" || job?.status === "failed");
    if (ended.length > 0) announce(text.did.finished(ended.length, ended.filter((job) => job?.status === "failed").length));
  }, [ids, isLive]);
}
