import clsx from "clsx";
import { useEffect } from "react";
import { unlockShow } from "@/actions/lock";
import { Icon } from "@/components/icon";
import type { Lock } from "@/api/types";
import { text } from "@/i18n/en";
import { clockText, spanText } from "@/lib/format/times";
import { useNow } from "@/lib/use-now";
import { useStatus } from "@/live/hooks";
import { HoldButton } from "./hold-button";
import "./lock.css";

const SECOND_MS = 1_000;
const unlock = () => void unlockShow();

/** The room goes to blues: on every page, and large enough on the dashboard to be read from the other side of it. */
export function LockBand({ isLarge }: { isLarge: boolean }) {
  const lock = useStatus()?.lock;
  const isLocked = lock?.is_locked ?? false;
  useEffect(() => {
    if (!isLocked) return undefined;
    document.documentElement.dataset["locked"] = "";
    return () => {
      delete document.documentElement.dataset["locked"];
    };
  }, [isLocked]);
  return lock && isLocked ? <Band lock={lock} isLarge={isLarge} /> : null;
}

function Band({ lock, isLarge }: { lock: Lock; isLarge: boolean }) {
  const now_ms = useNow(SECOND_MS);
  const lifts_ms = lock.until ? Date.parse(lock.until) : null;
  const since = lock.since ? text.lock.since(clockText(Date.parse(lock.since))) : "";
  const until = lifts_ms === null ? text.lock.byHand : text.lock.liftsAt(clockText(lifts_ms));
  return (
    <section className={clsx("lock-band", isLarge && "large")} aria-label={text.lock.title}>
      <Icon name="lock" />
      <div className="lock-say">
        <b>{isLarge ? text.lock.headline : text.lock.short}</b>
        <p>{since}, {until}</p>
      </div>
      <div className="lock-clock">
        <time>{clockText(now_ms)}</time>
        {lifts_ms !== null && <small>{text.lock.liftsIn(spanText((lifts_ms - now_ms) / SECOND_MS))}</small>}
      </div>
      <HoldButton onHeld={unlock} />
    </section>
  );
}
