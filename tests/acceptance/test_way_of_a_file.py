"""A clip dropped in a folder becomes a verified output; whatever is wrong with it, nothing is lost."""

import hashlib
import os
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bulletproof.domain.finding import Verdict
from bulletproof.domain.folder import Rule
from bulletproof.domain.job import Status
from tests.support.clips import MKV, MOV, MP4, TS, UNEVEN_MP4, WAV, Clip, ClipShelf
from tests.support.show import Show
from tests.support.waiting import until

pytestmark = pytest.mark.ffmpeg


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("clip", [MP4, MOV, MKV, TS], ids=lambda clip: clip.extension)
async def test_a_dropped_clip_becomes_a_verified_output(venue: Show, clips: ClipShelf, clip: Clip) -> None:
    await venue.watch()
    source = venue.drop(clips.path(clip), f"storm.{clip.extension}")
    before = _sha256(source)
    job = await venue.ended(source)
    assert (job.status, job.verdict, job.message) == (
        Status.COMPLETED,
        Verdict.SHOW_READY,
        "All 25 frames decoded.",
    )
    assert venue.outputs == ["storm.mov"]
    assert job.sha256 == _sha256(venue.outgoing / "storm.mov")
    assert _sha256(source) == before


async def test_a_variable_frame_rate_comes_out_constant_and_show_ready(venue: Show, clips: ClipShelf) -> None:
    await venue.watch("live-h264")
    job = await venue.ended(venue.drop(clips.path(UNEVEN_MP4), "phone.mp4"))
    assert job.verdict is Verdict.SHOW_READY, job.message


async def test_sound_alone_becomes_a_cue_where_an_audio_profile_asks_for_it(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.watch("audio-qlab")
    job = await venue.ended(venue.drop(clips.path(WAV), "bows.wav"))
    assert (job.status, venue.outputs) == (Status.COMPLETED, ["bows.wav"])


@pytest.mark.parametrize("clip", [MP4, MOV, MKV, TS], ids=lambda clip: clip.extension)
async def test_a_source_cut_in_half_is_never_completed_never_deleted_and_no_output_appears(
    venue: Show, clips: ClipShelf, tmp_path: Path, clip: Clip
) -> None:
    await venue.watch(delete_input=True, keep_originals_days=0, rules=(Rule("*", "live-prores-lt"),))
    half = clips.copy(replace(clip, seconds=2.0), tmp_path / f"half.{clip.extension}", share=0.5)
    source = venue.drop(half)
    job = await venue.ended(source)
    assert job.status is Status.FAILED
    assert job.reason in ("truncated", "unreadable", "decode_error"), job.message
    assert venue.outputs == []
    assert _sha256(source) == _sha256(half)


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.mov", b""), ("text.mov", b"this is no film\n" * 500), ("zeros.mp4", bytes(100_000))],
)
async def test_what_is_no_film_fails_in_plain_words_and_stays(venue: Show, name: str, content: bytes) -> None:
    await venue.watch()
    source = venue.incoming / name
    source.write_bytes(content)
    job = await venue.ended(source)
    assert (job.status, job.reason) == (Status.FAILED, "unreadable")
    assert job.message
    assert source.read_bytes() == content
    assert venue.outputs == []


async def test_a_pipe_that_took_a_films_name_is_never_opened(venue: Show, clips: ClipShelf) -> None:
    await venue.watch()
    os.mkfifo(venue.incoming / "x.mov")
    await venue.ended(venue.drop(clips.path(MP4), "y.mp4"))
    assert [job.source.path.name for job in venue.ears.jobs.values()] == ["y.mp4"]


@pytest.mark.parametrize(
    "name",
    [
        b"two words.mp4",
        b'it\'s "quoted".mp4',
        "🎬 été.mp4".encode(),
        b"-i.mp4",
        b"a:b.mp4",
        b"file:x.mp4",
        b"100%d.mp4",
        b"new\nline.mp4",
        b"caf\xe9.mp4",
        b"x" * 251 + b".mp4",
        b"<img src=x onerror=alert(1)>.mp4",
    ],
    ids=lambda name: os.fsdecode(name)[:12].encode("ascii", "replace").decode(),
)
async def test_any_name_goes_through_and_keeps_its_bytes(venue: Show, clips: ClipShelf, name: bytes) -> None:
    await venue.watch("live-h264")
    source = venue.drop(clips.path(MP4), os.fsdecode(name))
    job = await venue.ended(source)
    assert (job.status, job.verdict) == (Status.COMPLETED, Verdict.SHOW_READY), job.message
    assert [os.fsencode(path.name) for path in venue.outgoing.iterdir()] == [name]


def _is_said_open(venue: Show, folder: str, size_bytes: int) -> bool:
    activity = venue.ears.activities.get(folder)
    waiting = activity.waiting if activity else ()
    return [(file.size_bytes, file.reason) for file in waiting] == [(size_bytes, "open_elsewhere")]


