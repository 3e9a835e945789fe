"""The profiles beyond the first ten, and how every output conforms, by what the real ffmpeg makes."""

import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import pytest

from bulletproof.domain.builtin_profiles import profile_named
from bulletproof.domain.media import VideoStream
from bulletproof.domain.picture_plan import picture_plan
from bulletproof.domain.profile import VideoSettings
from tests.support.clips import H264, MKV, MP4, PCM, SILENT_MP4, WAV, Clip, ClipShelf, real_ffmpeg, run_ffmpeg
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


ODD = Clip("mkv", ("-c:v", "ffv1", "-pix_fmt", "yuv444p"), None, seconds=0.2, size="170x100")
SOUND = replace(WAV, seconds=1.0)


def tagged(primaries: str, transfer: str, matrix: str, range: str) -> str:
    tags = f"color_primaries={primaries}:color_trc={transfer}:colorspace={matrix}:range={range}"
    return f"scale=out_color_matrix={matrix}:out_range={range},setparams={tags}"


def _of_one_colour(extension: str, codec: str, pixel_format: str, tags: str = "null") -> Clip:
    video = ("-c:v", codec, "-pix_fmt", pixel_format)
    picture = f"drawbox=c=0x20c060:t=fill,format=gbrp,{tags},format={pixel_format}"
    return Clip(extension, video, None, seconds=0.08, size="256x144", picture=picture)


BT709 = ("bt709", "bt709", "bt709")
COLOURED = {
    "limited": _of_one_colour("mkv", "ffv1", "yuv444p", tagged(*BT709, "tv")),
    "full": _of_one_colour("mkv", "ffv1", "yuv444p", tagged(*BT709, "pc")),
    "rgb": _of_one_colour("mov", "qtrle", "rgb24"),
    "sd": _of_one_colour("mkv", "ffv1", "yuv444p", tagged("smpte170m", "bt709", "smpte170m", "tv")),
}


def picture_of(result: Made) -> VideoStream:
    assert result.facts.picture is not None
    return result.facts.picture


def colour_of(result: Made) -> tuple[str | None, ...]:
    picture = picture_of(result)
    return picture.color_primaries, picture.color_transfer, picture.color_matrix, picture.color_range


def pixel(path: Path, *, at: tuple[int, int] = (8, 8)) -> tuple[int, ...]:
    """Red, green, blue and alpha of one pixel of the first frame, as a player that heeds tags shows it."""
    argv = [str(real_ffmpeg()), "-nostdin", "-loglevel", "error", "-i", str(path), "-frames:v", "1"]
    argv += ["-vf", f"scale=flags=accurate_rnd+full_chroma_int,format=rgba,crop=1:1:{at[0]}:{at[1]}"]
    done = subprocess.run([*argv, "-f", "rawvideo", "-"], capture_output=True, timeout=60, check=True)
    return tuple(done.stdout)


@pytest.mark.parametrize("name", PICTURES)
async def test_each_comes_out_as_it_says(name: str, clips: ClipShelf, tmp_path: Path) -> None:
    result = await made(clips.path(SMALL), profile_named(name), tmp_path)
    picture, sound = picture_of(result), result.facts.sound
    assert (picture.codec, picture.codec_tag if PICTURES[name][1] else "", picture.pixel_format) == PICTURES[
        name
    ]
    assert (picture.width, picture.height, picture.frame_rate) == (256, 144, Fraction(25))
    assert (picture.sample_aspect or 1, picture.rotation_deg) == (1, 0)
    assert len(result.durations) == 1
    assert result.outcome.frames == 10
    assert result.outcome.decode_errors == 0
    assert "Svt[" not in result.outcome.stderr_tail
    assert sound is not None
    assert sound.sample_rate_hz == 48_000
    plan = picture_plan(_video(name), facts_of(clips.path(SMALL)))
    assert plan is not None
    assert picture.pixel_format == plan.stored_pixel_format


def _video(name: str) -> VideoSettings:
    video = profile_named(name).video
    assert video is not None
    return video


@pytest.mark.parametrize(
    ("name", "size"), [("live-h264", (162, 92)), ("live-hap", (164, 92)), ("live-qlab", (162, 92))]
)
async def test_odd_sides_are_padded_and_no_column_is_lost(
    name: str, size: tuple[int, int], clips: ClipShelf, tmp_path: Path
) -> None:
    source = clips.path(replace(ODD, picture="drawbox=c=white:t=fill,format=gbrp,crop=161:91"))
    result = await made(source, profile_named(name), tmp_path)
    assert (picture_of(result).width, picture_of(result).height) == size
    assert min(pixel(result.part, at=(160, 44))) > 200
    assert max(pixel(result.part, at=(size[0] - 1, 44))[:3]) < 100
    assert result.outcome.frames == 5


