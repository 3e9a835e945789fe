import { describe, expect, it } from "vitest";
import { aFolder, aJob, aStatus } from "@/test/examples";
import { type Known, failureKey, troublesOf } from "./troubles";

const NOW_ms = Date.parse("2026-11-23T18:00:00Z");
const CALM: Known = { status: aStatus(), finished: [], queued: [], folders: [aFolder("f1")], dismissed: new Set(), now_ms: NOW_ms };
const FAILED = aJob("finale", { status: "failed", verdict: "not_ready", error: { code: "not_ready", message: "Black for 0.52 s." }, finished_at: "2026-11-23T17:50:00Z" });

describe("what needs somebody", () => {
  it("is nothing when all is well", () => expect(troublesOf(CALM)).toEqual([]));

  it("is worst first: what can't encode, what failed, then what waits", () => {
    const known: Known = {
      ...CALM,
      status: aStatus({ ffmpeg_problem: "It can't be started.", queue: "held" }),
      finished: [FAILED],
      folders: [aFolder("share", { state: "offline" })],
    };
    expect(troublesOf(known).map(({ level, key }) => `${level} ${key.split(":")[0] ?? ""}`)).toEqual(["fail ffmpeg", "fail finale", "warn folder", "warn queue"]);
  });

  it("names the file once", () => {
    const error = { code: "unreadable", message: "finale.mov can't be opened as media." };
    expect(troublesOf({ ...CALM, finished: [{ ...FAILED, error }] })).toMatchObject([{ fact: "finale.mov is not ready:", more: "can't be opened as media." }]);
  });

  it("leaves out a failure that was dismissed, until it fails again", () => {
    const dismissed = new Set([failureKey(FAILED)]);
    expect(troublesOf({ ...CALM, finished: [FAILED], dismissed })).toEqual([]);
    expect(troublesOf({ ...CALM, finished: [{ ...FAILED, attempt: 2 }], dismissed })).toHaveLength(1);
  });

  it("leaves yesterday's failures to the list of finished jobs", () => {
    expect(troublesOf({ ...CALM, finished: [{ ...FAILED, finished_at: "2026-11-22T17:00:00Z" }] })).toEqual([]);
  });

  it("counts the jobs that wait for an offline folder, and calls none failed", () => {
    const [trouble] = troublesOf({ ...CALM, folders: [aFolder("f1", { state: "offline" })], queued: [aJob("a"), aJob("b", { folder_id: null })] });
    expect(trouble).toMatchObject({ level: "warn", more: "1 job waits, none failed. It resumes by itself." });
  });

  it("says why nothing runs only while something could", () => {
    const status = aStatus({ why_idle: "The disk SHOW is full." });
    expect(troublesOf({ ...CALM, status })).toEqual([]);
    expect(troublesOf({ ...CALM, status, queued: [aJob("about_to_start")] })).toEqual([]);
    expect(troublesOf({ ...CALM, status, queued: [aJob("a", { hold_reason: "disk_full" })] })).toMatchObject([{ more: "The disk SHOW is full." }]);
  });
});
