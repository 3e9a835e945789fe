import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { aJob } from "@/test/examples";
import { renderWith, serverAnswers } from "@/test/render";
import { FinishedPanel } from "./finished-panel";

const JOBS = [
  aJob("a", { status: "completed", verdict: "show_ready", finished_at: "2026-11-23T17:40:00Z" }),
  aJob("b", { status: "failed", verdict: "not_ready", finished_at: "2026-11-23T17:41:00Z" }),
  aJob("c", { status: "cancelled", finished_at: "2026-11-23T17:42:00Z" }),
];

describe("the finished jobs", () => {
  it("link to the report of each that was judged", () => {
    renderWith(<FinishedPanel />, { snapshot: { jobs: JOBS } });
    expect(screen.getByRole("link", { name: "Report of a.mov" })).toHaveAttribute("href", "/jobs/a");
    expect(screen.queryByRole("link", { name: "Report of c.mov" })).toBeNull();
  });

  it("are picked for the report of the show, which opens in a window of its own", async () => {
    const page = { location: { href: "" }, close: vi.fn() };
    const opened = vi.spyOn(window, "open").mockReturnValue(page as unknown as Window);
    const asked = serverAnswers({ "POST /api/v1/reports/show": { body: { path: "/api/v1/reports/show/1.html" } } });
    renderWith(<FinishedPanel />, { snapshot: { jobs: JOBS } });
    await userEvent.click(screen.getByRole("button", { name: "Report of the show" }));
    expect(screen.getByRole("checkbox", { name: "Into the show report: c.mov" })).toBeDisabled();
    expect(screen.getByRole("button", { name: "Open report" })).toBeDisabled();
    await userEvent.click(screen.getByRole("checkbox", { name: "Into the show report: a.mov" }));
    await userEvent.type(screen.getByLabelText("Title of the show"), "The Winter’s Tale");
    await userEvent.click(screen.getByRole("button", { name: "Open report" }));
    expect(asked.at(-1)?.body).toEqual({ job_ids: ["a"], title: "The Winter’s Tale" });
    expect(opened).toHaveBeenCalledOnce();
    expect(page.location.href).toBe("/api/v1/reports/show/1.html");
    expect(screen.queryByRole("checkbox")).toBeNull();
  });

  it("keep what was picked when the report is refused", async () => {
    const page = { location: { href: "" }, close: vi.fn() };
    vi.spyOn(window, "open").mockReturnValue(page as unknown as Window);
    serverAnswers({ "POST /api/v1/reports/show": { status: 404, body: { detail: "There is no job a." } } });
    renderWith(<FinishedPanel />, { snapshot: { jobs: JOBS } });
    await userEvent.click(screen.getByRole("button", { name: "Report of the show" }));
    await userEvent.click(screen.getByRole("checkbox", { name: "Into the show report: a.mov" }));
    await userEvent.click(screen.getByRole("button", { name: "Open report" }));
    expect(page.close).toHaveBeenCalledOnce();
    expect(screen.getByRole("checkbox", { name: "Into the show report: a.mov" })).toBeChecked();
  });
});
