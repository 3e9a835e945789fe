"""Colour that is not told, told twice and differently, or not the source's (ITU-T H.273)."""

import struct
from dataclasses import replace
from functools import partial

from tests.corpus.boxes import SAMPLES, patched
from tests.corpus.making import (
    HEVC_MP4,
    MKV,
    MOV,
    MP4,
    PRORES_4444,
    TS,
    clip,
    copied,
    edited,
)
from tests.corpus.specimen import Planted
from tests.support.clips import Clip

_BT2020 = struct.pack(">3H", 9, 14, 9)
_HQ = ("-c:v", "prores_ks", "-profile:v", "3", "-pix_fmt", "yuv422p10le")
_BT601 = "setparams=color_primaries=smpte170m:color_trc=smpte170m:colorspace=smpte170m:range=tv"

_untagged = partial(Planted, code="colour_untagged")
_mismatch = partial(Planted, code="colour_mismatch")
_changed = partial(Planted, code="colour_changed")
_alpha = partial(Planted, code="alpha_lost", target="archive", implies=("colour_changed",))


def _told(wanted: Clip, words: str) -> Clip:
    return replace(wanted, picture=words)


PLANTED = (
    _untagged(name="H.264 mp4", make=clip(_told(MP4, "null"))),
    _untagged(name="ProRes mov", make=clip(_told(MOV, "null"))),
    _untagged(
        name="HEVC mkv without its transfer",
        make=clip(
            _told(
                replace(HEVC_MP4, extension="mkv"),
                "setparams=color_primaries=bt709:colorspace=bt709:range=tv",
            )
        ),
    ),
    _untagged(name="H.264 ts", make=clip(_told(TS, "null"))),
    _mismatch(
        name="colr of BT.2020 over H.264 of BT.709",
        make=edited(clip(MP4), patched(*SAMPLES, "stsd", "avc1", "colr", at=4, value=_BT2020)),
    ),
    _mismatch(
        name="HEVC of BT.2020 in a mov of BT.709",
        make=copied(
            clip(HEVC_MP4),
            *(
                "-bsf:v",
                "hevc_metadata=colour_primaries=9:transfer_characteristics=14:matrix_coefficients=9",
            ),
            extension="mov",
        ),
    ),
    _mismatch(
        name="ProRes of BT.601 in a mov of BT.709",
        make=copied(
            clip(MOV),
            *("-bsf:v", "prores_metadata=color_primaries=smpte170m:color_trc=bt709:colorspace=smpte170m"),
            extension="mov",
        ),
    ),
    _changed(name="BT.709 became BT.601 in mp4", make=clip(_told(MP4, _BT601)), source=clip(MP4)),
    _changed(name="BT.601 became BT.709 in ProRes mov", make=clip(MOV), source=clip(_told(MP4, _BT601))),
    _changed(
        name="BT.2020 became BT.709 in HEVC mkv",
        make=clip(replace(HEVC_MP4, extension="mkv")),
        source=clip(
            _told(
                MKV,
                "setparams=color_primaries=bt2020:color_trc=bt2020-10:colorspace=bt2020nc:range=tv",
            )
        ),
    ),
    _alpha(
        name="ProRes 4444 became HQ",
        make=clip(replace(MOV, video=_HQ)),
        source=clip(replace(MOV, video=PRORES_4444)),
    ),
    _alpha(
        name="ProRes 4444 without its alpha",
        make=clip(replace(MOV, video=(*PRORES_4444, "-pix_fmt", "yuv444p10le"))),
        source=clip(replace(MOV, video=PRORES_4444)),
    ),
    _alpha(
        name="FFV1 without its alpha",
        make=clip(replace(MKV, video=("-c:v", "ffv1", "-pix_fmt", "yuv444p"), audio=("-c:a", "flac"))),
        source=clip(replace(MKV, video=("-c:v", "ffv1", "-pix_fmt", "yuva444p"), audio=("-c:a", "flac"))),
    ),
)
