/**
 * Every 30 s, ask the server how many jobs it has in each active state, and compare.
 *
 * The socket's numbering notices every loss that we could think of. This notices the others.
 */
import type { Status } from "@/api/types";
import type { LiveStore } from "./store";

export const BACKSTOP_MS = 30_000;
const ACTIVE = ["queued", "processing", "paused"] as const;

/** True where the page agrees with the server about what is active (finished ones are only partly here). */
export function agrees(store: LiveStore, counts: Status["counts"]): boolean {
  const ours = { queued: 0, processing: 0, paused: 0 };
  for (const { status } of store.jobs.values()) {
    if (status === "queued" || status === "processing" || status === "paused") ours[status] += 1;
  }
  return ACTIVE.every((status) => ours[status] === counts[status]);
}

/** Disagreeing once may be a change on its way; disagreeing twice in a row is a loss. */
export class Backstop {
  private wasOff = false;

  constructor(
    private readonly store: LiveStore,
    private readonly resync: () => void,
  ) {}

  compare(status: Status): void {
    this.store.putStatus(status);
    const isOff = !agrees(this.store, status.counts);
    if (isOff && this.wasOff) this.resync();
    this.wasOff = isOff && !this.wasOff;
  }

  /** True: ask again soon, rather than after the usual time. */
  get isSuspicious(): boolean {
    return this.wasOff;
  }
}
