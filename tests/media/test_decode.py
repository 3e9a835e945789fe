"""One decode by the real ffmpeg: what can be seen and heard, and what would not decode."""

import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bulletproof.domain.errors import FfmpegMissing
from bulletproof.domain.media import ContentFacts, Span
from bulletproof.media.decode import Wanted, decode
from bulletproof.media.inspector import Inspector
from tests.support.clips import MP4, WAV, Clip, ClipShelf, real_ffmpeg

pytestmark = pytest.mark.ffmpeg

BLACK = replace(MP4, seconds=2.0, picture="drawbox=c=black:t=fill:enable='between(t,0.5,1.49)'")
QUIET = replace(MP4, seconds=2.0, sound="volume=0:enable='between(t,0.5,1.5)'")
STILL_TO_THE_END = replace(MP4, seconds=2.0, picture="loop=-1:1:25,setpts=N/25/TB")


@pytest.fixture
async def inspector() -> AsyncIterator[Inspector]:
    async with Inspector() as opened:
        yield opened


async def decoded(inspector: Inspector, path: Path, told: list[float] | None = None) -> ContentFacts:
    facts = await inspector.probe(path)
    wanted = Wanted(on_progress=None if told is None else told.append)
    return await decode(real_ffmpeg(), path, facts, wanted=wanted)


def is_about(span: Span, at_s: float, duration_s: float) -> bool:
    return abs(span.at_s - at_s) < 0.1 and abs(span.duration_s - duration_s) < 0.15


async def test_a_sound_clip_is_counted_and_nothing_is_found(inspector: Inspector, clips: ClipShelf) -> None:
    told: list[float] = []
    found = await decoded(inspector, clips.path(MP4), told)
    assert (found.frames, found.decode_errors) == (25, 0)
    assert found.black == found.frozen == found.silent == ()
    assert told[-1] == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize(
    ("clip", "kind"),
    [(BLACK, "black"), (BLACK, "frozen"), (QUIET, "silent")],
    ids=["black", "frozen", "silent"],
)
async def test_a_planted_stretch_is_found_where_it_is(
    clip: Clip, kind: str, inspector: Inspector, clips: ClipShelf
) -> None:
    (span,) = getattr(await decoded(inspector, clips.path(clip)), kind)
    assert is_about(span, 0.5, 1.0)


async def test_a_picture_that_stands_still_to_the_end_is_frozen_to_the_end(
    inspector: Inspector, clips: ClipShelf
) -> None:
    (span,) = (await decoded(inspector, clips.path(STILL_TO_THE_END))).frozen
    assert 1.0 <= span.at_s <= 1.4  # the encoder sharpens the still picture over a few frames
    assert span.at_s + span.duration_s == pytest.approx(2.0, abs=0.05)


async def test_bytes_that_rotted_are_counted_as_errors(
    inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    clip = clips.copy(MP4, tmp_path / "rotten.mp4")
    content = bytearray(clip.read_bytes())
    middle = content.index(b"mdat") + 4 + (len(content) // 3)
    content[middle : middle + 400] = bytes(byte ^ 0x5A for byte in content[middle : middle + 400])
    clip.write_bytes(content)
    found = await decoded(inspector, clip)
    assert found.decode_errors > 0
    assert found.first_error


async def test_sound_alone_is_decoded_too(inspector: Inspector, clips: ClipShelf) -> None:
    found = await decoded(inspector, clips.path(WAV))
    assert (found.frames, found.decode_errors) == (0, 0)
    assert found.end_s == pytest.approx(1.0)


async def test_an_ffmpeg_that_is_gone_is_named(
    inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    facts = await inspector.probe(clips.path(MP4))
    with pytest.raises(FfmpegMissing):
        await decode(tmp_path / "ffmpeg", clips.path(MP4), facts)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("kill -SEGV $$", "crashed (SIGSEGV)"),
        ("exec sleep 60", "stood still"),
        ("exit 3", "ended with code 3"),
    ],
    ids=["crashes", "hangs", "gives up"],
)
async def test_a_decoder_that_does_not_come_to_its_end_is_evidence(
    does: str, told: str, inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    facts, ffmpeg = await inspector.probe(clips.path(MP4)), tmp_path / "ffmpeg"
    ffmpeg.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    ffmpeg.chmod(0o755)
    found = await decode(ffmpeg, clips.path(MP4), facts, stall_s=1.0)
    assert found.decode_errors == 1
    assert told in (found.first_error or "")
