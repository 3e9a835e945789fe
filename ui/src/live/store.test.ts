import { describe, expect, it, vi } from "vitest";
import { aFolder, aJob, aSnapshot, aStatus, someChanges, someProgress } from "@/test/examples";
import { Backstop, agrees } from "./backstop";
import { backoff_ms } from "./backoff";
import { LiveStore } from "./store";

function storeWithFrames() {
  const frames: (() => void)[] = [];
  const store = new LiveStore((flush) => frames.push(flush), (flush) => frames.push(flush));
  return { store, frame: () => frames.splice(0).forEach((flush) => flush()) };
}

describe("the store", () => {
  it("tells only those who asked for what changed, once a frame", () => {
    const { store, frame } = storeWithFrames();
    store.replace(aSnapshot({ jobs: [aJob("a"), aJob("b")] }), 0);
    frame();
    const [ofA, ofB] = [vi.fn(), vi.fn()];
    store.subscribe("job:a", ofA);
    store.subscribe("job:b", ofB);
    store.apply(someChanges(0, 1, { jobs: [aJob("a", { priority: 5 })] }));
    store.apply(someChanges(1, 2, { jobs: [aJob("a", { priority: 6 })] }));
    expect(ofA).not.toHaveBeenCalled();
    frame();
    expect(ofA).toHaveBeenCalledOnce();
    expect(ofB).not.toHaveBeenCalled();
  });

  it("keeps a list's identity while nothing in it moved", () => {
    const { store } = storeWithFrames();
    store.replace(aSnapshot({ jobs: [aJob("a"), aJob("b", { position: 2 })] }), 0);
    const before = store.list("queue");
    store.apply(someChanges(0, 1, { jobs: [aJob("a", { hold_reason: "disk_full" })] }));
    store.stream({ type: "progress", items: [someProgress("a")] }, 0);
    expect(store.list("queue")).toBe(before);
  });

  it("orders the queue by priority, then by place", () => {
    const { store } = storeWithFrames();
    store.replace(aSnapshot({ jobs: [aJob("late", { position: 9 }), aJob("soon", { position: 1 }), aJob("first", { position: 20, priority: 200 })] }), 0);
    expect(store.list("queue")).toEqual(["first", "soon", "late"]);
  });

  it("keeps a job that was paused while it ran among the running ones", () => {
    const { store } = storeWithFrames();
    store.replace(aSnapshot({ jobs: [aJob("a", { status: "paused", stage: "encoding" }), aJob("b", { status: "paused" })] }), 0);
    expect(store.list("running")).toEqual(["a"]);
    expect(store.list("queue")).toEqual(["b"]);
  });

  it("forgets what a new snapshot doesn't hold", () => {
    const { store } = storeWithFrames();
    store.replace(aSnapshot({ jobs: [aJob("a")], folders: [aFolder("f1")] }), 0);
    store.replace(aSnapshot({ jobs: [aJob("b")] }), 0);
    expect([...store.jobs.keys()]).toEqual(["b"]);
    expect(store.allFolders()).toEqual([]);
  });

  it("drops the progress of a job that runs no more", () => {
    const { store } = storeWithFrames();
    store.replace(aSnapshot({ jobs: [aJob("a", { status: "processing", stage: "encoding" })], progress: [someProgress("a")] }), 0);
    store.apply(someChanges(0, 1, { jobs: [aJob("a", { status: "completed" })] }));
    expect(store.progress.has("a")).toBe(false);
  });
});

describe("the backstop", () => {
  it("asks for a snapshot when it disagrees twice in a row, not once", () => {
    const { store } = storeWithFrames();
    store.replace(aSnapshot({ jobs: [aJob("a")] }), 0);
    const resync = vi.fn();
    const backstop = new Backstop(store, resync);
    const two = aStatus({ counts: { ...aStatus().counts, queued: 2 } });
    backstop.compare(two);
    expect(resync).not.toHaveBeenCalled();
    expect(backstop.isSuspicious).toBe(true);
    backstop.compare(two);
    expect(resync).toHaveBeenCalledOnce();
  });

  it("counts only what is active", () => {
    const { store } = storeWithFrames();
    store.replace(aSnapshot({ jobs: [aJob("a"), aJob("b", { status: "completed" })] }), 0);
    expect(agrees(store, { ...aStatus().counts, queued: 1, completed: 900 })).toBe(true);
  });
});

describe("the back-off", () => {
  it("doubles from half a second to fifteen, with a spread", () => {
    expect([0, 1, 2, 9].map((attempt) => backoff_ms(attempt, () => 0.5))).toEqual([500, 1000, 2000, 15_000]);
    expect(backoff_ms(9, () => 1)).toBeLessThanOrEqual(18_750);
    expect(backoff_ms(0, () => 0)).toBeGreaterThan(0);
  });
});
