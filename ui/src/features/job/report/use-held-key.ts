import { useEffect, useState } from "react";

/** True while a letter is held, or the button that `hold` is spread on: by mouse, finger, Space or Enter. */
export function useHeldKey(letter: string) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== letter || event.ctrlKey || event.metaKey || event.altKey || isText(event.target)) return;
      setHeld(true);
    };
    const released = () => setHeld(false);
    addEventListener("keydown", pressed);
    addEventListener("keyup", released);
    addEventListener("blur", released);
    return () => {
      removeEventListener("keydown", pressed);
      removeEventListener("keyup", released);
      removeEventListener("blur", released);
    };
  }, [letter]);
  const hold = {
    onPointerDown: () => setHeld(true),
    onPointerUp: () => setHeld(false),
    onPointerLeave: () => setHeld(false),
    onPointerCancel: () => setHeld(false),
    onKeyDown: (event: { key: string }) => (event.key === " " || event.key === "Enter") && setHeld(true),
  };
  return { isHeld, hold };
}

/** Where letters are typed; a range input takes none. */
export function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== "range" && target.type !== "checkbox";
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
}
