"""Frames per second of the dashboard with 10,000 jobs and 200 updates a second, against an empty page.

The server is a process of its own; the updates hit twenty running jobs, all in view. Chromium draws with no
graphics card, on the same cores, so the empty page is the floor of the same run.
"""

import asyncio
import json
import multiprocessing
import os
import shutil
import statistics
import tempfile
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.job import Job, NewJob, SourceVersion, Stage
from bulletproof.domain.live import JobProgress
from bulletproof.domain.profile import Profile
from tests.support.browser import LAUNCH_ARGS
from tests.support.server import Served, served

JOBS = 10_000
RUNNING = 20
A_SECOND = 20  # messages of ten progresses each, and one change
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
    with tempfile.TemporaryDirectory() as folder:
        context = multiprocessing.get_context("spawn")
        stop, answers = context.Event(), context.Queue()
        server = context.Process(target=_serve, args=(Path(folder), stop, answers))
        server.start()
        try:
            _measure(answers.get(timeout=120))
        finally:
            stop.set()
            server.join(20)


def _measure(launch_url: str) -> None:
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=found, args=LAUNCH_ARGS)
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


def _serve(folder: Path, stop: Event, answers: "Queue[str]") -> None:
    asyncio.run(_run(folder, stop, answers))


async def _run(folder: Path, stop: Event, answers: "Queue[str]") -> None:
    async with served(folder) as server:
        server.rooms.engine.start_nothing_more()  # the jobs below are claimed, and nothing encodes them
        waiting = await _filled(server)
        running = [await _begun(server) for _ in range(RUNNING)]
        launch = (await server.client.post("/api/v1/launch")).json()["path"]
        answers.put(server.url.rstrip("/") + launch)
        turn = 0
        while not stop.is_set():
            turn += 1
            await _update(server, running, waiting[-1 - turn % 5000], turn)
            await asyncio.sleep(1 / A_SECOND)


async def _filled(server: Served) -> list[Job]:
    profile = next(iter(BUILTIN_PROFILES.values()))
    jobs = [_job(number, profile) for number in range(JOBS)]
    for begin in range(0, JOBS, 500):
        await server.rooms.store.jobs.add_many(jobs[begin : begin + 500])
    return list(await server.rooms.store.jobs.active())


def _job(number: int, profile: Profile) -> NewJob:
    path = Path(f"/show/in/clip {number:05}.mov")
    source = SourceVersion(path, 1_000_000, 1, f"f{number}", 1, number)
    return NewJob(source, Path(f"/show/out/clip {number:05}.mov"), profile)


async def _begun(server: Served) -> Job:
    job = await server.rooms.store.jobs.claim()
    assert job is not None
    return await server.rooms.store.jobs.set_stage(job.id, job.attempt, Stage.ENCODING)


async def _update(server: Served, running: list[Job], waiting: Job, turn: int) -> None:
    """Ten jobs a little further, and one far down the queue anew."""
    for n in range(10):
        job = running[(turn * 10 + n) % RUNNING]
        fraction = (turn % 1000) / 1000
        server.rooms.hub.progress(
            JobProgress(
                job.id, Stage.ENCODING, fraction, speed=2.0, fps=50 + turn % 7, eta_s=600 - turn % 500
            )
        )
    await server.rooms.store.jobs.set_priority(waiting.id, 90)


if __name__ == "__main__":
    main()
