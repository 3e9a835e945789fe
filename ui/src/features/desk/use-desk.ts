/** What the window around the page tells it, and what it is told. */
import { useEffect } from "react";
import { closeWindow, isQuitAsked, reportPainted } from "@/actions/desk";
import { validActions } from "@/actions/registry";
import { isInWindow } from "@/lib/in-window";
import { useIsLive } from "@/live/hooks";

/** `isDark`: how the page is drawn; what the system draws around it goes with it. */
export function useDesk(isDark: boolean): void {
  useEffect(() => {
    if (!isInWindow) return undefined;
    addEventListener("desk", obey);
    return () => removeEventListener("desk", obey);
  }, []);
  const isLive = useIsLive();
  useEffect(() => (isInWindow && isLive ? tellWhenPainted(isDark) : undefined), [isLive, isDark]);
}

/** An order of the window's menu is one of the page's own, by its id. */
function obey(event: Event): void {
  const order: unknown = event instanceof CustomEvent ? event.detail : null;
  if (order === "quit") {
    isQuitAsked.set(true);
    void closeWindow("asking");
    return;
  }
  validActions().find(({ id }) => id === order)?.run();
}

/** A hidden window draws no frames, and is not blank for that. */
function tellWhenPainted(isDark: boolean): () => void {
  if (document.hidden) {
    void reportPainted(isDark);
    return () => undefined;
  }
  const frame = requestAnimationFrame(() => void reportPainted(isDark));
  return () => cancelAnimationFrame(frame);
}
