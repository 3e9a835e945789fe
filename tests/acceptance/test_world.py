"""Drives vanish, disks fill up, rights are missing, sources change: jobs wait, and nothing fails in bulk."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bulletproof.domain.errors import InvalidFolder, UnknownProfile
from bulletproof.domain.folder import FolderSpec, FolderState, Rule
from bulletproof.domain.job import Status
from tests.support.clips import MP4, ClipShelf
from tests.support.show import Show
from tests.support.waiting import until

pytestmark = pytest.mark.ffmpeg

needs_mount = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk"
)


@contextmanager
def _small_disk(at: Path, size: str) -> Iterator[None]:
    at.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "small", str(at)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)


async def _state(venue: Show, folder: str, state: FolderState) -> None:
    async def current() -> FolderState:
        return (await venue.store.folders.get(folder)).state

    while await current() is not state:
        await until(lambda: True)


async def test_a_folder_that_vanishes_is_offline_and_comes_back_by_itself(
    venue: Show, clips: ClipShelf
) -> None:
    folder = await venue.watch()
    await venue.engine.hold_queue()
    source = venue.drop(clips.path(MP4), "a.mp4")
    await venue.reached(source, Status.QUEUED)
    venue.incoming.rename(venue.root / "unplugged")
    await _state(venue, folder, FolderState.OFFLINE)
    await venue.engine.resume_queue()
    await until(lambda: venue.job_of(source).hold_reason == "folder_offline", what="the job waiting")  # type: ignore[union-attr]
    (venue.root / "unplugged").rename(venue.incoming)
    await _state(venue, folder, FolderState.WATCHING)
    assert (await venue.ended(source)).status is Status.COMPLETED
    again = venue.drop(clips.path(replace(MP4, seconds=2.0)), "b.mp4")
    assert (await venue.ended(again)).status is Status.COMPLETED


async def test_an_output_folder_that_vanishes_holds_the_job_and_is_not_made_anew(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.watch()
    shutil.rmtree(venue.outgoing)
    source = venue.drop(clips.path(MP4), "a.mp4")
    await until(lambda: (job := venue.job_of(source)) is not None and job.hold_reason == "folder_offline")
    assert not venue.outgoing.exists()
    venue.outgoing.mkdir()
    assert (await venue.ended(source)).status is Status.COMPLETED


@needs_mount
async def test_a_full_disk_holds_the_job_and_room_lets_it_go_on(venue: Show, clips: ClipShelf) -> None:
    with _small_disk(venue.outgoing, "3m"):
        (venue.outgoing / "ballast").write_bytes(bytes(2_900_000))
        await venue.watch()
        source = venue.drop(clips.path(MP4), "a.mp4")
        await until(lambda: (job := venue.job_of(source)) is not None and job.hold_reason == "disk_full")
        assert venue.outputs == ["ballast"]
        assert "because the disk is full; none has failed" in str((await venue.engine.status()).why_idle)
        (venue.outgoing / "ballast").unlink()
        assert (await venue.ended(source)).status is Status.COMPLETED


@needs_mount
async def test_a_drive_pulled_from_its_mount_point_is_offline_and_not_an_empty_folder(
    venue: Show, clips: ClipShelf
) -> None:
    with _small_disk(venue.incoming, "8m"):
        folder = await venue.watch()
        await _state(venue, folder, FolderState.WATCHING)
        source = venue.incoming / "a.mp4"
        shutil.copyfile(clips.path(MP4), source)
        assert (await venue.ended(source)).status is Status.COMPLETED
    await _state(venue, folder, FolderState.OFFLINE)
    assert "not mounted" in str((await venue.store.folders.get(folder)).state_message)
    assert list(venue.incoming.iterdir()) == []


async def test_a_source_that_changes_while_it_waits_is_taken_in_its_new_version_only(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.watch()
    await venue.engine.hold_queue()
    source = venue.drop(clips.path(MP4), "a.mp4")
    first = await venue.reached(source, Status.QUEUED)
    venue.drop(clips.path(replace(MP4, seconds=2.0)), "a.mp4")
    await until(lambda: venue.job_of(source).id != first.id, what="the new version being queued")  # type: ignore[union-attr]
    await venue.engine.resume_queue()
    await until(lambda: all(job.status.is_final for job in venue.ears.jobs.values()), within_s=30)
    old, new = await venue.store.jobs.get(first.id), venue.job_of(source)
    assert new is not None
    assert (old.status, old.reason) == (Status.CANCELLED, "source_changed")
    assert new.message == "All 50 frames decoded."
    assert venue.outputs == ["a.mov"]


async def test_a_source_that_vanishes_cancels_its_job_in_words(venue: Show, clips: ClipShelf) -> None:
    await venue.watch()
    await venue.engine.hold_queue()
    source = venue.drop(clips.path(MP4), "a.mp4")
    await venue.reached(source, Status.QUEUED)
    source.unlink()
    await venue.engine.resume_queue()
    job = await venue.ended(source)
    assert (job.status, job.reason) == (Status.CANCELLED, "source_vanished")
    assert "Put it back" in str(job.message)


async def test_a_file_touched_but_not_changed_is_not_done_again(venue: Show, clips: ClipShelf) -> None:
    await venue.watch()
    source = venue.drop(clips.path(MP4), "a.mp4")
    await venue.ended(source)
    os.utime(source, (1, 1))
    await venue.ended(venue.drop(clips.path(replace(MP4, seconds=2.0)), "z.mp4"))
    assert len(venue.ears.jobs) == 2


async def test_a_folder_that_cannot_work_is_refused_where_it_is_wrong(venue: Show) -> None:
    venue.incoming.mkdir()
    good = FolderSpec(venue.incoming, venue.outgoing, (Rule("*", "live-qlab"),))
    for spec, error, field in (
        (replace(good, watch_directory=venue.root / "nowhere"), InvalidFolder, "watch_directory"),
        (replace(good, output_directory=venue.incoming), InvalidFolder, "output_directory"),
        (replace(good, rules=(Rule("*", "live-qlap"),)), UnknownProfile, "rules.0.profile"),
    ):
        with pytest.raises(error) as raised:
            await venue.engine.add_folder(spec)
        assert raised.value.field == field
    assert await venue.store.folders.all() == ()
