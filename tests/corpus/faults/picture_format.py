"""Codecs, tags, sizes and wrappings that a player refuses, and what a container adds to the picture."""

import struct
from dataclasses import replace
from functools import partial

from tests.corpus.boxes import SAMPLES, TRACK, Edit, appended, patched
from tests.corpus.making import (
    FAST_MP4,
    FAST_START,
    H264,
    HAP_MOV,
    HEVC,
    HEVC_MP4,
    MKV,
    MOV,
    MP4,
    MPEG2,
    PCM16,
    TS,
    VP9,
    clip,
    copied,
    edited,
    filtered,
)
from tests.corpus.specimen import Planted

_SILENT_MOV = replace(MOV, audio=None)
_TKHD_MATRIX, _TKHD_SIZE, _ENTRY_SIZE = 40, 76, 24  # behind the box's header
_HALF_TURN = struct.pack(">9i", -0x10000, 0, 0, 0, -0x10000, 0, 320 << 16, 180 << 16, 0x40000000)
_CROP_TO_300_BY_160 = struct.pack(">8I", 300, 1, 160, 1, 0, 1, 0, 1)
_X264 = ("-c:v", "libx264", "-preset", "veryfast")

_codec = partial(Planted, code="wrong_codec")
_profile = partial(Planted, code="wrong_codec_profile")
_pixel_format = partial(Planted, code="wrong_pixel_format", implies=("wrong_codec_profile",))
_container = partial(Planted, code="wrong_container")
_tag = partial(Planted, code="codec_tag")
_size = partial(Planted, code="wrong_size")
_multiple = partial(Planted, code="size_multiple")
_aspect = partial(Planted, code="not_square_pixels")
_rotation = partial(Planted, code="rotation")
_clap = partial(Planted, code="clean_aperture")
_edits = partial(Planted, code="edit_list")
_peak = partial(Planted, code="bitrate_peak")
_index = partial(Planted, code="not_fast_start")


def _resized(entry: str, width: int, height: int) -> Edit:
    """Told otherwise in the track's header and in the sample entry; the coded picture stays."""
    track = patched(*TRACK, "tkhd", at=_TKHD_SIZE, value=struct.pack(">II", width << 16, height << 16))
    sample = patched(*SAMPLES, "stsd", entry, at=_ENTRY_SIZE, value=struct.pack(">HH", width, height))
    return lambda content: sample(track(content))


def _first_fifth_hidden(content: bytes) -> bytes:
    """The edit begins 5 frames into the media, and is that much shorter."""
    edit = struct.pack(">II", 1800, 5 * 512)
    return patched(*TRACK, "edts", "elst", at=8, value=edit)(content)


