import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { aCheckedFile } from "@/test/checks";
import { renderWith } from "@/test/render";
import { aFinding } from "@/test/reports";
import { CheckView } from "./check-view";

const FILES = [
  aCheckedFile("cue_10.mov"),
  aCheckedFile("cue_2.mp4", { verdict: "not_ready", cure: "live-qlab", findings: [aFinding({ code: "wrong_codec", message: "VP9 is outside QLab’s list" }), aFinding({ level: "warn" })] }),
  aCheckedFile("cue_3.mov", { verdict: "not_ready", findings: [aFinding({ code: "truncated", message: "Ends 2.40 s early" })] }),
  aCheckedFile("cue_4.mov", { verdict: "warnings", cure: "live-hap", findings: [aFinding({ code: "open_gop", level: "warn", message: "GOPs need their neighbour" })] }),
];

function show(change: Partial<Parameters<typeof CheckView>[0]> = {}) {
  const cure = vi.fn();
  renderWith(<CheckView files={FILES} place="SHOW_STICK" target="QLab" isRunning={false} when={null} queued={new Set()} cure={cure} {...change} />);
  return cure;
}
const names = () => screen.getAllByRole("listitem").filter((row) => row.classList.contains("tr-item")).map((row) => row.querySelector(".tr-name")?.textContent);

describe("a preflight", () => {
  it("answers in one sentence, and lists the files as they are cued", () => {
    show();
    expect(screen.getByText("3 of 4 want attention").parentElement).toHaveTextContent("before QLab: 2 are not ready, 1 has warnings.");
    expect(names()).toEqual(["cue_2.mp4", "cue_3.mov", "cue_4.mov", "cue_10.mov"]);
    expect(within(screen.getByRole("list", { name: "Files in cue order" })).getAllByRole("listitem")[0]).toHaveTextContent("cue_2.mp4: not ready");
  });

  it("says so when nothing wants attention", () => {
    show({ files: [aCheckedFile("a.mov"), aCheckedFile("b.mov")] });
    expect(screen.getByText("All 2 files are show-ready")).toBeVisible();
    expect(screen.queryByRole("button", { name: /Queue the cures/ })).toBeNull();
  });

  it("never calls all ready what was not looked at to its end", () => {
    const rest = aCheckedFile("b.mov", { state: "cancelled", verdict: null });
    show({ files: [aCheckedFile("a.mov"), rest] });
    expect(screen.getByText("Only 1 of 2 were checked")).toBeVisible();
    cleanup();
    show({ files: [aCheckedFile("a.mov"), { ...rest, state: "failed", trouble: "b.mov can't be read." }] });
    expect(screen.getByText("1 of 2 wants attention").parentElement).toHaveTextContent("1 could not be checked");
  });

  it("queues the cure of one file, or of all that have one, into the folder that is named", async () => {
    const cure = show();
    await userEvent.click(screen.getByRole("button", { name: "Make cue_2.mp4 show-ready with live-qlab" }));
    expect(cure).toHaveBeenLastCalledWith([FILES[1]], "");
    await userEvent.type(screen.getByLabelText("Outputs go to"), "/out");
    await userEvent.click(screen.getByRole("button", { name: "Queue the cures 2 files" }));
    expect(cure).toHaveBeenLastCalledWith([FILES[1], FILES[3]], "/out");
    expect(screen.getByText("1 file needs a new source")).toBeVisible();
  });

  it("doesn't offer a cure twice", () => {
    show({ queued: new Set(["/stick/cue_2.mp4"]) });
    expect(screen.queryByRole("button", { name: /Make cue_2/ })).toBeNull();
    expect(screen.getByRole("button", { name: "Queue the cures 1 file" })).toBeVisible();
  });

  it("is filtered by verdict and by code, and opens a file to all its findings", async () => {
    show();
    await userEvent.click(screen.getByRole("button", { name: "warnings 1" }));
    expect(names()).toEqual(["cue_4.mov"]);
    await userEvent.click(screen.getByRole("button", { name: "All 4" }));
    await userEvent.type(screen.getByRole("searchbox"), "wrong_c");
    expect(names()).toEqual(["cue_2.mp4"]);
    await userEvent.click(screen.getByRole("button", { name: "cue_2.mp4" }));
    expect(screen.getByText("Black, and the source has a picture there")).toBeVisible();
  });

  it("shows how far each file is while it runs, and cures nothing before it is over", () => {
    const verdict = null;
    show({ isRunning: true, files: [aCheckedFile("a.mov", { state: "checking", percent: 40, verdict }), aCheckedFile("b.mov", { state: "waiting", verdict }), ...FILES.slice(1, 2)] });
    expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "40");
    expect(screen.getByText("1 of 3 checked")).toBeVisible();
    expect(screen.getByRole("button", { name: "Queue the cures 1 file" })).toBeDisabled();
  });
});
