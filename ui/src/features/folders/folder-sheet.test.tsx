import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { aFolder } from "@/test/examples";
import { renderWith, serverAnswers } from "@/test/render";
import { FolderEditor } from "./folder-editor";
import { AddFolderSheet } from "./folder-sheet";
import { movedRule } from "./rule-order";
import { changedParts, fieldName } from "./save-folder";

const PROFILES = { "GET /api/v1/profiles": { body: { items: [], next_cursor: null, seq: 1 } } };

describe("the form of a watch folder", () => {
  it("shows a refusal at its field, and goes there", async () => {
    const detail = "There is no folder /nowhere. Make it first, or correct the path.";
    serverAnswers({ ...PROFILES, "POST /api/v1/folders": { status: 422, body: { detail, field: "watch_directory", code: "no_such_folder" } } });
    renderWith(<AddFolderSheet close={() => undefined} />);
    await userEvent.type(screen.getByLabelText("Folder to watch"), "/nowhere");
    await userEvent.click(screen.getByRole("button", { name: "Add watch folder" }));
    const field = await screen.findByLabelText("Folder to watch");
    await vi.waitFor(() => expect(field).toHaveAccessibleDescription(expect.stringContaining(detail)));
    expect(field).toBeInvalid();
    expect(field).toHaveFocus();
  });

  it("never deletes originals unless asked to", async () => {
    const asked = serverAnswers({ ...PROFILES, "POST /api/v1/folders": { status: 201, body: aFolder("f1") } });
    const close = vi.fn();
    renderWith(<AddFolderSheet close={close} />);
    expect(screen.getByRole("checkbox", { name: /^Delete originals/ })).not.toBeChecked();
    await userEvent.click(screen.getByRole("button", { name: "Add watch folder" }));
    await vi.waitFor(() => expect(close).toHaveBeenCalled());
    expect(asked.find(({ method }) => method === "POST")?.body).toMatchObject({ delete_input: false });
  });

  it("sends only what was changed", async () => {
    const asked = serverAnswers({ ...PROFILES, "PATCH /api/v1/folders/f1": { body: aFolder("f1") } });
    renderWith(<FolderEditor folder={aFolder("f1")} side={null} />);
    await userEvent.click(screen.getByRole("checkbox", { name: "Subfolders as well" }));
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await vi.waitFor(() => expect(asked.find(({ method }) => method === "PATCH")?.body).toEqual({ recursive: true }));
  });

  it("knows a field by each of its spellings", () => {
    expect(["body.rules.0.pattern", "rules[0].pattern", "rules.0.pattern"].map(fieldName)).toEqual(Array(3).fill("rules.0.pattern"));
    expect(changedParts({ watch_directory: "/a", output_directory: "/b" }, { watch_directory: "/a", output_directory: "/c" })).toEqual({ output_directory: "/c" });
  });

  it("gives a moved rule the priority that it needs to be asked there, and leaves the others alone", () => {
    const rule = (pattern: string, priority: number) => ({ pattern, profile: "live-qlab", priority });
    const rules = [rule("a", 200), rule("b", 100), rule("c", 100), rule("d", 50)];
    const orderOf = (moved: { pattern: string; priority?: number }[]) => moved.map(({ pattern, priority }) => `${pattern}${priority}`).join(" ");
    expect(orderOf(movedRule(rules, 3, 0))).toBe("d200 a200 b100 c100");
    expect(orderOf(movedRule(rules, 1, 2))).toBe("a200 c100 b100 d50");
    expect(orderOf(movedRule(rules, 0, 3))).toBe("b100 c100 d50 a50");
  });
});
