import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { aJob, someProgress } from "@/test/examples";
import { renderWith, serverAnswers } from "@/test/render";
import { RunningCard } from "./running-card";

const RUNNING = aJob("storm", { status: "processing", stage: "encoding" });

describe("a running card", () => {
  it("says stage and percent in words", () => {
    renderWith(<RunningCard id="storm" />, { snapshot: { jobs: [RUNNING], progress: [someProgress("storm", { fraction: 0.64 })] } });
    expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "encoding, 64 percent");
  });

  it("knows no percent, speed or time before the engine does", () => {
    renderWith(<RunningCard id="storm" />, { snapshot: { jobs: [RUNNING] } });
    expect(screen.getByRole("progressbar")).not.toHaveAttribute("aria-valuenow");
    expect(screen.getByRole("article")).toHaveTextContent("— real time");
    expect(screen.getByRole("article")).toHaveTextContent("ready —");
  });

  it("says how long an encode has been stalled instead of when it would be ready", () => {
    renderWith(<RunningCard id="storm" />, { snapshot: { jobs: [RUNNING], progress: [someProgress("storm", { stalled_s: 14 })] } });
    expect(screen.getByText("stalled 14 s")).toBeInTheDocument();
    expect(screen.getByRole("article")).toHaveTextContent("ready —");
  });

  it("shows a file name that is markup as the text it is", () => {
    const name = "<img src=x onerror=alert(1)>.mov";
    const { container } = renderWith(<RunningCard id="storm" />, { snapshot: { jobs: [{ ...RUNNING, name, stage: "probing" }] } });
    expect(screen.getByRole("article", { name })).toBeInTheDocument();
    expect(container.querySelector("img")).toBeNull();
  });

  it("gives its orders by name", async () => {
    const asked = serverAnswers({ "POST /api/v1/jobs/storm/pause": { body: RUNNING } });
    renderWith(<RunningCard id="storm" />, { snapshot: { jobs: [RUNNING] } });
    await userEvent.click(screen.getByRole("button", { name: "Pause storm.mov" }));
    expect(asked.map(({ path }) => path)).toContain("/api/v1/jobs/storm/pause");
  });

  it("takes no orders while nobody is there to take them", () => {
    renderWith(<RunningCard id="storm" />, { snapshot: { jobs: [RUNNING] }, isLive: false });
    expect(screen.getByRole("button", { name: "Pause storm.mov" })).toBeDisabled();
    expect(screen.getByRole("button", { name: "Cancel storm.mov" })).toBeDisabled();
  });
});
