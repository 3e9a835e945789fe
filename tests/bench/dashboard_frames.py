"""Frames per second of the dashboard with 10,000 jobs and 200 updates a second, against an empty page.

The server is a process of its own; the updates hit twenty running jobs, all in view. Chromium draws with no
graphics card, on the same cores, so the empty page is the floor of the same run.
"""

import json
import os
import statistics

from playwright.sync_api import Page, sync_playwright

from tests.bench.busy_server import busy_server, chromium

MEASURED_MS = 10_000
RECORD = """
(ms) => new Promise((done) => {
  const frames = [], long = [];
  const note = (list) => long.push(...list.getEntries().map((each) => each.duration));
  const observer = new PerformanceObserver(note);
  observer.observe({ type: "longtask" });
  const end = performance.now() + ms;
  let before = performance.now();
  const step = (now) => {
    frames.push(now - before);
    before = now;
    if (now < end) requestAnimationFrame(step);
    else { observer.disconnect(); done({ frames: frames.slice(2), long }); }
  };
  requestAnimationFrame(step);
})
"""
GO = "(to) => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')) }"
ROWS = "main [role=row], main tr, main li"
SCROLL = """
() => {
  const list = [...document.querySelectorAll("*")].find((each) => each.scrollHeight > 100000);
  if (!list) throw new Error("no long list on this page");
  const step = () => {
    list.scrollTop = (list.scrollTop + 20) % (list.scrollHeight - 800);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
"""


def main() -> None:
    with busy_server() as launch_url:
        _measure(launch_url)


def _measure(launch_url: str) -> None:
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        floor = _recorded(page)
        page.goto(launch_url)
        page.get_by_text("Live", exact=True).wait_for()
        for name, address, scrolls in (
            ("dashboard", "/", False),
            ("jobs", "/jobs", False),
            ("jobs_scrolling", "/jobs", True),
        ):
            page.evaluate(GO, address)
            page.locator(ROWS).nth(8).wait_for(state="attached")
            if scrolls:
                page.evaluate(SCROLL)
            _tell(name, _recorded(page), floor)
        browser.close()


def _recorded(page: Page) -> dict[str, list[float]]:
    told: dict[str, list[float]] = page.evaluate(RECORD, MEASURED_MS)
    return told


def _tell(name: str, ours: dict[str, list[float]], floor: dict[str, list[float]]) -> None:
    slow = statistics.quantiles(ours["frames"], n=20)[-1]
    line = {
        "metric": f"{name}_fps_5th_percentile",
        "value": round(1000 / slow, 1),
        "floor": round(1000 / statistics.quantiles(floor["frames"], n=20)[-1], 1),
        "ratio": round(statistics.quantiles(floor["frames"], n=20)[-1] / slow, 2),
        "n": len(ours["frames"]),
        "p50": round(1000 / statistics.median(ours["frames"]), 1),
        "long_tasks": [round(each) for each in ours["long"]],
        "load": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
