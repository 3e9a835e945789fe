"""The child that opens what strangers made."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from fractions import Fraction
from pathlib import Path

import psutil
import pytest

from bulletproof.domain.errors import CheckerDied, Unreadable
from bulletproof.domain.verification import Case, judge_file
from bulletproof.media.examine import examine
from bulletproof.media.inspector import Inspector
from tests.support.clips import MKV, MOV, MP4, NTSC_MKV, TS, WAV, ClipShelf
from tests.support.waiting import until


@pytest.fixture
async def inspector() -> AsyncIterator[Inspector]:
    async with Inspector() as opened:
        yield opened


def children() -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if "bulletproof.media.inspector_child" in child.cmdline()
    ]


@pytest.mark.ffmpeg
async def test_a_header_is_told_in_exact_numbers(inspector: Inspector, clips: ClipShelf) -> None:
    facts = await inspector.probe(clips.path(MOV))
    assert facts.picture is not None
    assert facts.sound is not None
    assert (facts.picture.codec, facts.picture.codec_tag) == ("prores", "apco")
    assert (facts.picture.width, facts.picture.height) == (320, 180)
    assert facts.picture.frame_rate == Fraction(25)
    assert (facts.sound.codec, facts.sound.sample_rate_hz, facts.sound.bits_per_sample) == (
        "pcm_s16le",
        48_000,
        16,
    )
    assert facts.duration_s == pytest.approx(1.0)
    ntsc = (await inspector.probe(clips.path(NTSC_MKV))).picture
    assert ntsc is not None
    assert ntsc.frame_rate == Fraction(30_000, 1_001)
    assert (await inspector.probe(clips.path(WAV))).picture is None


@pytest.mark.ffmpeg
async def test_names_of_any_bytes_are_opened(inspector: Inspector, clips: ClipShelf, tmp_path: Path) -> None:
    names = [
        b"-i.mp4",
        b"a:b c.mp4",
        b"new\nline.mp4",
        "\U0001f3ac.mp4".encode(),
        b"\xff\xfe.mp4",
        b"%03d'.mp4",
    ]
    for name in [*names, b"x" * 251 + b".mp4"]:
        clip = clips.copy(MP4, tmp_path / os.fsdecode(name))
        assert (await inspector.probe(clip)).duration_s == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "is empty"), (b"x", "can't be opened as media"), (b"once upon a time\n" * 99, "can't be opened")],
)
async def test_what_is_no_media_is_said_in_plain_words(
    inspector: Inspector, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "show.mp4"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=words):
        await inspector.probe(path)


async def test_a_pipe_named_as_a_film_is_never_waited_for(inspector: Inspector, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.mov")
    with pytest.raises(Unreadable, match="no regular file"):
        await inspector.probe(tmp_path / "x.mov")


@pytest.mark.parametrize(
    "playlist", ["#EXTM3U\n#EXTINF:1,\nother.mp4\n", "ffconcat version 1.0\nfile other.mp4\n"]
)
async def test_a_playlist_that_poses_as_a_film_opens_nothing(
    inspector: Inspector, tmp_path: Path, playlist: str
) -> None:
    path = tmp_path / "show.mov"
    path.write_text(playlist)
    with pytest.raises(Unreadable):
        await inspector.probe(path)


@pytest.mark.ffmpeg
async def test_a_child_that_was_killed_is_replaced(inspector: Inspector, clips: ClipShelf) -> None:
    (child,) = children()
    child.send_signal(signal.SIGKILL)
    assert (await inspector.probe(clips.path(MKV))).container == "matroska,webm"


PLANTED = """
import os, sys, time
from bulletproof.media import inspector_child as real

def answer(line):
    path = bytes.fromhex(real.json.loads(line)["path"])
    for kind, fault in FAULTS.items():
        if kind in path:
            fault()
    return real._answer(line)

def say(text):
    sys.stdout.write(text)
    sys.stdout.flush()
    time.sleep(60)

FAULTS = {
    b"abort": os.abort,
    b"hang": lambda: time.sleep(60),
    b"babble": lambda: say("no JSON at all\\n"),
    b"list": lambda: say("[1]\\n"),
    b"lie": lambda: say('{"facts": {"video": 1}}\\n'),
    b"flood": lambda: say("x" * (2 << 20)),
}
for line in sys.stdin:
    print(answer(line), flush=True)
"""


@pytest.mark.ffmpeg
@pytest.mark.parametrize("fault", ["abort", "hang", "babble", "list", "lie", "flood"])
async def test_a_file_that_breaks_its_checker_is_named_and_the_next_one_works(
    fault: str, monkeypatch: pytest.MonkeyPatch, clips: ClipShelf, tmp_path: Path
) -> None:
    monkeypatch.setattr("bulletproof.media.inspector.PROBE_TIMEOUT_S", 10.0 if fault != "hang" else 1.0)
    bad, good = (clips.copy(MP4, tmp_path / f"{name}.mp4") for name in (fault, "good"))
    async with Inspector([sys.executable, "-c", PLANTED]) as inspector:
        found = await examine(bad, inspector=inspector, ffmpeg=None, hash=False)
        assert found.unreadable is not None
        assert ("given up" if fault == "hang" else "crash twice") in found.unreadable
        assert bad.name in found.unreadable
        assert [finding.code for finding in judge_file(Case(found))] == ["unreadable"]
        monkeypatch.setattr("bulletproof.media.inspector.PROBE_TIMEOUT_S", 20.0)
        assert (await examine(good, inspector=inspector, ffmpeg=None, hash=False)).packets is not None


async def test_a_folder_named_as_a_film_harms_nobody(inspector: Inspector, tmp_path: Path) -> None:
    (tmp_path / "x.mov").mkdir()
    with pytest.raises(Unreadable, match="no regular file"):
        await inspector.probe(tmp_path / "x.mov")


async def test_a_stuck_child_is_given_up_and_ended(
    monkeypatch: pytest.MonkeyPatch, inspector: Inspector, tmp_path: Path
) -> None:
    monkeypatch.setattr("bulletproof.media.inspector.PROBE_TIMEOUT_S", 0.2)
    (stuck,) = children()
    stuck.suspend()
    with pytest.raises(CheckerDied, match="given up"):
        await inspector.probe(tmp_path / "clip.mov")
    assert not stuck.is_running()


@pytest.mark.ffmpeg
async def test_several_are_asked_at_once_by_three_children_at_most(
    inspector: Inspector, clips: ClipShelf
) -> None:
    answers = await asyncio.gather(*(inspector.packets(clips.path(TS)) for _ in range(8)))
    assert {answer.streams[0].packets for answer in answers} == {25}
    assert 1 <= len(children()) <= 3


async def test_no_child_is_left_when_it_is_closed() -> None:
    async with Inspector():
        await until(lambda: bool(children()), what="a child being there")
    assert not children()
