"""What a file says of itself, read from the container's own fields and from the first picture."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bulletproof.domain.media import Evidence, MediaFacts, VideoStream
from bulletproof.domain.verification import Case, judge_file
from bulletproof.media.inspector import Inspector
from tests.security.crafted import box, with_reference
from tests.support.clips import AAC, H264, MKV, MOV, MP4, TS, Clip, ClipShelf, run_ffmpeg

pytestmark = pytest.mark.ffmpeg

CLEAR = "format=rgba,colorchannelmixer=aa=0.5"
BT709 = "colorprim=bt709:transfer=bt709:colormatrix=bt709"


@pytest.fixture
async def inspector() -> AsyncIterator[Inspector]:
    async with Inspector() as opened:
        yield opened


def small(extension: str, *video: str, picture: str = "null") -> Clip:
    return Clip(extension, video, None, seconds=0.2, size="160x96", picture=picture)


async def picture_of(inspector: Inspector, path: Path) -> VideoStream:
    picture = (await inspector.probe(path)).picture
    assert picture is not None
    return picture


def remade(source: Path, target: Path, *words: str, before: tuple[str, ...] = ()) -> Path:
    run_ffmpeg(*before, "-i", str(source), "-c", "copy", *words, str(target))
    return target


@pytest.mark.parametrize(
    ("clip", "profile"),
    [
        (small("mov", "-c:v", "prores_ks", "-profile:v", "proxy"), "Proxy"),
        (small("mov", "-c:v", "prores_ks", "-profile:v", "lt"), "LT"),
        (small("mov", "-c:v", "prores_ks", "-profile:v", "standard"), "Standard"),
        (small("mov", "-c:v", "prores_ks", "-profile:v", "hq"), "HQ"),
        (small("mov", "-c:v", "prores_ks", "-profile:v", "4444"), "4444"),
        (
            small("mov", "-vf", "scale=256:144,format=yuv422p", "-c:v", "dnxhd", "-profile:v", "dnxhr_hq"),
            "DNXHR HQ",
        ),
        (small("mp4", "-c:v", "libsvtav1", "-preset", "12", "-pix_fmt", "yuv420p"), "Main"),
        (small("mov", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p"), "Baseline"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_codecs_profile_is_named(
    clip: Clip, profile: str, inspector: Inspector, clips: ClipShelf
) -> None:
    assert (await picture_of(inspector, clips.path(clip))).codec_profile == profile


@pytest.mark.parametrize(
    ("clip", "level"),
    [
        (small("mp4", *H264, "-level", "4.2"), "4.2"),
        (small("mkv", *H264, "-level", "4"), "4"),
        (small("mp4", "-c:v", "libx265", "-x265-params", "log-level=error:level-idc=5.1"), "5.1"),
        (small("mp4", "-c:v", "libsvtav1", "-preset", "12", "-pix_fmt", "yuv420p"), "2.0"),
        (small("mov", "-c:v", "prores_ks"), None),
    ],
    ids=["h264", "h264 in mkv", "hevc", "av1", "prores has none"],
)
async def test_a_level_is_written_as_its_standard_does(
    clip: Clip, level: str | None, inspector: Inspector, clips: ClipShelf
) -> None:
    assert (await picture_of(inspector, clips.path(clip))).codec_level == level


async def test_a_sound_codecs_profile_is_named(inspector: Inspector, clips: ClipShelf) -> None:
    sounds = [(await inspector.probe(clips.path(clip))).sound for clip in (MP4, MOV)]
    assert [sound and sound.codec_profile for sound in sounds] == ["LC", None]


@pytest.mark.parametrize(
    ("clip", "tag", "has_alpha"),
    [
        (small("mov", "-c:v", "prores_ks", "-pix_fmt", "yuva444p10le", picture=CLEAR), "ap4h", True),
        (small("mov", "-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuv444p10le"), "ap4h", False),
        (small("mov", "-c:v", "hap"), "Hap1", False),
        (small("mov", "-c:v", "hap", "-format", "hap_alpha", picture=CLEAR), "Hap5", True),
        (small("mov", "-c:v", "hap", "-format", "hap_q"), "HapY", False),
        (small("mov", "-c:v", "qtrle", "-pix_fmt", "argb", picture=CLEAR), "rle", True),
        (small("mov", "-c:v", "qtrle", "-pix_fmt", "rgb24"), "rle", False),
        (small("mov", "-c:v", "png", "-pix_fmt", "rgba", picture=CLEAR), "png", True),
        (small("mov", "-c:v", "png", "-pix_fmt", "rgb24"), "png", False),
        (small("webm", "-c:v", "libvpx-vp9", "-pix_fmt", "yuva420p", picture=CLEAR), "", True),
        (small("webm", "-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p"), "", False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_alpha_and_the_four_character_code_are_told(
    clip: Clip, tag: str, has_alpha: bool, inspector: Inspector, clips: ClipShelf
) -> None:
    picture = await picture_of(inspector, clips.path(clip))
    assert (picture.codec_tag, picture.has_alpha) == (tag, has_alpha)


async def test_hap_q_alpha_is_told_by_its_code(
    inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    """ffmpeg reads it and writes none, so the code is put into another's place."""
    content = clips.path(small("mov", "-c:v", "hap", "-format", "hap_q")).read_bytes()
    (tmp_path / "q.mov").write_bytes(content.replace(b"HapY", b"HapM"))
    picture = await picture_of(inspector, tmp_path / "q.mov")
    assert (picture.codec_tag, picture.has_alpha) == ("HapM", True)


