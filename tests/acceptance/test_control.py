"""Hold, freeze, pause, cancel, stall: orders reach the real ffmpeg, and the queue goes on where it should."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from bulletproof.domain.job import Job, Stage, Status
from bulletproof.domain.live import QueueMode
from tests.support.clips import MP4, ClipShelf
from tests.support.show import SOON, Show, show
from tests.support.waiting import until

pytestmark = pytest.mark.ffmpeg

# Long enough to be met in the middle: x264's "slow" needs some seconds for it on two cores.
LONG = replace(MP4, seconds=12.0, size="960x540")


def _encoders() -> Iterator[psutil.Process]:
    for child in psutil.Process().children(recursive=True):
        try:
            if "ffmpeg" in child.name() and "-progress" in child.cmdline():
                yield child
        except psutil.NoSuchProcess:
            continue


async def _encoding(venue: Show, source: Path) -> Job:
    """The job, once its encode has shown some frames."""

    def is_under_way() -> bool:
        job = venue.job_of(source)
        return job is not None and any(
            progress.job_id == job.id and progress.stage is Stage.ENCODING and progress.position_s
            for progress in venue.ears.progresses
        )

    await until(is_under_way, within_s=30.0, what="the encode being under way")
    job = venue.job_of(source)
    assert job is not None
    return job


def _parts(venue: Show) -> list[str]:
    return [name for name in venue.outputs if name.endswith(".part")]


async def test_a_frozen_queue_stands_still_and_goes_on_from_there(venue: Show, clips: ClipShelf) -> None:
    await venue.watch("live-h264")
    source = venue.drop(clips.path(LONG), "long.mp4")
    waiting = venue.drop(clips.path(MP4), "next.mp4")
    job = await _encoding(venue, source)
    await venue.engine.freeze_queue()
    [encoder] = _encoders()
    await until(lambda: encoder.status() == psutil.STATUS_STOPPED, what="the encoder standing still")
    cpu_s = encoder.cpu_times().user
    [progress] = venue.engine.progress()
    assert venue.ears.progresses[-1].frozen
    assert (progress.job_id, (await venue.engine.status()).queue) == (job.id, QueueMode.FROZEN)
    await until(lambda: venue.job_of(waiting) is not None, what="the next file being queued")
    assert encoder.cpu_times().user == cpu_s
    await venue.engine.resume_queue()
    assert (await venue.ended(source)).status is Status.COMPLETED
    ended = await venue.ended(waiting)
    assert (ended.status, ended.attempt) == (Status.COMPLETED, 1)


async def test_a_paused_job_stays_paused_when_the_queue_thaws(venue: Show, clips: ClipShelf) -> None:
    await venue.watch("live-h264")
    source = venue.drop(clips.path(LONG), "long.mp4")
    job = await _encoding(venue, source)
    [encoder] = _encoders()
    assert (await venue.engine.orders.pause(job.id)).status is Status.PAUSED
    await until(lambda: encoder.status() == psutil.STATUS_STOPPED, what="the encoder standing still")
    await venue.engine.freeze_queue()
    await venue.engine.resume_queue()
    assert encoder.status() == psutil.STATUS_STOPPED
    await venue.engine.orders.resume(job.id)
    assert (await venue.ended(source)).status is Status.COMPLETED


async def test_a_held_queue_finishes_what_runs_and_starts_nothing(venue: Show, clips: ClipShelf) -> None:
    await venue.watch()
    await venue.engine.hold_queue()
    source = venue.drop(clips.path(MP4), "a.mp4")
    await venue.reached(source, Status.QUEUED)
    assert "held" in str((await venue.engine.status()).why_idle)
    assert venue.engine.progress() == ()
    await venue.engine.resume_queue()
    assert (await venue.ended(source)).status is Status.COMPLETED


async def test_cancelling_ends_the_child_and_takes_the_part_file_within_a_second(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.watch("live-h264")
    source = venue.drop(clips.path(LONG), "long.mp4")
    job = await _encoding(venue, source)
    assert len(_parts(venue)) == 1
    started_s = time.monotonic()
    cancelled, undo = await venue.engine.orders.cancel(job.id)
    assert time.monotonic() - started_s < 1.0
    assert (cancelled.status, list(_encoders()), venue.outputs) == (Status.CANCELLED, [], [])
    await venue.engine.orders.undo(undo.token)
    assert (await venue.reached(source, Status.COMPLETED, Status.FAILED)).status is Status.COMPLETED


async def test_an_encoder_that_stands_still_is_told_of_ended_and_named(
    tmp_path: Path, clips: ClipShelf
) -> None:
    async with show(tmp_path, {**SOON, "stall_s": 6.0}) as venue:
        await venue.watch("live-h264")
        source = venue.drop(clips.path(LONG), "long.mp4")
        await _encoding(venue, source)
        [encoder] = _encoders()
        encoder.suspend()  # as a hung driver would, and nobody of us asked for it
        await until(
            lambda: any(progress.stalled_s for progress in venue.ears.progresses),
            within_s=20.0,
            what="being told that it stands still",
        )
        job = await venue.ended(source)
        assert (job.status, job.reason) == (Status.FAILED, "stalled")
        assert "Press Retry" in str(job.message)
        assert venue.outputs == []


async def test_the_time_left_is_told_once_it_is_known_and_shrinks(venue: Show, clips: ClipShelf) -> None:
    await venue.watch("live-h264")
    source = venue.drop(clips.path(LONG), "long.mp4")
    await venue.ended(source)
    told = [p for p in venue.ears.progresses if p.stage is Stage.ENCODING]
    known = [p.eta_s for p in told if p.eta_s is not None]
    assert told[0].eta_s is None
    assert known
    assert known[-1] < known[0]
    assert all(eta_s >= 0 for eta_s in known)
    fractions = [p.fraction for p in told if p.fraction is not None]
    assert fractions == sorted(fractions)


async def test_a_restart_keeps_what_was_paused_and_takes_up_what_was_running(
    tmp_path: Path, clips: ClipShelf
) -> None:
    async with show(tmp_path) as venue:
        await venue.watch("live-h264")
        running = venue.drop(clips.path(LONG), "long.mp4")
        await _encoding(venue, running)
        paused = venue.drop(clips.path(MP4), "paused.mp4")
        job = await venue.reached(paused, Status.QUEUED)
        await venue.engine.orders.pause(job.id)
    assert list(_encoders()) == []
    assert [path.name for path in (tmp_path / "out").iterdir()] == []
    async with show(tmp_path) as venue:
        done = await venue.ended(running)
        assert (done.status, done.attempt, done.recovered) == (Status.COMPLETED, 2, False)
        assert (await venue.store.jobs.get(job.id)).status is Status.PAUSED
        await venue.engine.orders.resume(job.id)
        assert (await venue.ended(paused)).status is Status.COMPLETED


async def test_a_frozen_queue_starts_nothing_after_a_restart(tmp_path: Path, clips: ClipShelf) -> None:
    async with show(tmp_path) as venue:
        await venue.watch("live-h264")
        source = venue.drop(clips.path(LONG), "long.mp4")
        job = await _encoding(venue, source)
        await venue.engine.freeze_queue()
    async with show(tmp_path) as venue:
        await asyncio.wait_for(venue.engine.status(), 5)
        assert (await venue.store.jobs.get(job.id)).status is Status.QUEUED
        assert venue.engine.progress() == ()
        await venue.engine.resume_queue()
        assert (await venue.ended(source)).status is Status.COMPLETED
