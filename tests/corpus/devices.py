"""Files as phones, cameras and screen recorders leave them: sound, with what such a device really does.

Where a device does what is a risk on stage (a phone's rotation, a camera's fields), that finding is true.
"""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av

from tests.corpus.making import (
    BT709,
    FAST_START,
    H264,
    HEVC_MP4,
    HVC1,
    MOV,
    MP4,
    MPEG2,
    PCM16,
    PCM24,
    clip,
    copied,
    filtered,
)
from tests.corpus.specimen import Maker, Specimen
from tests.support.clips import AAC, Clip

_HLG = "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv"
_HEVC10 = (*HVC1, "-pix_fmt", "yuv420p10le")
_XDCAM = ("-c:v", "mpeg2video", "-pix_fmt", "yuv422p", "-b:v", "8M", "-g", "12", "-bf", "2")
_MONO = "aformat=channel_layouts=mono"
_TRUE_OF_FIELDS = ("interlaced",)


def _four_mono(wanted: Clip) -> Clip:
    """Four sound streams of one channel each, as a shoulder camera writes them."""
    maps = ("-map", "0:v", *("-map", "1:a") * 4)
    return replace(wanted, sound=_MONO, options=(*maps, "-timecode", "10:00:00:00"))


def _counted_in(unit: int, rate: Fraction) -> Maker:
    """Written by PyAV with every moment rounded to 1/unit s, so that lengths differ by a tick."""

    def make(folder: Path) -> Path:
        path, found = folder / "clip.mp4", clip(replace(MP4, audio=None, rate=str(rate)), name="from")(folder)
        with av.open(str(found)) as reader, av.open(str(path), "w") as writer:
            stream = writer.add_stream("libx264", rate=rate, options={"preset": "veryfast"})
            stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
            stream.codec_context.color_primaries = stream.codec_context.color_trc = 1
            stream.codec_context.colorspace, stream.codec_context.color_range = 1, 1
            stream.codec_context.time_base = Fraction(1, unit)
            for number, frame in enumerate(reader.decode(video=0)):
                frame.pts, frame.time_base = round(number / rate * unit), Fraction(1, unit)
                writer.mux(stream.encode(frame))
            writer.mux(stream.encode(None))
        return path

    return make


DEVICES = (
    Specimen(
        name="a phone held upright",
        make=copied(clip(replace(MP4, rate="30")), before=("-display_rotation", "90"), extension="mp4"),
        implies=("rotation",),
    ),
    Specimen(
        name="a phone's HEVC in HLG at 59.94",
        make=clip(replace(MP4, extension="mov", rate="60000/1001", picture=_HLG, video=_HEVC10)),
    ),
    Specimen(
        name="a phone's H.264, 90 kHz, index behind",
        make=clip(
            replace(
                MP4,
                rate="30",
                video=(*H264, "-profile:v", "baseline"),
                options=("-video_track_timescale", "90000"),
            )
        ),
    ),
    Specimen(
        name="a camera's mov of four sounds and a timecode",
        make=clip(_four_mono(replace(MOV, rate="24000/1001", audio=PCM24))),
    ),
    Specimen(
        name="a camera's H.264 mov with a timecode",
        make=clip(
            replace(
                MP4, extension="mov", rate="30000/1001", audio=PCM16, options=("-timecode", "01:00:00;00")
            )
        ),
    ),
    Specimen(
        name="a camera's mov in fields",
        make=clip(
            replace(
                filtered(MOV, picture="tinterlace=interleave_top"),
                rate="50",
                video=(*(MOV.video or ()), "-flags", "+ildct", "-field_order", "tt"),
            )
        ),
        implies=_TRUE_OF_FIELDS,
    ),
    Specimen(
        name="XDCAM-like mxf",
        make=clip(replace(_four_mono(MOV), extension="mxf", video=_XDCAM, audio=PCM24)),
        implies=("open_gop",),
    ),
    Specimen(
        name="AVCHD-like mts",
        make=clip(
            replace(
                MP4, extension="m2ts", rate="50", video=(*H264, "-g", "25", "-bf", "2"), audio=("-c:a", "ac3")
            )
        ),
    ),
    Specimen(
        name="DV from tape",
        make=clip(
            replace(
                filtered(MP4, picture="scale=720:576,setsar=16/15"),
                extension="dv",
                video=("-c:v", "dvvideo", "-pix_fmt", "yuv420p"),
                audio=PCM16,
            )
        ),
        implies=("interlaced", "not_square_pixels", "colour_untagged"),
    ),
    Specimen(
        name="a screen at a constant 60",
        make=clip(replace(MP4, extension="mkv", rate="60", video=(*H264, "-tune", "zerolatency"), audio=AAC)),
    ),
    Specimen(
        name="a screen in flv",
        make=clip(replace(MP4, extension="flv", rate="60", video=(*H264, "-tune", "zerolatency"))),
    ),
    Specimen(
        name="a screen in fragments",
        make=clip(
            replace(
                MP4,
                rate="60",
                video=(*H264, "-g", "60"),
                options=("-movflags", "+frag_keyframe+empty_moov+default_base_moof"),
            )
        ),
    ),
    Specimen(
        name="a game recorded as fragments and set right behind",
        make=clip(replace(MP4, rate="60", options=("-movflags", "+hybrid_fragmented"))),
    ),
    Specimen(name="30 fps counted in milliseconds", make=_counted_in(1000, Fraction(30))),
    Specimen(name="59.94 fps counted in 90 kHz", make=_counted_in(90_000, Fraction(60_000, 1001))),
    Specimen(name="29.97 fps counted in 600ths", make=_counted_in(600, Fraction(30_000, 1001))),
    Specimen(name="a laptop's HEVC", make=clip(replace(HEVC_MP4, rate="30", options=FAST_START))),
    Specimen(
        name="a drone's HEVC of 10 bits at 23.976 without sound",
        make=clip(replace(MP4, rate="24000/1001", video=_HEVC10, audio=None, picture=BT709)),
    ),
    Specimen(
        name="a disc's MPEG-2 with AC-3",
        make=clip(replace(MP4, extension="mpg", video=(*MPEG2, "-bf", "2"), audio=("-c:a", "ac3"))),
    ),
)
