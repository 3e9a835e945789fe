"""The profiles beyond the first ten, and how every output conforms, by what the real ffmpeg makes."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES, profile_named
from bulletproof.domain.media import VideoStream
from bulletproof.domain.picture_plan import picture_plan
from bulletproof.domain.profile import Profile
from tests.support.clips import MKV, MOV, MP4, SILENT_MP4, WAV, Clip, ClipShelf, run_ffmpeg
from tests.support.encodes import Made, made
from tests.support.facts import facts_of

pytestmark = pytest.mark.ffmpeg

SMALL = replace(MKV, seconds=0.4, size="256x144")
PICTURES = {
    "live-hap": ("hap", "Hap1", "rgb0"),
    "live-hap-alpha": ("hap", "Hap5", "rgba"),
    "live-hap-q": ("hap", "HapY", "rgb0"),
    "live-prores-4444": ("prores", "ap4h", "yuv444p12le"),
    "live-dnxhr-hq": ("dnxhd", "AVdh", "yuv422p"),
    "live-h264-lowlatency": ("h264", "avc1", "yuv420p"),
    "live-av1-linux": ("av1", "", "yuv420p"),
    "photo-jpeg": ("mjpeg", "jpeg", "yuvj422p"),
    "web-h264": ("h264", "avc1", "yuv420p"),
}
WITH_ALPHA = Clip(
    "mov",
    ("-c:v", "qtrle", "-pix_fmt", "argb"),
    None,
    seconds=0.4,
    size="256x144",
    picture="format=rgba,colorchannelmixer=aa=0.5",
)


def picture_of(result: Made) -> VideoStream:
    assert result.facts.picture is not None
    return result.facts.picture


def colour_of(result: Made) -> tuple[str | None, ...]:
    picture = picture_of(result)
    return picture.color_primaries, picture.color_transfer, picture.color_matrix, picture.color_range


def mean_rgb(path: Path, *, at: tuple[int, int] = (8, 8)) -> tuple[int, ...]:
    """The colour of one pixel of the first frame, as a player would show it."""
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0)).to_ndarray(format="rgb24")
    return tuple(int(value) for value in frame[at[1], at[0]])


@pytest.mark.parametrize("name", PICTURES)
async def test_each_comes_out_as_it_says(name: str, clips: ClipShelf, tmp_path: Path) -> None:
    result = await made(clips.path(SMALL), profile_named(name), tmp_path)
    picture, sound = picture_of(result), result.facts.sound
    assert (picture.codec, picture.codec_tag if PICTURES[name][1] else "", picture.pixel_format) == PICTURES[
        name
    ]
    assert (picture.width, picture.height, picture.frame_rate) == (256, 144, 25)
    assert (picture.sample_aspect or 1, picture.rotation_deg) == (1, 0)
    assert len(result.durations) == 1
    assert result.outcome.frames == 10
    assert result.outcome.decode_errors == 0
    assert sound is not None
    assert sound.sample_rate_hz == 48_000
    plan = picture_plan(_video(name), facts_of(clips.path(SMALL)))
    assert plan is not None
    assert picture.pixel_format == plan.stored_pixel_format


def _video(name: str):  # type: ignore[no-untyped-def]
    video = profile_named(name).video
    assert video is not None
    return video
