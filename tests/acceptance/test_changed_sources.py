"""A source touched, replaced, taken away or copied again while its job waits or runs: none is forgotten."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bulletproof.domain.job import Stage, Status
from tests.support.clips import MP4, ClipShelf
from tests.support.show import Show
from tests.support.waiting import until

pytestmark = pytest.mark.ffmpeg

LONG = replace(MP4, seconds=4.0, size="960x540")


async def _completed(venue: Show, source: Path) -> None:
    def is_completed() -> bool:
        job = venue.job_of(source)
        return job is not None and job.status is Status.COMPLETED

    await until(is_completed, within_s=30, what=f"{source.name} being completed")


async def _encoding(venue: Show, source: Path) -> None:
    def is_encoding() -> bool:
        job = venue.job_of(source)
        return job is not None and job.stage is Stage.ENCODING

    await until(is_encoding, within_s=30, what=f"{source.name} being encoded")


async def test_a_source_touched_while_its_job_waits_is_made_all_the_same(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.engine.hold_queue()
    await venue.watch()
    source = venue.drop(clips.path(MP4), "a.mp4")
    await venue.reached(source, Status.QUEUED)
    os.utime(source)
    await venue.engine.resume_queue()
    await _completed(venue, source)
    assert venue.outputs == ["a.mov"]


async def test_the_same_clip_dropped_again_while_it_is_encoded_is_made_once(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.watch("live-h264")
    source = venue.drop(clips.path(LONG), "a.mp4")
    await _encoding(venue, source)
    venue.drop(clips.path(LONG), "a.mp4")
    await _completed(venue, source)
    assert sorted(job.reason or job.status for job in venue.ears.jobs.values()) == [
        "completed",
        "source_changed",
    ]
    assert venue.outputs == ["a.mp4"]


async def test_a_source_that_vanished_is_taken_in_when_it_is_put_back(venue: Show, clips: ClipShelf) -> None:
    await venue.engine.hold_queue()
    await venue.watch()
    source = venue.drop(clips.path(MP4), "a.mp4")
    await venue.reached(source, Status.QUEUED)
    elsewhere = source.rename(venue.root / "elsewhere.mp4")
    await venue.engine.resume_queue()
    await venue.reached(source, Status.CANCELLED)
    elsewhere.rename(source)
    await _completed(venue, source)


async def test_a_clip_that_failed_for_damage_in_its_middle_is_taken_in_when_it_is_copied_again(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.watch()
    good = clips.path(replace(LONG, seconds=8.0))
    damaged, content = venue.root / "damaged.mp4", bytearray(good.read_bytes())
    middle = len(content) // 2
    content[middle - 20_000 : middle + 20_000] = os.urandom(40_000)
    assert len(content) > 400_000, "the damage must lie between head and tail"
    damaged.write_bytes(content)
    source = venue.drop(damaged, "a.mp4")
    assert (await venue.ended(source)).reason == "decode_error"
    venue.drop(good, "a.mp4")
    await _completed(venue, source)


async def test_a_file_added_by_hand_that_changed_is_made_as_it_stands_now(
    venue: Show, clips: ClipShelf
) -> None:
    source = venue.root / "a.mp4"
    clips.copy(MP4, source)
    await venue.engine.hold_queue()
    added = await venue.engine.add_files(
        [source], profile="live-qlab", output_directory=venue.root, priority=100
    )
    clips.copy(replace(MP4, seconds=2.0), source)
    await venue.engine.resume_queue()
    job = await venue.ended(source)
    assert (job.id, job.message) == (added.jobs[0].id, "All 50 frames decoded.")


async def test_two_folders_that_make_the_same_name_of_one_source_keep_both_outputs(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.watch("live-qlab")
    await venue.watch("archival")
    source = venue.drop(clips.path(MP4), "a.mp4")
    await until(
        lambda: [job.status for job in venue.ears.jobs.values()] == [Status.COMPLETED] * 2, within_s=30
    )
    assert source.exists()
    assert venue.outputs == ["a (2).mov", "a.mov"]
