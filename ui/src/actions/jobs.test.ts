import { beforeEach, describe, expect, it } from "vitest";
import { aJob, aSnapshot, someChanges } from "@/test/examples";
import { serverAnswers } from "@/test/render";
import { store } from "@/live/live";
import { toasts } from "@/lib/toasts";
import { moveJob, pauseJob } from "./jobs";

const [a, b, c] = [aJob("a", { position: 1 }), aJob("b", { position: 2 }), aJob("c", { position: 3 })];
const REFUSED = { status: 409, body: { code: "conflict", detail: "It is being published.", title: "", status: 409 } };

describe("an order that is shown at once", () => {
  beforeEach(() => {
    toasts.set([]);
    store.replace(aSnapshot({ jobs: [a, b, c] }), 0);
  });

  it("stands before the server has answered", () => {
    serverAnswers({ "POST /api/v1/jobs/c/move": { body: c } });
    void moveJob(c, { before: "a" });
    expect(store.list("queue")).toEqual(["c", "a", "b"]);
  });

  it("is taken back, with the reason, when it is refused", async () => {
    serverAnswers({ "POST /api/v1/jobs/b/pause": REFUSED });
    const ordered = pauseJob(b);
    expect(store.jobs.get("b")?.status).toBe("paused");
    await ordered;
    expect(store.jobs.get("b")).toBe(b);
    expect(toasts.value[0]?.words).toContain("It is being published.");
  });

  it("gives way to what the server said meanwhile, also where it was refused", async () => {
    serverAnswers({ "POST /api/v1/jobs/b/pause": REFUSED });
    const ordered = pauseJob(b);
    const runs = aJob("b", { status: "processing", stage: "publishing" });
    store.apply(someChanges(0, 1, { jobs: [runs] }));
    await ordered;
    expect(store.jobs.get("b")).toBe(runs);
  });
});