@pytest.mark.parametrize(("aspect", "size"), [("16/11", (160, 72)), ("3/4", (110, 96))])
async def test_pixels_come_out_square_and_no_line_is_lost(
    aspect: str, size: tuple[int, int], clips: ClipShelf, tmp_path: Path
) -> None:
    source = clips.path(replace(MP4, seconds=0.2, size="110x72", picture=f"setsar={aspect}"))
    picture = picture_of(await made(source, profile_named("live-h264"), tmp_path))
    assert (picture.width, picture.height) == size
    assert picture.sample_aspect in (None, 1)


async def test_a_given_frame_is_filled_without_stretching(clips: ClipShelf, tmp_path: Path) -> None:
    source = clips.path(replace(MP4, seconds=0.1, size="64x64", picture="drawbox=c=white:t=fill"))
    result = await made(source, profile_named("stream-hd"), tmp_path)
    assert (picture_of(result).width, picture_of(result).height) == (1920, 1080)
    assert max(pixel(result.part, at=(100, 540))[:3]) < 30
    assert min(pixel(result.part, at=(960, 540))) > 200


@pytest.mark.parametrize("name", ["live-h264", "live-hap", "live-prores-4444"])
async def test_a_turned_picture_comes_out_upright_with_no_matrix_left(
    name: str, clips: ClipShelf, tmp_path: Path
) -> None:
    upright = clips.path(replace(MP4, seconds=0.2, size="160x80", picture="drawbox=w=80:c=red:t=fill"))
    source = tmp_path / "phone.mp4"
    run_ffmpeg("-display_rotation", "90", "-i", str(upright), "-c", "copy", str(source))
    result = await made(source, profile_named(name), tmp_path)
    assert (picture_of(result).width, picture_of(result).height) == (80, 160)
    red, green, blue, _ = pixel(result.part, at=(40, 150))
    assert red > 200
    assert max(green, blue) < 60
    with av.open(str(result.part)) as container:
        assert next(container.decode(video=0)).rotation == 0


async def test_an_interlaced_source_becomes_progressive_frame_by_frame(
    clips: ClipShelf, tmp_path: Path
) -> None:
    woven = (*H264, "-flags", "+ilme+ildct", "-x264-params", "tff=1")
    clip = replace(
        MP4, video=woven, rate="50", size="160x96", picture="tinterlace=interleave_top,setfield=tff"
    )
    facts = facts_of(clips.path(clip))
    assert facts.picture is not None
    assert facts.picture.field_order == "tt"
    result = await made(clips.path(clip), profile_named("live-h264"), tmp_path)
    assert picture_of(result).field_order == "progressive"
    assert result.outcome.frames == 25


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("64x720", ("bt709", "bt709", "bt709", "tv")),
        ("64x576", ("bt470bg", "bt709", "smpte170m", "tv")),
        ("64x480", ("smpte170m", "bt709", "smpte170m", "tv")),
    ],
)
@pytest.mark.parametrize(
    "name", ["live-h264", "live-qlab", "live-linux-hevc-mkv", "live-dnxhr-hq", "live-av1-linux"]
)
async def test_colour_that_nobody_named_is_named_as_players_guess_it(
    name: str, size: str, expected: tuple[str, ...], clips: ClipShelf, tmp_path: Path
) -> None:
    size = size.replace("64x", "960x")
    source = clips.path(replace(MP4, audio=None, seconds=0.08, size=size))
    if name == "live-dnxhr-hq":  # it can say no other matrix, so the samples are converted to it
        expected = (*expected[:2], "bt709", "tv")
    assert colour_of(await made(source, profile_named(name), tmp_path)) == expected


@pytest.mark.parametrize("name", ["live-h264", "live-linux-hevc-mkv", "archival"])
async def test_colour_that_is_named_is_kept(name: str, clips: ClipShelf, tmp_path: Path) -> None:
    source = clips.path(
        replace(SMALL, audio=None, picture=tagged("bt2020", "arib-std-b67", "bt2020nc", "tv"))
    )
    result = await made(source, profile_named(name), tmp_path)
    assert colour_of(result) == ("bt2020", "arib-std-b67", "bt2020nc", "tv")


