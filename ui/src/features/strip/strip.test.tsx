import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { aFolder, aJob } from "@/test/examples";
import { renderWith } from "@/test/render";
import { dismissed } from "./dismissed";
import { Strip } from "./strip";

const FAILED = aJob("finale", { status: "failed", verdict: "not_ready", error: { code: "not_ready", message: "Black for 0.52 s." }, finished_at: new Date().toISOString() });

describe("the strip", () => {
  beforeEach(() => dismissed.set(new Set()));

  it("says that nothing needs you, and how much is under way", () => {
    renderWith(<Strip />, { snapshot: { jobs: [aJob("a"), aJob("b", { status: "processing", stage: "encoding" })] } });
    expect(screen.getByRole("region", { name: "What needs you now" })).toHaveTextContent("Nothing needs you. 1 running, 1 queued.");
  });

  it("shows the worst alone, and the others when asked", async () => {
    renderWith(<Strip />, { snapshot: { jobs: [FAILED], folders: [aFolder("share", { state: "offline" })] } });
    expect(screen.getByText("finale.mov is not ready:")).toBeInTheDocument();
    expect(screen.queryByText(/share is offline/)).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "1 more" }));
    expect(screen.getByText(/share is offline since/)).toBeInTheDocument();
  });

  it("lets a failure be waved away", async () => {
    renderWith(<Strip />, { snapshot: { jobs: [FAILED] } });
    await userEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.getByText("Nothing needs you.")).toBeInTheDocument();
  });
});
