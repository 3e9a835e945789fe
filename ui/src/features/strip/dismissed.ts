/** Which failures were waved away in this browser. Losing the list only shows them again. */
import { ValueStore } from "@/lib/value-store";

const KEY = "bulletproof:dismissed";
const KEPT = 200;

export const dismissed = new ValueStore<ReadonlySet<string>>(read());

export function dismiss(key: string): void {
  const keys = [...dismissed.value, key].slice(-KEPT);
  dismissed.set(new Set(keys));
  try {
    localStorage.setItem(KEY, JSON.stringify(keys));
  } catch {
    // Storage can be full or forbidden; it is only a convenience.
  }
}

function read(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((key) => typeof key === "string") : []);
  } catch {
    return new Set();
  }
}
