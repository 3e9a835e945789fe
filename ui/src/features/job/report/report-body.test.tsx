import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Report } from "@/api/types";
import { aJob } from "@/test/examples";
import { renderWith } from "@/test/render";
import { aReport } from "@/test/reports";
import { ReportBody } from "./report-body";

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  renderWith(<ReportBody job={aJob("a", { status: "failed", verdict: "not_ready" })} report={withStills(aReport())} history={[]} />);
});

const withStills = (report: Report) => ({ ...report, stills: [0, 1, 2, 3, 4].map((number) => ({ number, at_s: 1 + number * 2 })) });
const list = () => within(screen.getByRole("region", { name: "Findings" }));
const line = () => within(screen.getByRole("region", { name: "Findings in time" }));

describe("a report", () => {
  it("shows what a mark stands for in the list, and what a row stands for on the timeline", async () => {
    await userEvent.click(line().getByRole("button", { name: /^fail at 00:05.00/ }));
    expect(list().getByRole("button", { name: /source has a picture/ })).toHaveAttribute("aria-current", "true");
    await userEvent.click(list().getByText("Stands still"));
    expect(line().getByRole("button", { name: /^note at 00:01.00/ })).toHaveAttribute("aria-pressed", "true");
    expect(line().getByRole("button", { name: /^fail at/ })).toHaveAttribute("aria-pressed", "false");
  });

  it("is stepped through by arrows: sideways in time, up and down in the list", async () => {
    await userEvent.keyboard("{ArrowRight}");
    expect(list().getByRole("button", { name: "Stands still" })).toHaveAttribute("aria-current", "true");
    await userEvent.keyboard("{ArrowRight}");
    expect(list().getByRole("button", { name: /source has a picture/ })).toHaveAttribute("aria-current", "true");
    list().getByRole("button", { name: /source has a picture/ }).focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(list().getByRole("button", { name: "No colour tags" })).toHaveFocus();
  });

  it("says of whom a finding is, names those of the whole file, and draws no mark for them", () => {
    expect(list().getByRole("row", { name: /Stands still/ })).toHaveTextContent("of the source");
    expect(line().getByText("colour_untagged")).toBeVisible();
    expect(line().getAllByRole("button")).toHaveLength(2);
  });

  it("wipes by keyboard, and flips while A is held", async () => {
    const user = userEvent.setup();
    const compare = within(screen.getByRole("region", { name: "Compare" }));
    const wipe = compare.getByRole("slider");
    wipe.focus();
    expect(wipe).toHaveAttribute("aria-valuetext", "50 percent source");
    const sides = () => compare.getAllByRole("img").map((img) => img.getAttribute("alt"));
    expect(sides()).toEqual(["Still of the source", "Still of the output"]);
    await user.keyboard("{a>}");
    expect(sides()).toEqual(["Still of the output", "Still of the source"]);
    await user.keyboard("{/a}");
    expect(sides()).toEqual(["Still of the source", "Still of the output"]);
  });

  it("names the encoders, and the hash in groups that can be read aloud", () => {
    const proof = screen.getByRole("region", { name: "Proof" });
    expect(proof).toHaveTextContent("prores_ks · pcm_s24le");
    expect(proof).toHaveTextContent("abababab abababab");
    expect(within(proof).getByRole("button", { name: "Copy SHA-256" })).toBeEnabled();
  });
});
