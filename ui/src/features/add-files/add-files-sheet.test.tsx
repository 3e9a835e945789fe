import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { givenFiles } from "@/actions/given-files";
import { renderWith } from "@/test/render";
import { AddFilesSheet } from "./add-files-sheet";

describe("the sheet that adds files", () => {
  it("takes what was dropped before it opened, and what is dropped onto it, beside what was typed", async () => {
    givenFiles.set(["/show/act one.mov"]);
    renderWith(<AddFilesSheet close={() => undefined} />);
    const paths = screen.getAllByRole("textbox")[0] as HTMLTextAreaElement;
    expect(paths).toHaveValue("/show/act one.mov");
    await userEvent.type(paths, "\n/typed.mov");
    act(() => givenFiles.set(["/show/act two.mov"]));
    expect(paths).toHaveValue("/show/act one.mov\n/typed.mov\n/show/act two.mov");
    expect(givenFiles.value).toEqual([]);
  });
});
