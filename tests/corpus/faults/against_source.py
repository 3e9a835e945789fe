"""Less than came in: fewer frames, less time, no timecode."""

from dataclasses import replace
from functools import partial

from tests.corpus.making import HEVC_MP4, MKV, MOV, MP4, TS, clip, filtered, remade
from tests.corpus.specimen import Planted

_TIMECODE = ("-timecode", "10:00:00:00")

_duration = partial(Planted, code="duration_differs", implies=("frames_differ",))
_frames = partial(Planted, code="frames_differ")
_timecode = partial(Planted, code="timecode_lost")

PLANTED = (
    _duration(name="the last 0.4 s of mp4", make=clip(replace(MP4, seconds=1.6)), source=clip(MP4)),
    _duration(name="0.3 s more of ProRes", make=clip(replace(MOV, seconds=2.3)), source=clip(MP4)),
    _duration(name="the last 0.2 s of ts", make=clip(replace(TS, seconds=1.8)), source=clip(MP4)),
    _frames(
        name="one of 100 in mp4",
        make=clip(replace(filtered(MP4, picture="trim=end_frame=99"), rate="50")),
        source=clip(replace(MP4, rate="50")),
    ),
    _frames(
        name="two of 120 in mkv",
        make=clip(replace(filtered(MKV, picture="trim=end_frame=118"), rate="60")),
        source=clip(replace(MKV, rate="60")),
    ),
    _frames(
        name="one of 50 in HEVC, the sound whole",
        make=clip(filtered(HEVC_MP4, picture="trim=end_frame=49")),
        source=clip(MP4),
    ),
    _timecode(
        name="ProRes made anew",
        make=clip(MOV),
        source=clip(replace(MOV, options=_TIMECODE)),
    ),
    _timecode(
        name="mov into mkv",
        make=remade(
            clip(replace(MOV, options=_TIMECODE)),
            *("-map", "0:v", "-map", "0:a", "-c", "copy", "-map_metadata", "-1"),
            extension="mkv",
        ),
        source=clip(replace(MOV, options=_TIMECODE)),
    ),
    _timecode(
        name="MXF into mp4",
        make=clip(MP4),
        source=clip(
            replace(MP4, extension="mxf", video=("-c:v", "mpeg2video"), audio=None, options=_TIMECODE)
        ),
    ),
)
