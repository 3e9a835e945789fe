import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { text } from "@/i18n/en";
import { aStatus } from "@/test/examples";
import { renderWith } from "@/test/render";
import { HOLD_MS, HoldButton } from "./hold-button";
import { LockBand } from "./lock-band";

const LOCKED = { is_locked: true, running: "freeze", since: "2026-11-23T18:24:00Z", until: null, reason: "switch", timetable: [] } as const;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("unlocking", () => {
  it("needs a press of a second; a short one does nothing", () => {
    const held = vi.fn();
    renderWith(<HoldButton onHeld={held} />);
    const button = screen.getByRole("button", { name: text.lock.hold });
    fireEvent.pointerDown(button);
    act(() => void vi.advanceTimersByTime(HOLD_MS / 2));
    fireEvent.pointerUp(button);
    act(() => void vi.advanceTimersByTime(HOLD_MS * 2));
    expect(held).not.toHaveBeenCalled();
    fireEvent.pointerDown(button);
    act(() => void vi.advanceTimersByTime(HOLD_MS));
    expect(held).toHaveBeenCalledOnce();
  });

  it("works by the keyboard: Enter held, or the word typed", () => {
    const held = vi.fn();
    renderWith(<HoldButton onHeld={held} />);
    const button = screen.getByRole("button", { name: text.lock.hold });
    fireEvent.keyDown(button, { key: "Enter" });
    fireEvent.keyDown(button, { key: "Enter", repeat: true });
    act(() => void vi.advanceTimersByTime(HOLD_MS));
    expect(held).toHaveBeenCalledOnce();
    for (const key of "unlock") fireEvent.keyDown(button, { key });
    expect(held).toHaveBeenCalledTimes(2);
  });
});

describe("the band", () => {
  it("turns the page blue while it is locked, and back", () => {
    const { unmount } = renderWith(<LockBand isLarge />, { snapshot: { status: aStatus({ lock: { ...LOCKED, timetable: [] } }) } });
    expect(screen.getByText(text.lock.headline)).toBeVisible();
    expect(document.documentElement.dataset["locked"]).toBe("");
    unmount();
    expect(document.documentElement.dataset["locked"]).toBeUndefined();
  });
});
