import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Icon } from "@/components/icon";
import { text } from "@/i18n/en";
import { useIsLive } from "@/live/hooks";

export const HOLD_MS = 1_000;
const WORD = "unlock";

/** Unlocking is meant, or it doesn't happen: a press of a second, Enter held as long, or the word typed. */
export function HoldButton({ onHeld }: { onHeld: () => void }) {
  const [isHeld, setHeld] = useState(false);
  const typed = useRef("");
  const isLive = useIsLive();
  useEffect(() => {
    if (!isHeld) return undefined;
    const timer = setTimeout(() => {
      setHeld(false);
      onHeld();
    }, HOLD_MS);
    return () => clearTimeout(timer);
  }, [isHeld, onHeld]);
  const release = () => setHeld(false);
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault(); // or its release would count as a click
      if (!event.repeat) setHeld(true);
      return;
    }
    typed.current = (typed.current + event.key.toLowerCase()).slice(-WORD.length);
    if (typed.current === WORD) onHeld();
  };
  return (
    <button
      type="button" className="hold" title={text.lock.holdHow} data-held={isHeld || undefined} disabled={!isLive}
      onPointerDown={() => setHeld(true)} onPointerUp={release} onPointerLeave={release} onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()} onKeyDown={press} onKeyUp={release} onBlur={release}
    >
      <Icon name="unlocked" />
      {isHeld ? text.lock.holding : text.lock.hold}
    </button>
  );
}
