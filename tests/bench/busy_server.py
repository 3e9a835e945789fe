"""A server with 10,000 jobs and 200 updates a second, a process of its own, and a browser to look at it."""

import asyncio
import multiprocessing
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.job import Job, NewJob, SourceVersion, Stage
from bulletproof.domain.live import JobProgress
from bulletproof.domain.profile import Profile
from tests.support.browser import LAUNCH_ARGS
from tests.support.server import Served, served

JOBS = 10_000
RUNNING = 20
A_SECOND = 20  # messages of ten progresses each, and one change


def chromium(playwright: Playwright) -> Browser:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return playwright.chromium.launch(executable_path=found, args=LAUNCH_ARGS)


@contextmanager
def busy_server() -> Iterator[str]:
    """Its launch address. The updates hit twenty running jobs, and one far down the queue."""
    with tempfile.TemporaryDirectory() as folder:
        context = multiprocessing.get_context("spawn")
        stop, answers = context.Event(), context.Queue()
        server = context.Process(target=_serve, args=(Path(folder), stop, answers))
        server.start()
        try:
            yield answers.get(timeout=120)
        finally:
            stop.set()
            server.join(20)


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
