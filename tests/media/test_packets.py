"""A whole file, demuxed once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bulletproof.media.inspector import Inspector
from tests.support.clips import MKV, MOV, MP4, NTSC_MKV, TS, UNEVEN_MP4, Clip, ClipShelf, run_ffmpeg

pytestmark = pytest.mark.ffmpeg


@pytest.fixture
async def inspector() -> AsyncIterator[Inspector]:
    async with Inspector() as opened:
        yield opened


@pytest.mark.parametrize("clip", [MP4, MOV, MKV, TS], ids=lambda clip: clip.extension)
async def test_every_frame_of_a_sound_file_is_counted(
    clip: Clip, inspector: Inspector, clips: ClipShelf
) -> None:
    found = await inspector.packets(clips.path(clip))
    picture = next(stream for stream in found.streams if stream.kind == "video")
    assert (picture.packets, picture.constant_rate, picture.first_is_key) == (25, True, True)
    assert picture.end_s is not None
    assert picture.end_s - (picture.start_s or 0.0) == pytest.approx(1.0, abs=0.002)
    assert not found.ended_prematurely
    assert found.bytes_missing is None
    assert not found.partial_transport_packet
    assert all(s.missing_timestamps == s.backward_timestamps == 0 for s in found.streams)


async def test_matroskas_milliseconds_are_a_constant_rate(inspector: Inspector, clips: ClipShelf) -> None:
    picture = (await inspector.packets(clips.path(NTSC_MKV))).streams[0]
    assert picture.constant_rate is True
    assert picture.odd_frames == 0


@pytest.mark.parametrize("extension", ["mp4", "mov", "ts"])
async def test_milliseconds_copied_into_a_finer_time_base_stay_a_constant_rate(
    extension: str, inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    copy = tmp_path / f"copy.{extension}"
    run_ffmpeg("-i", str(clips.path(NTSC_MKV)), "-c", "copy", str(copy))
    picture = (await inspector.packets(copy)).streams[0]
    assert (picture.constant_rate, picture.odd_frames) == (True, 0)


async def test_a_variable_rate_is_seen(inspector: Inspector, clips: ClipShelf) -> None:
    picture = (await inspector.packets(clips.path(UNEVEN_MP4))).streams[0]
    assert picture.constant_rate is False
    assert picture.odd_frames > 0


@pytest.mark.parametrize("clip", [MKV, TS], ids=lambda clip: clip.extension)
async def test_a_second_cut_file_says_so_as_the_first_did(
    clip: Clip, inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    part = clips.copy(clip, tmp_path / f"part.{clip.extension}", share=0.501)
    for _ in range(2):
        found = await inspector.packets(part)
        assert found.ended_prematurely or found.partial_transport_packet
