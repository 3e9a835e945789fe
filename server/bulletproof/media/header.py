"""Turn what libavformat reads from a header into facts. Runs only in the inspector's child process.

libav tells "unknown" in many ways (0, 2, AV_NOPTS_VALUE, an empty tag, four zero bytes), all of which become
None here. What it applies and then forgets is read from the container's own fields and the first picture.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from typing import BinaryIO

from av import AudioCodecContext, VideoCodecContext
from av import AudioStream as AvAudioStream
from av import VideoStream as AvVideoStream
from av.container import InputContainer
from av.stream import Disposition, Stream

from bulletproof.domain.media import AudioStream, MediaFacts, OtherStream, VideoStream
from bulletproof.domain.text import shown
from bulletproof.media import mov_tracks
from bulletproof.media.bitstream import Glimpse, glimpse
from bulletproof.media.colour import MATRICES, PRIMARIES, RANGES, TRANSFERS
from bulletproof.media.ebml import MatroskaTrack, matroska_tracks

Says = mov_tracks.MovTrack | MatroskaTrack

MAX_STREAMS = 200
MAX_TEXT = 200
MICROSECONDS = 1_000_000

_FIELD_ORDERS = {1: "progressive", 2: "tt", 3: "bb", 4: "tb", 5: "bt"}
_TAG_DURATION = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)$")


def media_facts(container: InputContainer, file: BinaryIO, size_bytes: int) -> MediaFacts:
    zero_s = (container.start_time or 0) / MICROSECONDS
    streams = list(container.streams)[:MAX_STREAMS]
    timecode = _timecode(container, streams)
    video = [s for s in streams if isinstance(s, AvVideoStream) and s.codec_context is not None]
    audio = [s for s in streams if isinstance(s, AvAudioStream) and s.codec_context is not None]
    known = {stream.index for stream in (*video, *audio)}
    facts = MediaFacts(
        container=_text(container.format.name) or "unknown",
        size_bytes=size_bytes,
        duration_s=None if container.duration is None else container.duration / MICROSECONDS,
        start_s=None if container.start_time is None else zero_s,
        bit_rate_bps=container.bit_rate or None,
        video=tuple(_video(stream, zero_s, timecode) for stream in video),
        audio=tuple(_audio(stream, zero_s) for stream in audio),
        other=tuple(_other(stream) for stream in streams if stream.index not in known),
    )
    with _kept_place(file):
        facts = _with_container_fields(facts, {stream.index: stream.id for stream in video}, file)
    return _with_first_picture(facts, glimpse(container))


@contextmanager
def _kept_place(file: BinaryIO) -> Iterator[None]:
    """libav reads on from where it was and does not look where that is."""
    place = file.tell()
    yield
    file.seek(place)


def _with_container_fields(facts: MediaFacts, ids: dict[int, int], file: BinaryIO) -> MediaFacts:
    """What libav applies without telling; in MP4 and MOV a stream's number is its track's."""
    if "matroska" in facts.container:
        said: dict[int, Says] = dict(enumerate(matroska_tracks(file)))
        return replace(facts, video=tuple(_as_said(stream, said.get(stream.index)) for stream in facts.video))
    if "mov" not in facts.container:
        return facts
    tracks = {track.id: track for track in mov_tracks.mov_tracks(file, facts.size_bytes)}
    picture = tracks.get(ids[facts.picture.index]) if facts.picture else None
    return replace(
        facts,
        video=tuple(_as_said(stream, tracks.get(ids[stream.index])) for stream in facts.video),
        index_in_front=mov_tracks.index_in_front(file, facts.size_bytes),
        hidden_by_edits_s=picture.hidden_s if picture else 0.0,
        needs_other_files=any(track.needs_other_files for track in tracks.values()),
    )


def _as_said(stream: VideoStream, says: Says | None) -> VideoStream:
    if says is None:
        return stream
    return replace(
        stream,
        container_colour=says.colour,
        clean_aperture=says.clean_aperture,
        rotation_deg=says.rotation_deg,
    )


def _with_first_picture(facts: MediaFacts, seen: Glimpse) -> MediaFacts:
    picture = facts.picture
    if picture is None:
        return facts
    told = replace(
        picture,
        bitstream_colour=seen.colour,
        rotation_deg=picture.rotation_deg or seen.rotation_deg,
        codec_profile=picture.codec_profile or seen.dxv_texture,
        has_alpha=picture.has_alpha if seen.has_alpha is None else seen.has_alpha,
    )
    return replace(facts, video=tuple(told if stream is picture else stream for stream in facts.video))


def _video(stream: AvVideoStream, zero_s: float, timecode: str | None) -> VideoStream:
    context = stream.codec_context
    is_picture = bool(stream.disposition & Disposition.attached_pic)
    pixel_format = context.format
    return VideoStream(
        index=stream.index,
        codec=context.codec.canonical_name,
        codec_tag=_tag(context),
        codec_profile=_text(context.profile),
        codec_level=_level(context.codec.canonical_name, context.level),
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
        color_primaries=PRIMARIES.get(context.color_primaries),
        color_transfer=TRANSFERS.get(context.color_trc),
        color_matrix=MATRICES.get(context.colorspace),
        color_range=RANGES.get(context.color_range),
        field_order=_FIELD_ORDERS.get(context.field_order),
        has_alpha=_has_alpha(stream),
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
        codec_profile=_text(context.profile),
    )


def _has_alpha(stream: AvVideoStream) -> bool:
    """In WebM alpha is a second picture beside the first, which libav tells by a tag alone."""
    pixel_format = stream.codec_context.format
    in_picture = pixel_format is not None and any(part.is_alpha for part in pixel_format.components)
    return in_picture or _tag_text(stream.metadata, "alpha_mode") == "1"


def _level(codec: str, number: int) -> str | None:
    """libav gives each standard's own code for it, and -99 where there is none."""
    if number <= 0 and codec != "av1":
        return None
    if codec == "h264":  # 9 is 1b, which lies below 1.1 (H.264 annex A.3)
        return f"{max(number, 11 if number == 9 else 0) / 10:g}"
    if codec == "hevc":
        return f"{number / 30:g}"
    if codec == "av1" and 0 <= number < 24:  # seq_level_idx (AV1 annex A.3)
        return f"{2 + number // 4}.{number % 4}"
    return None


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
    return next((_text(told) for found in places if (told := _tag_text(found, "timecode"))), None)


def _tag_text(tags: dict[str, str], name: str) -> str | None:
    """Matroska writes its tags' names in capitals."""
    return tags.get(name) or tags.get(name.upper())


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
