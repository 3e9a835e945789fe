import { describe, expect, it } from "vitest";
import { parsePage, pathOf } from "./route";

describe("the address", () => {
  it("names the page, and a page its address", () => {
    for (const page of [{ page: "dashboard" }, { page: "check", check: null }, { page: "check", check: "c1" }, { page: "report", job: "a b/c" }] as const) {
      expect(parsePage(pathOf(page))).toEqual(page);
    }
  });

  it("that nobody knows is the dashboard's", () => {
    expect([parsePage("/jobs"), parsePage("/nowhere"), parsePage("/jobs/1/2"), parsePage("/check/1/2")]).toEqual(Array(4).fill({ page: "dashboard" }));
  });
});
