"""What went wrong in the picture itself: black, still, flickering or spoilt."""

from dataclasses import replace
from functools import partial

from tests.corpus.making import FAST_MP4, HEVC_MP4, MKV, MOV, MP4, PCM16, TS, clip, filtered
from tests.corpus.specimen import Planted
from tests.support.clips import Clip

_OF_A_STILL = ("frozen", "repeated_frames", "quality_low")

_black = partial(Planted, code="black", implies=_OF_A_STILL)
_frozen = partial(Planted, code="frozen", implies=_OF_A_STILL)
_edge = partial(Planted, code="black_edge")
_seam = partial(Planted, code="loop_seam", is_loop=True)
_low = partial(Planted, code="quality_low")
_flash = partial(Planted, code="flash_risk")


def _blackened(wanted: Clip, when: str) -> Clip:
    return filtered(wanted, picture=f"drawbox=t=fill:color=black:enable='{when}'")


def _stopped(wanted: Clip) -> Clip:
    """Frame 15 stands for 20 more, and what follows goes on where it would have been."""
    return filtered(
        wanted, picture="loop=loop=20:size=1:start=15,select='not(between(n,36,55))',setpts=N/25/TB"
    )


def _flashing(wanted: Clip, colour: str, frames: int) -> Clip:
    """The whole picture, so many frames on and so many off."""
    when = f"lt(mod(n,{2 * frames}),{frames})"
    return filtered(
        wanted,
        picture=f"drawbox=t=fill:color=black,drawbox=t=fill:color={colour}:enable='{when}'",
    )


def _blurred(wanted: Clip, when: str) -> Clip:
    return filtered(wanted, picture=f"boxblur=10:2:enable='{when}'")


PLANTED = (
    _black(name="0.8 s in mp4", make=clip(_blackened(MP4, "between(t,0.6,1.4)")), source=clip(MP4)),
    _black(name="the last 0.6 s of ProRes", make=clip(_blackened(MOV, "gte(t,1.4)")), source=clip(MP4)),
    _black(name="0.6 s in HEVC", make=clip(_blackened(HEVC_MP4, "between(t,1,1.6)")), source=clip(MP4)),
    _frozen(name="0.8 s in mp4", make=clip(_stopped(MP4)), source=clip(MP4)),
    _frozen(name="0.8 s in ProRes", make=clip(_stopped(MOV)), source=clip(MP4)),
    _frozen(name="0.8 s in ts", make=clip(_stopped(TS)), source=clip(MP4)),
    _edge(name="the first frame in mp4", make=clip(_blackened(MP4, "eq(n,0)")), source=clip(MP4)),
    _edge(name="the last frame in mkv", make=clip(_blackened(MKV, "eq(n,49)")), source=clip(MP4)),
    _edge(name="the first frame in ProRes", make=clip(_blackened(MOV, "eq(n,0)")), source=clip(MP4)),
    _seam(name="a pattern that does not come back, mp4", make=clip(MP4)),
    _seam(name="a pattern that does not come back, ProRes for QLab", target="qlab", make=clip(MOV)),
    _seam(
        name="a still picture whose sound is AAC",
        make=clip(filtered(FAST_MP4, picture="loop=loop=-1:size=1:start=0")),
    ),
    _low(
        name="x264 starved of bits",
        make=clip(replace(MP4, video=(*(MP4.video or ()), "-crf", "51"))),
        source=clip(MP4),
    ),
    _low(name="a blurred second", make=clip(_blurred(MP4, "gte(t,1)")), source=clip(MP4)),
    _low(
        name="made small and large again",
        make=clip(filtered(replace(MOV, audio=PCM16), picture="scale=40:22,scale=320:180")),
        source=clip(MP4),
    ),
    _flash(name="white, four times a second", make=clip(_flashing(MP4, "white", 3))),
    _flash(name="white, twelve times a second", make=clip(_flashing(MOV, "white", 1))),
    _flash(
        name="grey to white, six times a second", make=clip(replace(_flashing(MKV, "0xc0c0c0", 2), rate="25"))
    ),
)
