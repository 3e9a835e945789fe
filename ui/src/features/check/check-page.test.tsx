import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { CheckFileOut, CheckOut } from "@/api/checks";
import { aJob } from "@/test/examples";
import { renderWith, serverAnswers } from "@/test/render";
import { aFinding, anEvidence } from "@/test/reports";
import { Preflight } from "./check-page";

const TARGETS = { items: [{ name: "any", title: "Any player", description: "Whole and steady." }, { name: "qlab", title: "QLab 5, macOS", description: "ProRes Proxy, Hap." }] };
const BAD: CheckFileOut = {
  path: "/stick/storm.mp4", state: "done", fraction: 1, error: null, verdict: "not_ready", cure: "live-qlab",
  findings: [aFinding({ code: "wrong_codec", message: "VP9 is outside QLab’s list" })], media: anEvidence({ size_bytes: 56_250_000 }),
};
const DONE: CheckOut = { id: "c1", target: "qlab", state: "done", eta_s: null, ignored: 0, created_at: "2026-11-23T17:34:00Z", finished_at: "2026-11-23T17:40:12Z", files: [BAD] };

beforeEach(() => history.replaceState(null, "", "/preflight"));

describe("the preflight page", () => {
  it("takes paths as they are pasted and a target, and goes to the check that was started", async () => {
    const asked = serverAnswers({ "GET /api/v1/targets": { body: TARGETS }, "POST /api/v1/verify": { body: { check_id: "c1" } } });
    renderWith(<Preflight id={undefined} />);
    await userEvent.click(await screen.findByRole("radio", { name: /QLab 5/ }));
    await userEvent.type(screen.getByLabelText("Files or folders, one a line"), '"/show stick"\n/a.mov\n');
    await userEvent.click(screen.getByRole("button", { name: "Check" }));
    await waitFor(() => expect(location.pathname).toBe("/preflight/c1"));
    expect(asked.at(-1)?.body).toEqual({ paths: ["/show stick", "/a.mov"], target: "qlab", recursive: false, loop: false });
  });

  it("says in the server's words why it can't begin", async () => {
    serverAnswers({ "GET /api/v1/targets": { body: TARGETS }, "POST /api/v1/verify": { status: 422, body: { detail: "There is no folder /nowhere." } } });
    renderWith(<Preflight id={undefined} />);
    await userEvent.type(screen.getByLabelText("Files or folders, one a line"), "/nowhere");
    await userEvent.click(screen.getByRole("button", { name: "Check" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("There is no folder /nowhere.");
    expect(location.pathname).toBe("/preflight");
  });

  it("shows what was found by the name of its target, and queues a cure once", async () => {
    const cured = { jobs: [aJob("j1", { source: BAD.path })], refused: [] };
    const asked = serverAnswers({ "GET /api/v1/targets": { body: TARGETS }, "GET /api/v1/checks/c1": { body: DONE }, "POST /api/v1/checks/c1/cure": { body: cured } });
    renderWith(<Preflight id="c1" />);
    expect(await screen.findByText(/before QLab 5, macOS: 1 is not ready/)).toBeVisible();
    expect(screen.getByText("ProRes HQ · 1080p")).toBeVisible();
    expect(screen.getByText("45")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Make storm.mp4 show-ready with live-qlab" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: /storm.mp4 show-ready/ })).toBeNull());
    expect(asked.at(-1)).toMatchObject({ path: "/api/v1/checks/c1/cure", body: { paths: [BAD.path], output_directory: null } });
  });

  it("says so when there is no such check", async () => {
    serverAnswers({ "GET /api/v1/targets": { body: TARGETS } });
    renderWith(<Preflight id="gone" />);
    expect(await screen.findByText("There is no such preflight")).toBeVisible();
  });
});