@pytest.mark.parametrize(
    "name", ["live-h264", "live-qlab", "photo-jpeg", "live-hap", "live-dnxhr-hq", "live-prores-4444"]
)
@pytest.mark.parametrize("kind", ["limited", "full", "rgb", "sd"])
async def test_the_same_colour_is_seen_in_the_output(
    name: str, kind: str, clips: ClipShelf, tmp_path: Path
) -> None:
    """Range and matrix are converted, not only renamed: a mix-up moves green by 20 of 255 and more."""
    source = clips.path(COLOURED[kind])
    result = await made(source, profile_named(name), tmp_path)
    before, after = pixel(source), pixel(result.part)
    assert max(abs(ours - theirs) for ours, theirs in zip(after, before, strict=True)) <= 6
    if name != "live-hap":
        assert picture_of(result).color_range == ("pc" if name == "photo-jpeg" else "tv")


@pytest.mark.parametrize(
    ("name", "stored"), [("live-prores-4444", "yuva444p12le"), ("live-hap-alpha", "rgba")]
)
async def test_transparency_is_kept(name: str, stored: str, clips: ClipShelf, tmp_path: Path) -> None:
    result = await made(clips.path(WITH_ALPHA), profile_named(name), tmp_path)
    assert (picture_of(result).pixel_format, picture_of(result).has_alpha) == (stored, True)
    assert 120 <= pixel(result.part)[3] <= 136


@pytest.mark.parametrize(("size", "chunks"), [("320x180", 1), ("1928x1084", 4)])
def test_hap_is_cut_into_chunks_above_hd(size: str, chunks: int, clips: ClipShelf) -> None:
    plan = picture_plan(
        _video("live-hap"), facts_of(clips.path(replace(SILENT_MP4, seconds=0.04, size=size)))
    )
    assert plan is not None
    assert plan.chunks == chunks


async def test_every_frame_of_low_latency_is_a_key_frame(clips: ClipShelf, tmp_path: Path) -> None:
    assert (await made(clips.path(SMALL), profile_named("live-h264-lowlatency"), tmp_path)).keys == tuple(
        range(10)
    )


@pytest.mark.parametrize("name", ["web-h264", "live-av1-linux"])
async def test_key_frames_stand_where_they_were_promised(name: str, clips: ClipShelf, tmp_path: Path) -> None:
    source = clips.path(replace(SMALL, seconds=5.2, size="64x36"))
    expected = (0, 50, 100) if name == "web-h264" else (0, 125)
    assert (await made(source, profile_named(name), tmp_path)).keys == expected


@pytest.mark.parametrize("timecode", ["01:02:03:04", "10:00:00;02"])
async def test_a_timecode_from_another_container_is_kept(
    timecode: str, clips: ClipShelf, tmp_path: Path
) -> None:
    clip = replace(SMALL, rate="30000/1001", extension="mov", options=("-timecode", timecode))
    result = await made(clips.path(clip), profile_named("live-prores-4444"), tmp_path)
    assert picture_of(result).timecode == timecode


@pytest.mark.parametrize(
    "extension", ["wav", "aiff", "caf", "flac", "mp3", "m4a", "aac", "ogg", "opus", "w64", "mp4"]
)
async def test_a_cue_is_made_of_any_file_with_sound(extension: str, clips: ClipShelf, tmp_path: Path) -> None:
    source = tmp_path / f"cue.{extension}"
    run_ffmpeg("-i", str(clips.path(SOUND)), *(("-strict", "-2") if extension == "ogg" else ()), str(source))
    result = await made(source, profile_named("audio-cue"), tmp_path)
    sound = result.facts.sound
    assert sound is not None
    assert (sound.codec, sound.sample_rate_hz, sound.channels) == ("pcm_s24le", 48_000, 1)
    assert abs((result.facts.duration_s or 0) - 1.0) < 0.1


@pytest.mark.parametrize("name", ["audio-cue", "web-h264", "live-hap", "live-av1-linux"])
@pytest.mark.parametrize(("layout", "channels"), [("mono", 1), ("stereo", 2), ("5.1", 6)])
async def test_channels_are_kept(
    name: str, layout: str, channels: int, clips: ClipShelf, tmp_path: Path
) -> None:
    clip = replace(SMALL, audio=PCM, sound=f"aformat=channel_layouts={layout}")
    sound = (await made(clips.path(clip), profile_named(name), tmp_path)).facts.sound
    assert sound is not None
    assert (sound.channels, sound.channel_layout) == (channels, layout)
