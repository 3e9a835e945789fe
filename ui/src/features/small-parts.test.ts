import { describe, expect, it } from "vitest";
import { parseOpen, searchOf } from "@/lib/route";
import { aFolder } from "@/test/examples";
import { pathsIn } from "./add-files/add-files-sheet";
import { pictureOf } from "./folders/folder-picture";
import { nextIndex } from "@/lib/next-index";

const NOW_ms = Date.parse("2026-11-23T18:00:00Z");
const FILE = { name: "a.mov", size_bytes: 1_400_000_000, previous_size_bytes: 1_200_000_000, reason: "growing", message: "starts when it stands still" } as const;

describe("a watch folder's line", () => {
  it("shows by how much a file grows", () => {
    const picture = pictureOf(aFolder("f"), { folder_id: "f", scanned_at: null, waiting: [FILE] }, NOW_ms);
    expect(picture).toMatchObject({ state: "still growing, 1.2 → 1.4 GB", detail: "a.mov · starts when it stands still" });
  });

  it("shows what moves before what no rule takes", () => {
    const left = { ...FILE, name: "notes.txt", reason: "no_rule" } as const;
    const picture = pictureOf(aFolder("f"), { folder_id: "f", scanned_at: null, waiting: [left, FILE] }, NOW_ms);
    expect(picture.detail).toContain("a.mov");
    expect(picture.others).toEqual(["notes.txt · no rule takes it"]);
  });

  it("says how long ago it was looked through", () => {
    const picture = pictureOf(aFolder("f"), { folder_id: "f", scanned_at: "2026-11-23T17:59:58Z", waiting: [] }, NOW_ms);
    expect(picture).toMatchObject({ state: "watching", detail: "scanned 2 s ago · 0 rules" });
  });

  it("says since when it is offline", () => {
    expect(pictureOf(aFolder("f", { state: "offline" }), undefined, NOW_ms)).toMatchObject({ hue: "c-warn", state: expect.stringMatching(/^offline since \d\d:\d\d$/) as string });
  });
});

describe("pasted paths", () => {
  it("are one a line, without the quotes that came along", () => {
    expect(pathsIn(` "/a/b c.mov" \n\n'/d.mov'\n/e'f.mov`)).toEqual(["/a/b c.mov", "/d.mov", "/e'f.mov"]);
  });
});

describe("the address", () => {
  it.each([null, { sheet: "job", id: "a b" }, { sheet: "add_files" }, { sheet: "add_folder" }] as const)("keeps what is open: %o", (open) => {
    expect(parseOpen(searchOf(open))).toEqual(open);
  });
});

describe("the arrows in the queue", () => {
  it("stop at its ends", () => {
    expect([nextIndex("ArrowUp", 0, 3), nextIndex("ArrowDown", 2, 3), nextIndex("End", 0, 3), nextIndex("x", 0, 3)]).toEqual([0, 2, 2, null]);
  });
});
