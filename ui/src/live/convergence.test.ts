/** Whatever the line loses, doubles, delays or cuts: the page ends equal to the server. */
import { describe, expect, it, vi } from "vitest";
import type { Changes, Job, ServerMessage } from "@/api/types";
import { aJob, aSnapshot, aStatus, someChanges } from "@/test/examples";
import { LiveConnection, type Socket } from "./connection";
import { LiveStore } from "./store";

const RUNS = 60;
const STEPS = 80;

/** Mulberry32: a small generator that can be seeded, so that a failing run can be run again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

class FakeServer {
  readonly jobs = new Map<string, Job>();
  seq = 0;
  private readonly log: Changes[] = [];
  private sockets: { onmessage: Socket["onmessage"]; onclose: Socket["onclose"]; pending: ServerMessage[] }[] = [];

  change(random: () => number): void {
    const id = `j${Math.floor(random() * 12)}`;
    const change = someChanges(this.seq, this.seq + 1);
    if (random() < 0.2 && this.jobs.delete(id)) change.removed_jobs.push(id);
    else {
      const status = (["queued", "processing", "completed", "failed", "paused"] as const)[Math.floor(random() * 5)] ?? "queued";
      const job = aJob(id, { status, position: Math.floor(random() * 9), attempt: this.seq });
      this.jobs.set(id, job);
      change.jobs.push(job);
    }
    this.seq += 1;
    this.log.push(change);
    for (const socket of this.sockets) socket.pending.push(change);
  }

  open(query: string): Socket {
    const asked = new URLSearchParams(query);
    const since = asked.get("epoch") === "e1" ? Number(asked.get("since")) : null;
    const socket = { onmessage: null, onclose: null, pending: [] as ServerMessage[], send: () => undefined, close: () => this.cut(socket) };
    const resumed = since !== null && since <= this.seq;
    socket.pending.push({ type: "hello", epoch: "e1", seq: this.seq, heartbeat_s: 5, resumed, version: "4" });
    if (resumed) socket.pending.push(...this.log.filter((changes) => changes.seq > since));
    this.sockets.push(socket);
    return socket;
  }

  snapshot() {
    return aSnapshot({ seq: this.seq, jobs: [...this.jobs.values()], status: aStatus() });
  }

  /** Deliver some of what is pending: a bad line drops one, says one twice, or swaps two. */
  deliver(random: () => number, isBad: boolean): void {
    for (const socket of [...this.sockets]) {
      const batch = socket.pending.splice(0);
      if (isBad && random() < 0.3) batch.splice(Math.floor(random() * batch.length), 1);
      if (isBad && random() < 0.3 && batch[0]) batch.push(batch[0]);
      if (isBad && random() < 0.3) batch.reverse();
      for (const message of batch) socket.onmessage?.call(socket as never, new MessageEvent("message", { data: JSON.stringify(message) }));
    }
  }

  tick(): void {
    for (const socket of this.sockets) socket.pending.push({ type: "tick", seq: this.seq, t: "2026-11-23T17:40:00Z" });
  }

  cut(socket = this.sockets.at(-1)): void {
    this.sockets = this.sockets.filter((other) => other !== socket);
    socket?.onclose?.call(socket as never, new CloseEvent("close"));
  }
}

async function run(seed: number): Promise<{ page: Map<string, Job>; server: Map<string, Job> }> {
  const random = seeded(seed);
  const server = new FakeServer();
  const store = new LiveStore(() => undefined, () => undefined);
  const connection = new LiveConnection(store, {
    open: (query) => server.open(query),
    snapshot: () => Promise.resolve(server.snapshot()),
    isSignedIn: () => Promise.resolve(true),
  });
  connection.start();
  for (let step = 0; step < STEPS; step += 1) {
    if (random() < 0.7) server.change(random);
    if (random() < 0.5) server.deliver(random, true);
    if (random() < 0.05) server.cut();
    await vi.advanceTimersByTimeAsync(random() * 600);
  }
  for (let beat = 0; beat < 5; beat += 1) {
    server.tick();
    server.deliver(random, false);
    await vi.advanceTimersByTimeAsync(5_000);
  }
  connection.stop();
  return { page: store.jobs, server: server.jobs };
}

describe("the page", () => {
  it("ends equal to the server over a line that drops, doubles, swaps and breaks", async () => {
    vi.useFakeTimers();
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const { page, server } = await run(seed);
      expect(Object.fromEntries(page), `seed ${seed}`).toEqual(Object.fromEntries(server));
    }
    vi.useRealTimers();
  });
});
