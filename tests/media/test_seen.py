"""What the one decode sees of a picture: planted faults are found, and what has none is left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from bulletproof.domain.builtin_profiles import profile_named
from bulletproof.domain.media import ContentFacts, Span
from bulletproof.media.decode import Wanted, decode, decode_speed
from tests.support.clips import H264, MP4, PCM, PRORES, Clip, ClipShelf, real_ffmpeg
from tests.support.encodes import made
from tests.support.evidence import PACKETS
from tests.support.facts import facts_of

pytestmark = pytest.mark.ffmpeg

SMALL = replace(MP4, seconds=2.0, size="160x90")
IN_TWO = [replace(SMALL, audio=None), Clip("mov", PRORES, PCM, seconds=2.0, size="160x90")]
BY_CONTAINER = pytest.mark.parametrize("clean", IN_TWO, ids=["h264-mp4", "prores-mov"])
FLICKER = (
    "drawbox=w={w}:c={a}:t=fill:enable='lt(mod(n,{n}),{n}/2)',"
    "drawbox=w={w}:c={b}:t=fill:enable='gte(mod(n,{n}),{n}/2)'"
)


async def seen(clip: Clip, clips: ClipShelf, wanted: Wanted | None = None) -> ContentFacts:
    path = clips.path(clip)
    return await decode(real_ffmpeg(), path, facts_of(path), wanted=wanted or Wanted())


def black(frames: str) -> str:
    return f"drawbox=c=black:t=fill:enable='{frames}'"


def flicker(frames: int, *, a: str = "white", b: str = "black", width: str = "iw") -> str:
    """As many frames to a flash."""
    return FLICKER.format(n=frames, a=a, b=b, w=width)


@BY_CONTAINER
@pytest.mark.parametrize("loose", [False, True], ids=["output", "source"])
async def test_a_clean_clip_has_nothing(clean: Clip, loose: bool, clips: ClipShelf) -> None:
    found = await seen(clean, clips, Wanted(as_source=loose))
    assert replace(found, seconds=0.0) == ContentFacts(
        0, None, None, 50, 2.0, (), (), (), 0.0, frames_looked_at=50, sound=found.sound
    )


@BY_CONTAINER
@pytest.mark.parametrize(
    ("frames", "edges"),
    [("eq(n,0)", (True, False)), ("eq(n,49)", (False, True)), ("eq(n,48)", (False, False))],
    ids=["first", "last", "last but one"],
)
async def test_a_single_black_frame_at_an_edge_is_seen(
    clean: Clip, frames: str, edges: tuple[bool, bool], clips: ClipShelf
) -> None:
    found = await seen(replace(clean, picture=black(frames)), clips)
    assert (found.starts_black, found.ends_black, found.black) == (*edges, ())


@BY_CONTAINER
async def test_black_to_the_end_lasts_as_long_as_its_last_frame(clean: Clip, clips: ClipShelf) -> None:
    found = await seen(replace(clean, picture=black("gte(n,25)")), clips)
    assert found.black == (Span(1.0, 1.0),)
    assert found.ends_black


@BY_CONTAINER
async def test_a_stuttering_conversion_repeats_frames(clean: Clip, clips: ClipShelf) -> None:
    """As 20 frames a second do at 25: one in five is shown twice."""
    found = await seen(replace(clean, picture="fps=20,fps=25"), clips)
    assert found.repeated_frames == pytest.approx(10, abs=1)
    assert not found.frozen


@pytest.mark.parametrize("order", ["top", "bottom"])
@pytest.mark.parametrize(
    "video", [(*H264, "-crf", "18"), ("-c:v", "prores_ks", "-profile:v", "hq")], ids=["h264", "prores"]
)
async def test_frames_woven_from_two_moments_are_told_from_moving_lines(
    order: str, video: tuple[str, ...], clips: ClipShelf
) -> None:
    clip = Clip("mov", video, None, 2.0, "50", "640x360", f"tinterlace=mode=interleave_{order}")
    found = await seen(clip, clips)
    assert found.interlaced_frames > found.frames_looked_at / 4


@BY_CONTAINER
@pytest.mark.parametrize(
    "picture",
    [flicker(4), flicker(5, width="iw/2"), flicker(4, a="red")],
    ids=["whole picture", "half of it", "red"],
)
async def test_a_flicker_is_seen_where_it_is(clean: Clip, picture: str, clips: ClipShelf) -> None:
    (span,) = (await seen(replace(clean, picture=picture), clips)).flashes
    assert span.at_s < 0.2
    assert span.duration_s > 1.7


@BY_CONTAINER
@pytest.mark.parametrize(
    "picture",
    ["negate=enable='lt(mod(t,1),0.5)'", flicker(12), "fade=in:0:12,fade=out:38:12", "scroll=h=0.08"],
    ids=["cuts", "two flashes a second", "fades", "a fast pan"],
)
async def test_cuts_and_fades_and_pans_are_no_flicker(clean: Clip, picture: str, clips: ClipShelf) -> None:
    assert not (await seen(replace(clean, picture=picture), clips)).flashes


async def test_the_seam_of_a_loop_is_how_its_last_frame_fits_its_first(clips: ClipShelf) -> None:
    turns = "loop=-1:1:0,setpts=N/25/TB"  # stands still: the smoothest of all
    smooth = await seen(replace(SMALL, picture=turns), clips, Wanted(is_loop=True))
    rough = await seen(replace(SMALL, picture="negate=enable='gt(t,1)'"), clips, Wanted(is_loop=True))
    assert smooth.seam is not None
    assert rough.seam is not None
    assert smooth.seam > 0.98 > 0.7 > rough.seam
    assert smooth.frames == rough.frames == 50


@pytest.mark.parametrize("profile", ["live-h264", "live-qlab"])
async def test_a_source_is_seen_while_it_is_encoded_as_it_is_by_itself(
    profile: str, clips: ClipShelf, tmp_path: Path
) -> None:
    source = clips.path(replace(SMALL, picture=f"{flicker(4)},{black('lt(n,1)+gte(n,49)')}"))
    result = await made(source, profile_named(profile), tmp_path)
    alone = await decode(real_ffmpeg(), source, facts_of(source), wanted=Wanted(as_source=True))
    seen_on_the_way = result.outcome.source_evidence(facts_of(source), PACKETS).content
    assert seen_on_the_way is not None
    assert alone.starts_black
    assert alone.ends_black
    assert replace(seen_on_the_way, seconds=alone.seconds, end_s=alone.end_s) == alone


async def test_how_fast_it_decodes_is_told_in_times_of_real_time(clips: ClipShelf) -> None:
    path = clips.path(SMALL)
    speed = await decode_speed(real_ffmpeg(), path, facts_of(path))
    assert speed is not None
    assert speed > 1
