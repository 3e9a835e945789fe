import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { aJob } from "@/test/examples";
import { renderWith, serverAnswers } from "@/test/render";
import { aFinding, aReport } from "@/test/reports";
import { OneJob } from "./report-page";

const JOB = aJob("a", { status: "failed", verdict: "not_ready", target: "qlab", summary: "a.mov stands black for 0.52 s at 00:05.00", finished_at: "2026-11-23T17:40:00Z" });

function show(report = aReport()) {
  const answers = { "GET /api/v1/jobs/a": { body: { job: JOB, history: [] } }, "GET /api/v1/jobs/a/report": { body: report } };
  const asked = serverAnswers({ ...answers, "POST /api/v1/jobs/a/reverify": { body: report }, "POST /api/v1/jobs/a/cure": { body: { jobs: [aJob("b")], refused: [] } } });
  renderWith(<OneJob id="a" />, { snapshot: { jobs: [JOB] } });
  return asked;
}

describe("the page of a report", () => {
  it("begins with the verdict and its reason, and leads to what is printed", async () => {
    show();
    expect(screen.getByRole("region", { name: "Verdict" })).toHaveTextContent("not ready Stands black for 0.52 s at 00:05.00");
    expect(await screen.findByRole("link", { name: "Print or save" })).toHaveAttribute("href", "/api/v1/jobs/a/report.html");
    expect(screen.queryByRole("button", { name: /^Make with/ })).toBeNull();
  });

  it("offers the profile that cures as the one solid button", async () => {
    const asked = show({ ...aReport(), cure: "live-hap" });
    await userEvent.click(await screen.findByRole("button", { name: /Make with live-hap.*show-ready for QLab/ }));
    expect(asked.at(-1)).toMatchObject({ method: "POST", path: "/api/v1/jobs/a/cure" });
  });

  it("says before all else that the file is no longer the one that was verified", async () => {
    const asked = show(aReport({ findings: [aFinding({ code: "changed_since", message: "Its hash is another.", at_s: null })] }));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("This file has changed since it was verified. Its hash is another. It was not ready then");
    const banner = screen.getByRole("region", { name: "Verdict" });
    expect(screen.getAllByRole("button", { name: "Verify again" })).toHaveLength(1);
    await userEvent.click(within(banner).getByRole("button", { name: "Verify again" }));
    await waitFor(() => expect(asked.map(({ path }) => path)).toContain("/api/v1/jobs/a/reverify"));
  });
});
