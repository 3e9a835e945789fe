import { useEffect, useRef } from "react";
import { Icon } from "./icon";

type Props = { label: string; hint?: string; value: string; change: (value: string) => void; hotkey?: boolean };

/** A search in a list, since the browser's own finds no row that isn't drawn. `/` goes to it. */
export function FilterBox({ label, hint = label, value, change, hotkey }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!hotkey) return undefined;
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [hotkey]);
  return (
    <span className="finder">
      <Icon name="search" />
      <input
        ref={box}
        type="search"
        aria-label={label}
        placeholder={hint}
        value={value}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && change("")}
      />
      {hotkey && value === "" && <kbd aria-hidden="true">/</kbd>}
    </span>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
