"""Files that are not media, end too soon, do not decode, or lack a stream."""

import random
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.corpus.boxes import Edit
from tests.corpus.making import (
    FAST_MP4,
    FFV1,
    HEVC_MP4,
    MKV,
    MOV,
    MP4,
    MPEG2,
    TS,
    VP9,
    WAV,
    clip,
    copied,
    edited,
    remade,
    written,
)
from tests.corpus.specimen import Maker, Planted

_AT_A_CUT = ("unreadable", "decode_error", "timestamps", "av_length", "colour_untagged")
_AT_DAMAGE = ("timestamps", "frozen", "truncated")
_SUBTITLE = "1\n00:00:00,000 --> 00:00:01,500\nGood evening\n"

_unreadable = partial(Planted, code="unreadable")
_truncated = partial(Planted, code="truncated", implies=_AT_A_CUT)
_decode_error = partial(Planted, code="decode_error", implies=_AT_DAMAGE)
_no_video = partial(Planted, code="no_video", source=clip(MP4))
_no_audio = partial(Planted, code="no_audio", source=clip(MP4))
_extra_stream = partial(Planted, code="extra_stream")


def _cut(share: float, *, unit: int = 1, beyond: int = 0) -> Edit:
    """The first part, of whole units and some bytes beyond."""
    return lambda content: content[: int(len(content) * share) // unit * unit + beyond]


def _spoilt(share: float, *, length: int = 300) -> Edit:
    """So many bytes of noise, always the same, at that place."""

    def edit(content: bytes) -> bytes:
        at = int(len(content) * share)
        return content[:at] + random.Random(7).randbytes(length) + content[at + length :]

    return edit


def _noise(kind: str, every: int) -> tuple[str, ...]:
    """Spoils every so many packets, the first spared, so that it opens."""
    return (f"-bsf:{kind}", f"noise=amount='if(eq(mod(n,{every}),{every - 1}),20,0)'")


def _with_subtitle(extension: str, codec: str) -> Maker:
    def make(folder: Path) -> Path:
        subtitle = folder / "words.srt"
        subtitle.write_text(_SUBTITLE, encoding="utf-8")
        words = ("-i", str(subtitle), "-map", "0", "-map", "1", "-c", "copy", "-c:s", codec)
        return remade(clip(MKV), *words, extension=extension)(folder)

    return make


def _with_attachment(folder: Path) -> Path:
    note = folder / "note.txt"
    note.write_text("for the desk", encoding="utf-8")
    words = ("-attach", str(note), "-metadata:s:t", "mimetype=text/plain")
    return copied(clip(MKV), *words, extension="mkv")(folder)


PLANTED = (
    _unreadable(name="an empty mp4", make=written(b"", "clip.mp4")),
    _unreadable(name="text that poses as a mov", make=written(b"once upon a time\n" * 90, "clip.mov")),
    _unreadable(name="noise in an mkv", make=written(random.Random(3).randbytes(40_000), "clip.mkv")),
    _truncated(name="half a matroska", make=edited(clip(MKV), _cut(0.5))),
    _truncated(name="mp4, index in front, 60 %", make=edited(clip(FAST_MP4), _cut(0.6))),
    _truncated(name="mp4 whose index never came", make=edited(clip(MP4), _cut(0.5))),
    _truncated(name="ts cut within a packet", make=edited(clip(TS), _cut(0.6, unit=188, beyond=77))),
    _truncated(
        name="the last tenth of a ProRes mov is gone",
        make=edited(copied(clip(MOV), "-movflags", "+faststart", extension="mov"), _cut(0.9)),
    ),
    _truncated(name="wav, 70 %", make=edited(clip(WAV), _cut(0.7))),
    _truncated(
        name="avi, 70 %",
        make=edited(clip(replace(MP4, extension="avi", video=("-c:v", "mjpeg"), audio=None)), _cut(0.7)),
    ),
    _truncated(
        name="webm, 70 %",
        make=edited(clip(replace(MP4, extension="webm", video=VP9, audio=("-c:a", "libopus"))), _cut(0.7)),
    ),
    _decode_error(
        name="every 9th H.264 packet spoilt", make=copied(clip(MP4), *_noise("v", 9), extension="mp4")
    ),
    _decode_error(name="one hole in a ProRes mov", make=edited(clip(MOV), _spoilt(0.5))),
    _decode_error(name="HEVC spoilt in one place", make=edited(clip(HEVC_MP4), _spoilt(0.4))),
    _decode_error(
        name="MPEG-2 in ts spoilt in one place",
        make=edited(clip(replace(TS, video=MPEG2)), _spoilt(0.5, length=1200)),
    ),
    _decode_error(
        name="AAC spoilt, picture sound", make=copied(clip(MKV), *_noise("a", 11), extension="mkv")
    ),
    _decode_error(
        name="FFV1 with slice checksums spoilt",
        make=edited(
            clip(replace(MKV, video=(*FFV1, "-slicecrc", "1"), audio=("-c:a", "flac"))), _spoilt(0.5)
        ),
    ),
    _no_video(name="mp4 with the sound alone", make=remade(clip(MP4), "-vn", "-c", "copy", extension="mp4")),
    _no_video(name="mov with the sound alone", make=remade(clip(MOV), "-vn", "-c", "copy", extension="mov")),
    _no_video(name="mkv with the sound alone", make=remade(clip(MKV), "-vn", "-c", "copy", extension="mkv")),
    _no_audio(name="mp4 without its sound", make=remade(clip(MP4), "-an", "-c", "copy", extension="mp4")),
    _no_audio(name="mov without its sound", make=remade(clip(MOV), "-an", "-c", "copy", extension="mov")),
    _no_audio(name="mkv without its sound", make=remade(clip(MKV), "-an", "-c", "copy", extension="mkv")),
    _extra_stream(name="a subtitle in mov", make=_with_subtitle("mov", "mov_text")),
    _extra_stream(name="a subtitle in mkv", make=_with_subtitle("mkv", "srt")),
    _extra_stream(name="an attachment in mkv", make=_with_attachment),
)
