import { describe, expect, it } from "vitest";
import { someChanges } from "@/test/examples";
import { type Session, receive, reload, reopened, snapshotLoaded } from "./protocol";

const HELLO = { type: "hello", epoch: "e1", seq: 7, heartbeat_s: 5, resumed: false, version: "4" } as const;
const tick = (seq: number) => ({ type: "tick", seq, t: "2026-11-23T17:40:00Z" }) as const;
const live = (seq: number): Session => ({ phase: "live", epoch: "e1", seq, behindAt: null });

describe("the session", () => {
  it("asks for a snapshot after a hello that doesn't resume", () => {
    const [session, commands] = receive({ phase: "greeting", epoch: null, seq: 0 }, HELLO);
    expect(session.phase).toBe("loading");
    expect(commands).toContainEqual({ do: "load_snapshot" });
  });

  it("goes on without a snapshot where it was resumed", () => {
    const [session, commands] = receive(reopened(live(5)), { ...HELLO, resumed: true });
    expect(session).toEqual(live(5));
    expect(commands).not.toContainEqual({ do: "load_snapshot" });
  });

  it("doesn't believe a resumed hello of another epoch", () => {
    const [session] = receive(reopened(live(5)), { ...HELLO, epoch: "e2", resumed: true });
    expect(session.phase).toBe("loading");
  });

  it("applies what came while the snapshot was on its way, and only what is newer", () => {
    let session: Session = { phase: "loading", epoch: "e1", buffered: [] };
    [session] = receive(session, someChanges(6, 7));
    [session] = receive(session, someChanges(7, 8));
    const [after, commands] = snapshotLoaded(session, { epoch: "e1", seq: 7 });
    expect(after).toEqual(live(8));
    expect(commands).toEqual([{ do: "apply", changes: someChanges(7, 8) }]);
  });

  it("loads again when the snapshot is older than what was sent after it began", () => {
    const loading: Session = { phase: "loading", epoch: "e1", buffered: [someChanges(9, 10)] };
    const [after, commands] = snapshotLoaded(loading, { epoch: "e1", seq: 7 });
    expect(after.phase).toBe("loading");
    expect(commands).toEqual([{ do: "load_snapshot" }]);
  });

  it("loads again when the snapshot is of another epoch", () => {
    const [after, commands] = snapshotLoaded({ phase: "loading", epoch: "e1", buffered: [] }, { epoch: "e2", seq: 7 });
    expect(after).toMatchObject({ phase: "loading", epoch: "e2" });
    expect(commands).toEqual([{ do: "load_snapshot" }]);
  });

  it("sees a gap and loads, keeping what it just heard", () => {
    const [after, commands] = receive(live(5), someChanges(6, 7));
    expect(after).toMatchObject({ phase: "loading", buffered: [{ seq: 7 }] });
    expect(commands).toEqual([{ do: "load_snapshot" }]);
  });

  it("ignores what it already holds", () => {
    expect(receive(live(5), someChanges(3, 5))).toEqual([live(5), []]);
  });

  it("takes a change that begins before what it holds and ends after it, since values are absolute", () => {
    const [after, commands] = receive(live(5), someChanges(3, 6));
    expect(after).toEqual(live(6));
    expect(commands).toHaveLength(1);
  });

  it("forgives one tick that overtook its changes, and not a second", () => {
    const [once, none] = receive(live(5), tick(6));
    expect(none).toEqual([]);
    const [twice, commands] = receive(once, tick(6));
    expect(twice.phase).toBe("loading");
    expect(commands).toEqual([{ do: "load_snapshot" }]);
  });

  it("loads anew when the server says so", () => {
    expect(receive(live(5), { type: "resync", reason: "slow_consumer" })).toEqual(reload(live(5)));
  });

  it("throws on a message that it doesn't know", () => {
    expect(() => receive(live(5), { type: "later" } as never)).toThrow(/later/);
  });
});
