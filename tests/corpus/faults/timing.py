"""Frames that come at the wrong moment, too often or woven; groups that need their neighbours."""

from dataclasses import replace
from functools import partial

from tests.corpus.making import (
    FAST_MP4,
    H264,
    HEVC_MP4,
    MKV,
    MOV,
    MP4,
    MPEG2,
    TS,
    clip,
    copied,
    edited,
    filtered,
)
from tests.corpus.specimen import Planted
from tests.support.clips import UNEVEN, Clip

_PASS = ("-fps_mode", "passthrough")
_X264 = (*H264, "-g", "12", "-x264-params")
_LATE = ("mp4", "mkv", "ts")

_av_length = partial(Planted, code="av_length")
_av_start = partial(Planted, code="av_start", implies=("av_length",))
_variable = partial(Planted, code="variable_frame_rate", implies=("timestamps",))
_odd_rate = partial(Planted, code="odd_frame_rate")
_timestamps = partial(
    Planted, code="timestamps", implies=("variable_frame_rate", "av_length", "odd_frame_rate")
)
_wrong_rate = partial(Planted, code="wrong_frame_rate", target="corpus-25p")
_repeated = partial(Planted, code="repeated_frames")
_interlaced = partial(Planted, code="interlaced")
_long_gop = partial(Planted, code="long_gop")
_open_gop = partial(Planted, code="open_gop")
_not_key = partial(Planted, code="first_frame_not_key", implies=("decode_error", "av_start", "timestamps"))


def _uneven(extension: str) -> Clip:
    return replace(filtered(MP4, picture=UNEVEN), extension=extension, rate="50", video=(*H264, *_PASS))


def _hole(wanted: Clip) -> Clip:
    """Five frames were never recorded."""
    video = (*(wanted.video or ()), *_PASS)
    return replace(filtered(wanted, picture="select='not(between(n,20,24))'"), video=video)


def _woven(wanted: Clip) -> Clip:
    """Two moments of a picture that moves as a whole, in one frame."""
    return replace(filtered(wanted, picture="scroll=h=0.02,tinterlace=interleave_top"), rate="50")


def _late_sound(extension: str) -> Planted:
    """A fifth of a second of sound is missing in front, and nothing behind."""
    base = clip(replace(MP4, extension=extension))
    words = ("-bsf:a", "noise=drop='lt(n,9)'")
    return _av_start(
        name=f"the sound of an {extension} starts late", make=copied(base, *words, extension=extension)
    )