PLANTED = (
    _codec(
        name="MPEG-4 part 2 for a laptop",
        target="h264-player",
        make=clip(replace(FAST_MP4, video=("-c:v", "mpeg4", "-g", "25"))),
    ),
    _codec(
        name="VP9 in mov for QLab",
        target="qlab",
        make=clip(replace(MOV, extension="mp4", video=VP9, audio=None)),
    ),
    _codec(
        name="DNxHR for QLab",
        target="qlab",
        make=clip(replace(MOV, video=("-c:v", "dnxhd", "-profile:v", "dnxhr_hq", "-pix_fmt", "yuv422p"))),
    ),
    _codec(name="ProRes for signage", target="brightsign", make=clip(MOV)),
    _profile(
        name="H.264 High 4:4:4 Predictive for a laptop",
        target="h264-player",
        make=clip(replace(FAST_MP4, video=(*_X264, "-pix_fmt", "yuv420p", "-qp", "0"))),
    ),
    _profile(
        name="H.264 at level 5.2 for a laptop",
        target="h264-player",
        make=copied(clip(MP4), "-bsf:v", "h264_metadata=level=5.2", *FAST_START, extension="mp4"),
    ),
    _profile(
        name="H.264 at level 5.1 for Linux Show Player",
        target="linux-show-player",
        make=copied(clip(replace(MKV, audio=PCM16)), "-bsf:v", "h264_metadata=level=5.1", extension="mkv"),
    ),
    _pixel_format(
        name="H.264 4:4:4 for a laptop",
        target="h264-player",
        make=clip(replace(FAST_MP4, video=(*_X264, "-pix_fmt", "yuv444p"))),
    ),
    _pixel_format(
        name="H.264 4:2:2 for Linux Show Player",
        target="linux-show-player",
        make=clip(replace(MKV, audio=PCM16, video=(*_X264, "-pix_fmt", "yuv422p"))),
    ),
    _pixel_format(
        name="HEVC 4:2:2 for signage",
        target="brightsign",
        make=clip(replace(HEVC_MP4, video=(*HEVC, "-tag:v", "hvc1", "-pix_fmt", "yuv422p"))),
    ),
    _container(name="mkv for a laptop", target="h264-player", make=clip(MKV)),
    _container(name="mkv for QLab", target="qlab", make=clip(replace(MOV, extension="mkv"))),
    _container(
        name="avi for signage",
        target="brightsign",
        make=clip(replace(MP4, extension="avi", video=(*H264, "-bf", "0"), audio=None)),
    ),
    _tag(
        name="hev1 in mp4",
        target="h264-player",
        make=clip(replace(FAST_MP4, video=(*HEVC, "-tag:v", "hev1"))),
    ),
    _tag(name="hev1 in mov", make=clip(replace(MOV, video=(*HEVC, "-tag:v", "hev1")))),
    _tag(
        name="avc3 in mp4",
        target="h264-player",
        make=clip(replace(FAST_MP4, video=(*H264, "-tag:v", "avc3"))),
    ),
    _size(
        name="2560 × 1440 for a laptop",
        target="h264-player",
        make=clip(replace(FAST_MP4, size="2560x1440", seconds=0.4, video=(*H264, "-level", "4.2"))),
    ),
    _size(
        name="4096 × 2160 for signage",
        target="brightsign",
        make=clip(replace(HEVC_MP4, size="4096x2160", seconds=0.2)),
    ),
    _size(
        name="1080 × 1920 for a laptop",
        target="h264-player",
        make=clip(replace(FAST_MP4, size="1080x1920", seconds=0.4)),
    ),
    _multiple(
        name="Hap of 318 × 178",
        target="resolume",
        make=edited(clip(replace(HAP_MOV, audio=None)), _resized("Hap1", 318, 178)),
    ),
    _multiple(
        name="DXV with sides no multiple of 16",
        target="resolume",
        make=clip(replace(HAP_MOV, video=("-c:v", "dxv"), size="320x180")),
    ),
    _multiple(
        name="VP9 of 321 × 181",
        make=clip(replace(filtered(MKV, picture="scale=321:181,setsar=1"), video=VP9)),
    ),
    _aspect(name="4:3 pixels in H.264 mp4", make=clip(filtered(MP4, picture="setsar=4/3"))),
    _aspect(
        name="64:45 pixels in MPEG-2 ts",
        make=clip(replace(filtered(TS, picture="setsar=64/45"), video=MPEG2)),
    ),
    _aspect(name="1.5 pixels in ProRes mov", make=clip(filtered(MOV, picture="setsar=3/2"))),
    _rotation(
        name="a quarter in H.264 mp4",
        make=copied(clip(MP4), before=("-display_rotation", "90"), extension="mp4"),
    ),
    _rotation(
        name="three quarters in HEVC mov",
        make=copied(clip(HEVC_MP4), before=("-display_rotation", "270"), extension="mov"),
    ),
    _rotation(
        name="a half in ProRes mov",
        make=edited(clip(MOV), patched(*TRACK, "tkhd", at=_TKHD_MATRIX, value=_HALF_TURN)),
    ),
    _clap(
        name="clap in ProRes mov",
        make=edited(clip(MOV), appended(*SAMPLES, "stsd", "apco", kind="clap", payload=_CROP_TO_300_BY_160)),
    ),
    _clap(
        name="clap in H.264 mp4",
        make=edited(clip(MP4), appended(*SAMPLES, "stsd", "avc1", kind="clap", payload=_CROP_TO_300_BY_160)),
    ),
    _clap(
        name="PixelCrop in mkv",
        make=copied(
            edited(clip(MP4), appended(*SAMPLES, "stsd", "avc1", kind="clap", payload=_CROP_TO_300_BY_160)),
            extension="mkv",
        ),
    ),
    _edits(
        name="half a second of H.264 hidden", make=copied(clip(MP4), before=("-ss", "0.5"), extension="mp4")
    ),
    _edits(
        name="half a second of HEVC hidden",
        make=copied(clip(HEVC_MP4), before=("-ss", "0.5"), extension="mov"),
    ),
    _edits(name="five frames of ProRes hidden", make=edited(clip(_SILENT_MOV), _first_fifth_hidden)),
    _peak(
        name="noise for a laptop",
        target="h264-player",
        make=clip(
            replace(
                filtered(FAST_MP4, picture="noise=alls=100:allf=t"),
                size="640x360",
                rate="50",
                seconds=1.5,
                video=(*H264, "-qp", "4", "-level", "4.2"),
            )
        ),
    ),
    _peak(
        name="a burst for signage",
        target="brightsign",
        make=clip(
            replace(
                filtered(FAST_MP4, picture="noise=alls=100:allf=t:enable='gt(t,1)'"),
                size="640x360",
                rate="50",
                video=(*H264, "-qp", "4"),
            )
        ),
    ),
    _peak(
        name="noise in MPEG-2 for Watchout",
        target="watchout",
        make=clip(
            replace(
                filtered(MP4, picture="noise=alls=100:allf=t"),
                extension="mpg",
                size="640x352",
                rate="50",
                video=(
                    "-c:v",
                    "mpeg2video",
                    "-qscale:v",
                    "1",
                    "-g",
                    "15",
                    "-bf",
                    "2",
                    "-flags",
                    "+cgop",
                    "-sc_threshold",
                    "1000000000",
                ),
                audio=None,
            )
        ),
    ),
    _index(name="mp4 for a laptop", target="h264-player", make=clip(MP4)),
    _index(name="mp4 for the web", target="web", make=clip(MP4)),
    _index(name="mov for a laptop", target="h264-player", make=clip(replace(MP4, extension="mov"))),
)
