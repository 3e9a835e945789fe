/**
 * Who wants to hear of which key, and one call to each of them per flush, however often the key changed.
 *
 * A list of ten thousand rows subscribes by id, so that a change of one row renders one row.
 */
export class Topics {
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly dirty = new Set<string>();

  constructor(private readonly schedule: (flush: () => void) => void) {}

  subscribe(key: string, listener: () => void): () => void {
    const set = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.listeners.get(key) === set) this.listeners.delete(key);
    };
  }

  touch(key: string): void {
    if (this.dirty.size === 0) this.schedule(() => this.flush());
    this.dirty.add(key);
  }

  private flush(): void {
    const keys = [...this.dirty];
    this.dirty.clear();
    for (const key of keys) for (const listener of [...(this.listeners.get(key) ?? [])]) listener();
  }
}

const HIDDEN_MS = 250;
const STREAM_MS = 500; // progress steps at most twice a second: a number that flickers can't be read

/** Once a frame; a hidden page gets no frames, so a timer stands in. */
export function onFrame(flush: () => void): void {
  if (document.hidden) setTimeout(flush, HIDDEN_MS);
  else requestAnimationFrame(flush);
}

export function onStreamBeat(flush: () => void): void {
  setTimeout(flush, STREAM_MS);
}
