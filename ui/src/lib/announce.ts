/** What a screen reader is told: one polite voice, a few words at a time, never each percent. */
import { ValueStore } from "./value-store";

const GATHER_MS = 800;

export const spoken = new ValueStore("");
let gathered: string[] = [];

export function announce(words: string): void {
  if (gathered.length === 0) setTimeout(speak, GATHER_MS);
  if (!gathered.includes(words)) gathered.push(words);
}

function speak(): void {
  spoken.set(gathered.join(" "));
  gathered = [];
}
