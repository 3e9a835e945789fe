/** A set of words that this browser keeps. Losing it is only a nuisance, so nothing fails where nothing can be kept. */
import { ValueStore } from "./value-store";

export class KeptSet extends ValueStore<ReadonlySet<string>> {
  constructor(private readonly key: string, private readonly most = 200) {
    super(read(key));
  }

  keep(words: Iterable<string>): void {
    const kept = [...words].slice(-this.most);
    this.set(new Set(kept));
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // Storage can be full or forbidden.
    }
  }
}

function read(key: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((word) => typeof word === "string") : []);
  } catch {
    return new Set();
  }
}
