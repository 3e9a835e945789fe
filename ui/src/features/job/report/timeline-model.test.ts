import { describe, expect, it } from "vitest";
import { aFinding } from "@/test/reports";
import { inTimeOrder, lengthOf_s, marksOf, stepped, ticksOf_s } from "./timeline-model";
import { aReport } from "@/test/reports";

describe("the timeline", () => {
  it("places a finding by its time, and leaves out what is of the whole file", () => {
    const marks = marksOf([aFinding({ at_s: 5, duration_s: 1 }), aFinding({ at_s: null })], 10, 2);
    expect(marks).toEqual([{ index: 0, level: "fail", left: 50, width: 10, lane: 0, more: [] }]);
  });

  it("lays what would overlap into lanes, and what has no lane behind the last", () => {
    const marks = marksOf(Array.from({ length: 5 }, () => aFinding({ at_s: 1 })), 10, 2);
    expect(marks.map(({ lane, more }) => [lane, more])).toEqual([[0, []], [1, []], [2, [3, 4]]]);
  });

  it("never reaches beyond its end, and is as long as the last finding", () => {
    const beyond = [aFinding({ at_s: 9, duration_s: 5 })];
    expect(marksOf(beyond, 10, 2)[0]).toMatchObject({ left: 90, width: 10 });
    expect(lengthOf_s(aReport({ findings: beyond }))).toBe(14);
  });

  it("is stepped through in the order of time, and stops at its ends", () => {
    const order = inTimeOrder([aFinding({ at_s: 8 }), aFinding({ at_s: null }), aFinding({ at_s: 2 })]);
    expect(order).toEqual([2, 0]);
    expect([stepped(order, null, 1), stepped(order, 2, 1), stepped(order, 0, 1), stepped(order, null, -1), stepped([], null, 1)]).toEqual([2, 0, 0, 0, null]);
  });

  it("writes round times, the end always, and no two beside each other", () => {
    expect(ticksOf_s(150)).toEqual([0, 15, 30, 45, 60, 75, 90, 105, 120, 135, 150]);
    expect(ticksOf_s(2)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2]);
    expect(ticksOf_s(0)).toEqual([]);
  });
});