PLANTED = (
    _av_length(name="the sound ends 0.4 s early in mp4", make=clip(filtered(MP4, sound="atrim=0:1.6"))),
    _av_length(name="the sound ends 0.06 s early in mov", make=clip(filtered(MOV, sound="atrim=0:1.94"))),
    _av_length(
        name="the picture ends 0.2 s early in mkv",
        make=clip(replace(filtered(MKV, picture="trim=end_frame=45"), audio=("-c:a", "flac"))),
    ),
    *(_late_sound(extension) for extension in _LATE),
    _variable(name="a phone's rate in mp4", make=clip(_uneven("mp4"))),
    _variable(name="a phone's rate in mkv", make=clip(_uneven("mkv"))),
    _variable(name="a phone's rate in mov", make=clip(_uneven("mov"))),
    _odd_rate(name="23 fps in mkv", make=clip(replace(MKV, rate="23"))),
    _odd_rate(name="2997/100 fps in mp4", make=clip(replace(MP4, rate="2997/100"))),
    _odd_rate(name="15 fps in ProRes mov", make=clip(replace(MOV, rate="15"))),
    _timestamps(name="five frames missing in mp4", make=clip(_hole(MP4))),
    _timestamps(name="five frames missing in ProRes mov", make=clip(_hole(MOV))),
    _timestamps(
        name="two recordings in one ts",
        make=edited(clip(TS), lambda content: content * 2),
        implies=(
            "decode_error",
            "variable_frame_rate",
        ),  # their packets are counted on no further: one seems lost
    ),
    _timestamps(
        name="a hole in the sound of an mkv",
        make=copied(clip(MKV), "-bsf:a", "noise=drop='between(n,40,52)'", extension="mkv"),
    ),
    _wrong_rate(name="30 where 25 is asked", make=clip(replace(MP4, rate="30"))),
    _wrong_rate(name="50 where 25 is asked", make=clip(replace(MKV, rate="50"))),
    _wrong_rate(name="24000/1001 where 25 is asked", make=clip(replace(MOV, rate="24000/1001"))),
    _repeated(name="25 made 30 in mp4", make=clip(filtered(MP4, picture="fps=30")), source=clip(MP4)),
    _repeated(name="25 made 60 in mkv", make=clip(filtered(MKV, picture="fps=60")), source=clip(MP4)),
    _repeated(
        name="24 made 25 in ProRes mov",
        make=clip(replace(filtered(MOV, picture="fps=25"), rate="24")),
        source=clip(replace(MOV, rate="24")),
    ),
    _interlaced(
        name="H.264 told and woven",
        make=clip(replace(_woven(MP4), video=(*H264, "-x264-params", "tff=1"))),
    ),
    _interlaced(
        name="MPEG-2 in ts told and woven",
        make=clip(replace(_woven(TS), video=(*MPEG2, "-flags", "+ildct+ilme+cgop", "-field_order", "tt"))),
    ),
    _interlaced(
        name="ProRes woven, told progressive", make=clip(filtered(_woven(MOV), picture="setfield=prog"))
    ),
    _long_gop(
        name="one key frame in 4 s of web mp4",
        target="web",
        make=clip(replace(FAST_MP4, seconds=4.0, video=(*H264, "-g", "999"))),
    ),
    _long_gop(
        name="one key frame in 7 s for a laptop",
        target="h264-player",
        make=clip(replace(FAST_MP4, seconds=7.0, video=(*H264, "-g", "999"))),
    ),
    _long_gop(
        name="one key frame in 7 s of HEVC mkv",
        target="linux-show-player",
        make=clip(
            replace(HEVC_MP4, extension="mkv", seconds=7.0, video=(*(HEVC_MP4.video or ()), "-g", "999"))
        ),
    ),
    _open_gop(
        name="H.264 in mkv",
        target="linux-show-player",
        make=clip(replace(MKV, video=(*_X264, "open-gop=1:bframes=2:b-adapt=0:scenecut=0"))),
    ),
    _open_gop(
        name="HEVC in mp4",
        target="linux-show-player",
        make=clip(
            replace(
                HEVC_MP4,
                video=(
                    *("-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-tag:v", "hvc1"),
                    *(
                        "-x265-params",
                        "log-level=error:open-gop=1:keyint=12:min-keyint=12:bframes=3:scenecut=0",
                    ),
                ),
            )
        ),
    ),
    _open_gop(
        name="MPEG-2 in mpg",
        target="corpus-closed",
        make=clip(
            replace(
                MP4,
                extension="mpg",
                video=("-c:v", "mpeg2video", "-b:v", "4M", "-bf", "2", "-g", "12"),
                audio=("-c:a", "mp2"),
            )
        ),
    ),
    _not_key(
        name="mkv that lost its first frame",
        make=copied(
            clip(replace(MKV, video=(*H264, "-g", "12", "-bf", "0"))),
            *("-bsf:v", "noise=drop='eq(n,0)'"),
            extension="mkv",
        ),
    ),
    _not_key(
        name="ts cut into the middle of a group",
        make=copied(
            clip(replace(TS, video=(*H264, "-g", "12", "-bf", "0"))),
            *("-bsf:v", "noise=drop='lt(n,3)'"),
            extension="ts",
        ),
    ),
    _not_key(
        name="HEVC mp4 that lost its first frame",
        make=copied(
            clip(replace(HEVC_MP4, video=(*(HEVC_MP4.video or ()), "-g", "12", "-bf", "0"))),
            *("-bsf:v", "noise=drop='eq(n,0)'"),
            extension="mp4",
        ),
    ),
)