async def test_a_file_still_being_written_is_waited_for_and_then_taken_whole(
    venue: Show, clips: ClipShelf
) -> None:
    folder = await venue.watch()
    content = clips.path(MP4).read_bytes()
    source = venue.incoming / "slow.mp4"
    with source.open("wb") as writer:
        for start in range(0, len(content), len(content) // 4):
            writer.write(content[start : start + len(content) // 4])
            writer.flush()
            size = source.stat().st_size
            await until(partial(_is_said_open, venue, folder, size), what="being told of the other program")
        assert venue.job_of(source) is None
    assert (await venue.ended(source)).verdict is Verdict.SHOW_READY


async def test_two_sources_of_one_output_name_are_both_kept(venue: Show, clips: ClipShelf) -> None:
    await venue.watch()
    await venue.ended(venue.drop(clips.path(MP4), "a.mp4"))
    await venue.ended(venue.drop(clips.path(MKV), "a.mkv"))
    assert venue.outputs == ["a (2).mov", "a.mov"]


async def test_a_strangers_file_at_the_outputs_name_stays_as_it_is(venue: Show, clips: ClipShelf) -> None:
    await venue.watch()
    stranger = venue.outgoing / "a.mov"
    stranger.write_bytes(b"somebody else's")
    await venue.ended(venue.drop(clips.path(MP4), "a.mp4"))
    assert stranger.read_bytes() == b"somebody else's"
    assert venue.outputs == ["a (2).mov", "a.mov"]


async def test_a_revised_clip_keeps_the_name_that_the_cues_point_at(venue: Show, clips: ClipShelf) -> None:
    await venue.watch()
    first = await venue.ended(venue.drop(clips.path(MP4), "a.mp4"))
    source = venue.drop(clips.path(replace(MP4, seconds=2.0)), "a.mp4")
    await until(lambda: venue.job_of(source).id != first.id, what="the new version's job")  # type: ignore[union-attr]
    second = await venue.ended(source)
    assert second.message == "All 50 frames decoded."
    assert venue.outputs == ["a.mov"]
    assert second.sha256 == _sha256(venue.outgoing / "a.mov") != first.sha256


async def test_refusing_leaves_both_files_and_says_what_to_do(venue: Show, clips: ClipShelf) -> None:
    await venue.watch(on_collision="refuse")
    (venue.outgoing / "a.mov").write_bytes(b"old")
    job = await venue.ended(venue.drop(clips.path(MP4), "a.mp4"))
    assert (job.status, job.reason) == (Status.FAILED, "output_exists")
    assert "press Retry" in str(job.message)
    assert venue.outputs == ["a.mov"]


async def test_a_rules_folders_are_made_below_the_output_folder(venue: Show, clips: ClipShelf) -> None:
    rule = Rule("*", "live-prores-lt", output_pattern="{target}/{width}x{height}/{stem}")
    await venue.watch(rules=(rule,))
    await venue.ended(venue.drop(clips.path(MP4), "a.mp4"))
    assert venue.outputs == ["qlab/320x180/a.mov"]


async def test_a_source_goes_only_where_folder_and_rule_both_say_so(venue: Show, clips: ClipShelf) -> None:
    rules = (Rule("keep*", "live-h264", delete_input=False, priority=200), Rule("*", "live-h264"))
    await venue.watch(rules=rules, delete_input=True, keep_originals_days=0)
    kept = venue.drop(clips.path(MP4), "keep.mp4")
    gone = venue.drop(clips.path(MP4), "go.mp4")
    for source in (kept, gone):
        assert (await venue.ended(source)).status is Status.COMPLETED
    await until(lambda: not gone.exists(), what="the source being deleted")
    assert kept.exists()


async def test_an_original_waits_in_its_own_folder_where_days_are_given(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.watch("live-h264", delete_input=True, keep_originals_days=7)
    source = venue.drop(clips.path(MP4), "a.mp4")
    before = _sha256(source)
    await venue.ended(source)
    await until(lambda: not source.exists(), what="the source being set aside")
    [waiting] = venue.incoming.glob(".bulletproof/originals/*/a.mp4")
    assert _sha256(waiting) == before


async def test_outputs_in_the_watched_folder_itself_are_not_taken_in_again(
    venue: Show, clips: ClipShelf
) -> None:
    await venue.watch()
    await venue.ended(venue.drop(clips.path(MP4), "a.mp4"))
    shutil.move(venue.outgoing / "a.mov", venue.incoming / "moved.mov")
    await venue.ended(venue.drop(clips.path(MP4), "z.mp4"))
    assert sorted(job.source.path.name for job in venue.ears.jobs.values()) == ["a.mp4", "z.mp4"]