@pytest.mark.parametrize("texture", [("DXT1", False), ("DXT5", True), ("YG10", True)])
async def test_a_dxv_pictures_alpha_is_told_by_its_texture(
    texture: tuple[str, bool], inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    content = clips.path(small("mov", "-c:v", "dxv")).read_bytes()
    (tmp_path / "dxv.mov").write_bytes(content.replace(b"1TXD", texture[0].encode()[::-1]))
    picture = await picture_of(inspector, tmp_path / "dxv.mov")
    assert (picture.codec_profile, picture.has_alpha) == texture


@pytest.mark.parametrize("extension", ["mp4", "mov", "mkv"])
@pytest.mark.parametrize(("asked", "told"), [("90", 90), ("180", 180), ("270", -90), ("0", 0)])
async def test_a_turned_picture_says_by_how_much(
    extension: str, asked: str, told: int, inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    turned = remade(clips.path(MP4), tmp_path / f"x.{extension}", before=("-display_rotation", asked))
    assert (await picture_of(inspector, turned)).rotation_deg == told


@pytest.mark.parametrize("flip", ["-display_hflip", "-display_vflip"])
async def test_a_mirrored_picture_counts_as_turned(
    flip: str, inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    turned = remade(clips.path(MP4), tmp_path / "x.mp4", before=(flip,))
    assert (await picture_of(inspector, turned)).rotation_deg == 180


async def test_a_picture_turned_by_its_own_stream_says_so(
    inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    turned = remade(
        clips.path(TS), tmp_path / "x.ts", "-bsf:v", "h264_metadata=display_orientation=insert:rotate=90"
    )
    assert abs((await picture_of(inspector, turned)).rotation_deg) == 90


@pytest.mark.parametrize("extension", ["mp4", "mov", "mkv"])
async def test_container_and_picture_may_disagree_about_colour(
    extension: str, inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    whole = clips.path(small("mp4", *H264, "-x264-params", BT709))
    rewritten = "h264_metadata=colour_primaries=5:transfer_characteristics=6:matrix_coefficients=5"
    copy = tmp_path / f"x.{extension}"
    # What the container says is taken from the source; what the picture says is written anew.
    run_ffmpeg("-i", str(whole), "-c", "copy", "-movflags", "+write_colr", "-bsf:v", rewritten, str(copy))
    picture = await picture_of(inspector, copy)
    assert picture.container_colour is not None
    assert picture.container_colour.primaries == "bt709"
    assert picture.bitstream_colour is not None
    assert (picture.bitstream_colour.primaries, picture.bitstream_colour.matrix) == ("bt470bg", "bt470bg")


async def test_a_colour_that_nobody_tells_is_none(inspector: Inspector, clips: ClipShelf) -> None:
    picture = await picture_of(inspector, clips.path(small("mov", "-c:v", "hap")))
    assert (picture.container_colour, picture.bitstream_colour) == (None, None)


async def test_a_crop_in_the_container_is_told(
    inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    whole = clips.path(small("mov", "-c:v", "prores_ks"))
    content = whole.read_bytes()
    crop = b"".join(number.to_bytes(4, "big") for number in (144, 1, 80, 1, 0, 1, 0, 1))
    cropped = with_extension(content, b"clap", crop)
    (tmp_path / "x.mov").write_bytes(cropped)
    assert (await picture_of(inspector, tmp_path / "x.mov")).clean_aperture == (144, 80)
    assert (await picture_of(inspector, whole)).clean_aperture is None


def with_extension(content: bytes, kind: bytes, body: bytes) -> bytes:
    """Another box at the end of the first sample entry; the index lies behind the media, so nothing moves."""
    entry = content.index(b"stsd") + 12
    end = entry + int.from_bytes(content[entry : entry + 4], "big")
    added = (8 + len(body)).to_bytes(4, "big") + kind + body
    grown = bytearray(content[:end] + added + content[end:])
    for place in (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd"):
        at = content.index(place) - 4
        grown[at : at + 4] = (int.from_bytes(grown[at : at + 4], "big") + len(added)).to_bytes(4, "big")
    grown[entry : entry + 4] = (end - entry + len(added)).to_bytes(4, "big")
    return bytes(grown)


async def test_where_the_index_lies_is_told(inspector: Inspector, clips: ClipShelf, tmp_path: Path) -> None:
    front = remade(clips.path(MP4), tmp_path / "x.mp4", "-movflags", "+faststart")
    pieces = remade(clips.path(MP4), tmp_path / "y.mp4", "-movflags", "+frag_keyframe+empty_moov")
    told = [(await inspector.probe(path)).index_in_front for path in (front, pieces, clips.path(MP4))]
    assert told == [True, True, False]
    assert (await inspector.probe(clips.path(MKV))).index_in_front is None


async def facts_of_trimmed(inspector: Inspector, clips: ClipShelf, target: Path, *cut: str) -> MediaFacts:
    b_frames = Clip("mp4", ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-bf", "2"), AAC, size="160x96")
    return await inspector.probe(remade(clips.path(b_frames), target, before=cut))


@pytest.mark.parametrize("extension", ["mp4", "mov"])
async def test_an_edit_that_hides_picture_says_how_much(
    extension: str, inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    facts = await facts_of_trimmed(inspector, clips, tmp_path / f"x.{extension}", "-ss", "0.52")
    assert facts.hidden_by_edits_s == pytest.approx(0.52, abs=0.041)


@pytest.mark.parametrize("cut", [(), ("-itsoffset", "0.5")], ids=["b-frames", "a delay"])
async def test_an_edit_that_only_puts_things_in_order_hides_nothing(
    cut: tuple[str, ...], inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    assert (await facts_of_trimmed(inspector, clips, tmp_path / "x.mp4", *cut)).hidden_by_edits_s == 0.0


async def test_media_in_another_file_is_told(inspector: Inspector, clips: ClipShelf, tmp_path: Path) -> None:
    content = clips.path(MOV).read_bytes()
    for place, is_elsewhere in ((b"other.mov", True), (b"", False)):
        (tmp_path / "x.mov").write_bytes(with_reference(content, box(b"url ", bytes(4), place)))
        facts = await inspector.probe(tmp_path / "x.mov")
        assert facts.needs_other_files is is_elsewhere
        codes = {finding.code for finding in judge_file(Case(Evidence(facts, None, None, None)))}
        assert ("unreadable" in codes) is is_elsewhere


@pytest.mark.parametrize("extension", ["mov", "mp4", "mxf", "mkv"])
async def test_a_start_timecode_is_read_from_every_container(
    extension: str, inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    clip = Clip("mov", ("-c:v", "mpeg2video"), None, seconds=0.4, options=("-timecode", "01:02:03:04"))
    copy = remade(clips.path(clip), tmp_path / f"x.{extension}", "-map", "0:v")
    assert (await picture_of(inspector, copy)).timecode == "01:02:03:04"
