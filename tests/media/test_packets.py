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


X265 = ("-c:v", "libx265", "-g", "12", "-x265-params")
X264 = ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-g", "12", "-bf", "3", "-x264-params")
MPEG2 = ("-c:v", "mpeg2video", "-g", "12", "-bf", "2")


@pytest.mark.parametrize(
    ("video", "is_open"),
    [
        ((*X264, "open-gop=1:b-adapt=0:scenecut=0"), True),
        ((*X264, "b-adapt=0:scenecut=0"), False),
        ((*X265, "log-level=error:open-gop=1:b-adapt=0:scenecut=0"), True),
        ((*X265, "log-level=error:open-gop=0:b-adapt=0:scenecut=0"), False),
        ((*X265, "log-level=error:open-gop=0:radl=2:b-adapt=0:scenecut=0"), False),
        (MPEG2, True),
        ((*MPEG2, "-flags", "+cgop", "-sc_threshold", "1000000000"), False),
    ],
    ids=["h264", "h264 closed", "hevc", "hevc closed", "hevc radl", "mpeg-2", "mpeg-2 closed"],
)
@pytest.mark.parametrize("extension", ["ts", "mkv"])
async def test_groups_that_need_the_one_before_are_counted(
    video: tuple[str, ...], is_open: bool, extension: str, inspector: Inspector, clips: ClipShelf
) -> None:
    clip = Clip(extension, video, None, seconds=2.0, size="160x96")
    (picture,) = (await inspector.packets(clips.path(clip))).streams
    assert picture.key_packets > 2
    assert bool(picture.open_gops) is is_open
    if is_open:
        assert picture.first_open_gop_at_s == pytest.approx(0.5, abs=0.13)


async def test_the_busiest_second_is_found_where_it_is(inspector: Inspector, clips: ClipShelf) -> None:
    noise = "noise=alls=60:allf=t:enable='between(t,1.5,2.5)'"
    clip = Clip("mp4", ("-c:v", "mjpeg", "-q:v", "5", "-pix_fmt", "yuvj420p"), None, 4.0, picture=noise)
    (picture,) = (await inspector.packets(clips.path(clip))).streams
    assert picture.busiest_second_at_s == pytest.approx(1.5, abs=0.05)
    assert picture.busiest_second_bytes > picture.size_bytes / 3
    assert picture.usual_frame_s == pytest.approx(0.04)


@pytest.mark.parametrize("extension", ["mp4", "mov", "mkv"])
async def test_a_sound_codecs_priming_is_measured(
    extension: str, inspector: Inspector, clips: ClipShelf
) -> None:
    found = await inspector.packets(clips.path(Clip(extension)))
    sound = next(stream for stream in found.streams if stream.kind == "audio")
    assert sound.sounds_hidden_s == pytest.approx(1024 / 48_000, abs=0.001)


async def test_pcm_hides_nothing(inspector: Inspector, clips: ClipShelf) -> None:
    assert {stream.sounds_hidden_s for stream in (await inspector.packets(clips.path(MOV))).streams} == {0.0}


async def test_a_hole_in_a_transport_stream_is_seen(
    inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    content = clips.path(TS).read_bytes()
    hole_at = len(content) // 2 // 188 * 188
    (tmp_path / "hole.ts").write_bytes(content[:hole_at] + content[hole_at + 188 * 3 :])
    assert sum(stream.corrupt_packets for stream in (await inspector.packets(clips.path(TS))).streams) == 0
    holed = await inspector.packets(tmp_path / "hole.ts")
    assert sum(stream.corrupt_packets for stream in holed.streams) > 0
    assert not holed.ended_prematurely
