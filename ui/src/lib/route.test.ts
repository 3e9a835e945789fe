import { describe, expect, it } from "vitest";
import { parseOpen, parseSearch, searchOf, stringifySearch } from "./route";

describe("the address", () => {
  it("keeps a page's filters while a sheet lies over it", () => {
    const filtered = stringifySearch({ status: "failed", text: "storm & sea", folder: undefined, verdict: "" });
    const open = searchOf({ sheet: "job", id: "a b/c" }, filtered);
    expect(parseOpen(open)).toEqual({ sheet: "job", id: "a b/c" });
    expect(parseSearch(searchOf(null, open))).toEqual({ status: "failed", text: "storm & sea" });
  });
});
