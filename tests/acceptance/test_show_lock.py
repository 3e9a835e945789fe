"""Show Lock on a real queue: nothing starts, nothing goes away; unlocked, everything goes on."""

from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from bulletproof.domain.job import Stage, Status
from tests.support.clips import MP4, ClipShelf
from tests.support.show import Show, show
from tests.support.waiting import until

pytestmark = pytest.mark.ffmpeg

LONG = replace(MP4, seconds=12.0, size="960x540")


async def _why_idle(venue: Show) -> str | None:
    return (await venue.engine.status()).why_idle


async def _encoding(venue: Show) -> None:
    def is_under_way() -> bool:
        return any(told.stage is Stage.ENCODING and told.position_s for told in venue.ears.progresses)

    await until(is_under_way, within_s=30.0, what="the encode being under way")


async def test_under_the_lock_a_file_waits_and_starts_when_it_is_opened(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.watch("live-h264")
    await venue.engine.lock.close("finish")
    source = venue.drop(clips.path(MP4), "late.mp4")
    await until(lambda: venue.job_of(source) is not None, what="the file being queued")
    job = venue.job_of(source)
    assert job is not None
    assert job.status is Status.QUEUED
    assert await _why_idle(venue) == "Show Lock is on until somebody unlocks it: nothing starts."
    assert not venue.ears.progresses
    await venue.engine.lock.open()
    assert (await venue.ended(source)).status is Status.COMPLETED


async def test_what_runs_is_finished_and_its_source_stays_until_the_lock_is_opened(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.watch("live-h264", delete_input=True)
    source = venue.drop(clips.path(LONG), "long.mp4")
    await _encoding(venue)
    await venue.engine.lock.close("finish")
    assert (await venue.ended(source)).status is Status.COMPLETED
    assert source.exists()
    await venue.engine.lock.open()
    await until(lambda: not source.exists(), what="the source being disposed of")


async def test_what_runs_stands_still_where_it_shall_be_frozen(venue: Show, clips: ClipShelf) -> None:
    await venue.watch("live-h264")
    source = venue.drop(clips.path(LONG), "long.mp4")
    await _encoding(venue)
    await venue.engine.lock.close("freeze")

    def all_stopped() -> bool:
        encoders = [c for c in psutil.Process().children(recursive=True) if "-progress" in c.cmdline()]
        return bool(encoders) and all(c.status() == psutil.STATUS_STOPPED for c in encoders)

    await until(all_stopped, what="the encoder standing still")
    assert await _why_idle(venue) is not None
    await venue.engine.lock.open()
    ended = await venue.ended(source)
    assert (ended.status, ended.attempt) == (Status.COMPLETED, 1)


async def test_the_lock_holds_over_a_restart(tmp_path: Path, clips: ClipShelf) -> None:
    async with show(tmp_path) as venue:
        await venue.watch("live-h264")
        await venue.engine.lock.close("finish")
    async with show(tmp_path) as venue:
        assert venue.engine.lock.is_closed()
        source = venue.drop(clips.path(MP4), "late.mp4")
        await until(lambda: venue.job_of(source) is not None, what="the file being queued")
        assert (await _why_idle(venue) or "").startswith("Show Lock is on")
        await venue.engine.lock.open()
        assert (await venue.ended(source)).status is Status.COMPLETED
