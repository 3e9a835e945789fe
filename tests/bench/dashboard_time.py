"""How long a change takes to the screen, and whether the page grows while it is left open.

The page itself gives the order and sees the change in its own row, so that one clock measures both: what is
told is an upper bound of event to screen, since it holds the order's own way to the server and its commit.
"""

import argparse
import json
import os
import statistics
import time

from playwright.sync_api import Page, sync_playwright

from tests.bench.busy_server import busy_server, chromium

CHANGES = 200
SAMPLE_EVERY_S = 30
ORDER_AND_SEE = """
async (priority) => {
  const row = document.querySelector("[role=table][aria-label=Queue] [data-id]");
  const words = `priority ${priority}`;
  const seen = new Promise((done) => {
    const look = () => document.querySelector("[role=table][aria-label=Queue]").textContent.includes(words);
    const observer = new MutationObserver(() => {
      if (!look()) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now())));  // after that frame is painted
    });
    const what = { subtree: true, childList: true, characterData: true };
    observer.observe(document.querySelector("[role=table][aria-label=Queue]"), what);
  });
  const begun = performance.now();
  const answer = await fetch(`/api/v1/jobs/${row.dataset.id}/priority`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ priority }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await seen) - begun;
}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="how long the heap is watched")
    minutes = parser.parse_args().minutes
    with busy_server() as launch_url, sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(launch_url)
        page.get_by_text("Live", exact=True).wait_for()
        page.locator("[aria-label=Queue] [data-id]").first.wait_for()
        _tell_time(page)
        _tell_heap(page, minutes)
        browser.close()


def _tell_time(page: Page) -> None:
    took_ms: list[float] = [page.evaluate(ORDER_AND_SEE, 101 + turn) for turn in range(CHANGES)]
    _tell(
        "order_to_screen_ms",
        p50=statistics.median(took_ms),
        p99=statistics.quantiles(took_ms, n=100)[-1],
        n=CHANGES,
    )


def _tell_heap(page: Page, minutes: float) -> None:
    """The slope of a straight line through the heap's size after each collection."""
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable")
    begun_s, at_min, heap_mb = time.monotonic(), [], []
    while (passed_s := time.monotonic() - begun_s) < minutes * 60:
        client.send("HeapProfiler.collectGarbage")
        told = {one["name"]: one["value"] for one in client.send("Performance.getMetrics")["metrics"]}
        at_min.append(passed_s / 60)
        heap_mb.append(told["JSHeapUsedSize"] / 1e6)
        page.wait_for_timeout(SAMPLE_EVERY_S * 1000)
    slope = statistics.linear_regression(at_min, heap_mb).slope
    _tell(
        "heap_mb_per_minute",
        value=slope,
        first=heap_mb[0],
        last=heap_mb[-1],
        highest=max(heap_mb),
        n=len(heap_mb),
    )


def _tell(metric: str, **values: float) -> None:
    rounded = {name: round(value, 3) for name, value in values.items()}
    print(json.dumps({"metric": metric, **rounded, "load": round(os.getloadavg()[0], 2)}), flush=True)


if __name__ == "__main__":
    main()
