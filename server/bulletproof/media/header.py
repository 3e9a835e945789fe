"""Turn what libavformat reads from a header into facts. Runs only in the inspector's child process.

libav tells "unknown" in many ways (0, 2, AV_NOPTS_VALUE, an empty tag, four zero bytes), all of which become
None here. The colour numbers are those of ITU-T H.273, the names those that ffmpeg prints.
"""

import re
from fractions import Fraction
from typing import TypeVar

from av import AudioCodecContext, VideoCodecContext
from av import AudioStream as AvAudioStream
from av import VideoStream as AvVideoStream
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Disposition, Stream

from bulletproof.domain.media import AudioStream, MediaFacts, OtherStream, VideoStream
from bulletproof.domain.text import shown

T = TypeVar("T")

MAX_STREAMS = 200
MAX_TEXT = 200
MICROSECONDS = 1_000_000

_PRIMARIES = {1: "bt709", 4: "bt470m", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 8: "film", 9: "bt2020"}
_PRIMARIES |= {10: "smpte428", 11: "smpte431", 12: "smpte432"}
_TRANSFERS = {1: "bt709", 4: "gamma22", 5: "gamma28", 6: "smpte170m", 7: "smpte240m", 8: "linear"}
_TRANSFERS |= {13: "iec61966-2-1", 14: "bt2020-10", 15: "bt2020-12", 16: "smpte2084", 18: "arib-std-b67"}
_MATRICES = {0: "gbr", 1: "bt709", 4: "fcc", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 8: "ycgco"}
_MATRICES |= {9: "bt2020nc", 10: "bt2020c"}
_RANGES = {1: "tv", 2: "pc"}
_FIELD_ORDERS = {1: "progressive", 2: "tt", 3: "bb", 4: "tb", 5: "bt"}
_TAG_DURATION = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)$")


def media_facts(container: InputContainer, size_bytes: int) -> MediaFacts:
    zero_s = (container.start_time or 0) / MICROSECONDS
    streams = list(container.streams)[:MAX_STREAMS]
    timecode = _timecode(container, streams)
    video = [s for s in streams if isinstance(s, AvVideoStream) and s.codec_context is not None]
    audio = [s for s in streams if isinstance(s, AvAudioStream) and s.codec_context is not None]
    known = {stream.index for stream in (*video, *audio)}
    return MediaFacts(
        container=_text(container.format.name) or "unknown",
        size_bytes=size_bytes,
        duration_s=None if container.duration is None else container.duration / MICROSECONDS,
        start_s=None if container.start_time is None else zero_s,
        bit_rate_bps=container.bit_rate or None,
        video=tuple(_video(stream, zero_s, timecode) for stream in video),
        audio=tuple(_audio(stream, zero_s) for stream in audio),
        other=tuple(_other(stream) for stream in streams if stream.index not in known),
    )


def _video(stream: AvVideoStream, zero_s: float, timecode: str | None) -> VideoStream:
    context = stream.codec_context
    is_picture = bool(stream.disposition & Disposition.attached_pic)
    pixel_format = context.format
    return VideoStream(
        index=stream.index,
        codec=context.codec.canonical_name,
        codec_tag=_tag(context),
        codec_profile=_text(context.profile),
        width=context.width,
        height=context.height,
        pixel_format=pixel_format.name if pixel_format else None,
        frame_rate=_rate(stream.average_rate),
        base_rate=_rate(stream.base_rate),
        time_base=stream.time_base or Fraction(1, MICROSECONDS),
        start_s=_start_s(stream, zero_s),
        duration_s=_duration_s(stream),
        frames_promised=stream.frames or None,
        sample_aspect=_rate(stream.sample_aspect_ratio),
        color_primaries=_PRIMARIES.get(context.color_primaries),
        color_transfer=_TRANSFERS.get(context.color_trc),
        color_matrix=_MATRICES.get(context.colorspace),
        color_range=_RANGES.get(context.color_range),
        field_order=_FIELD_ORDERS.get(context.field_order),
        has_alpha=bool(pixel_format and any(part.is_alpha for part in pixel_format.components)),
        timecode=timecode,
        is_attached_picture=is_picture,
    )


def _audio(stream: AvAudioStream, zero_s: float) -> AudioStream:
    context = stream.codec_context
    return AudioStream(
        index=stream.index,
        codec=context.codec.canonical_name,
        codec_tag=_tag(context),
        sample_rate_hz=context.sample_rate or 0,
        channels=context.channels,
        channel_layout=_text(context.layout.name),
        sample_format=context.format.name if context.format else None,
        bits_per_sample=_bits(context.name, context.format.bits if context.format else 0),
        time_base=stream.time_base or Fraction(1, MICROSECONDS),
        start_s=_start_s(stream, zero_s),
        duration_s=_duration_s(stream),
    )


def _bits(codec: str, sample_bits: int) -> int | None:
    """Only PCM says how deep it is; libav decodes 24 bits into 32."""
    told = re.match(r"pcm_[a-z](\d+)", codec)
    return int(told[1]) if told else sample_bits if codec in ("flac", "alac") else None


def _other(stream: Stream) -> OtherStream:
    context = stream.codec_context
    return OtherStream(stream.index, stream.type, context.codec.canonical_name if context else None)


def _start_s(stream: Stream, zero_s: float) -> float | None:
    if stream.start_time is None or stream.time_base is None:
        return None
    return round(float(stream.start_time * stream.time_base) - zero_s, 6)


def _duration_s(stream: Stream) -> float | None:
    """Matroska has no field for it, so muxers write a tag; with several languages it is `DURATION-eng`."""
    if stream.duration and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    tag = next((text for name, text in stream.metadata.items() if name.upper().startswith("DURATION")), "")
    told = _TAG_DURATION.match(tag)
    return int(told[1]) * 3600 + int(told[2]) * 60 + float(told[3]) if told else None


def _timecode(container: InputContainer, streams: list[Stream]) -> str | None:
    places = (container.metadata, *(stream.metadata for stream in streams))
    return next((_text(found["timecode"]) for found in places if "timecode" in found), None)


def _rate(rate: Fraction | None) -> Fraction | None:
    return rate if rate else None


def _tag(context: VideoCodecContext | AudioCodecContext) -> str:
    """The four-character code; sound in AVI or a transport stream has a number instead."""
    try:
        tag = context.codec_tag.strip("\0 ")
    except UnicodeDecodeError:
        return ""
    return tag if tag.isprintable() else ""


def _text(text: str | None) -> str | None:
    return shown(text[:MAX_TEXT]) if text else None


def rotation_deg(container: InputContainer) -> int:
    """Only a decoded frame tells the display matrix, so one is decoded; 0 where that fails."""
    picture = next((s for s in container.streams.video if not s.disposition & Disposition.attached_pic), None)
    if picture is None or "mov" not in container.format.name:
        return 0
    try:
        packet = next(container.demux(picture))
        frames = [*packet.decode(), *picture.decode(None)]
    except (FFmpegError, StopIteration, ValueError):
        return 0
    return next((frame.rotation for frame in frames if hasattr(frame, "rotation")), 0)
