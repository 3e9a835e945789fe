"""What was measured of source and output, line by line in the same words, so that what differs stands out.

A line of which neither says anything is left out; a value that one of them does not tell is a dash, and a
dash differs from nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePath

from bulletproof.domain.checks.case import picture_packets
from bulletproof.domain.media import AudioStream, Evidence, MediaFacts, VideoStream
from bulletproof.domain.text import position_text, size_text
from bulletproof.reports.render import UNKNOWN

MAY_DIFFER = frozenset(
    {"Size", "Bit rate", "Busiest second", "Key frames", "Loudness", "Loudness range", "True peak"}
)
"""An encode is there to change these, or they are measured anew."""


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    source: str
    output: str

    @property
    def differs(self) -> bool:
        return (
            self.name not in MAY_DIFFER
            and UNKNOWN not in (self.source, self.output)
            and self.source != self.output
        )


def facts(source: Evidence | None, output: Evidence | None, paths: tuple[PurePath, PurePath]) -> list[Fact]:
    """`paths`: of source and output, whose names say which kind of container it is."""
    theirs, ours = _described(source, paths[0]), _described(output, paths[1])
    found = [
        Fact(name, theirs.get(name) or UNKNOWN, ours.get(name) or UNKNOWN) for name in {**theirs, **ours}
    ]
    return [fact for fact in found if (fact.source, fact.output) != (UNKNOWN, UNKNOWN)]


def _described(evidence: Evidence | None, path: PurePath) -> dict[str, str | None]:
    media = evidence.media if evidence else None
    if evidence is None or media is None:
        return {}
    return {
        **_of_container(media, path),
        **(_of_picture(media.picture) if media.picture else {}),
        **_of_packets(evidence),
        **_of_sound(media.audio),
        **_as_heard(evidence),
    }


def _of_container(media: MediaFacts, path: PurePath) -> dict[str, str | None]:
    index = {True: "in front", False: "at the end", None: None}[media.index_in_front]
    return {
        "Container": path.suffix[1:].upper() or media.container,
        "Size": size_text(media.size_bytes),
        "Bit rate": _bit_rate(media.bit_rate_bps),
        "Length": None if media.duration_s is None else position_text(media.duration_s),
        "Index": index,
    }


def _of_picture(picture: VideoStream) -> dict[str, str | None]:
    rate = picture.frame_rate or picture.base_rate
    aspect = picture.sample_aspect
    return {
        "Picture": _joined(" ", picture.codec, picture.codec_profile, picture.codec_level),
        "Code": picture.codec_tag or None,
        "Frame": f"{picture.width} × {picture.height}",
        "Pixel shape": f"{aspect.numerator}:{aspect.denominator}" if aspect else None,
        "Turned": f"{picture.rotation_deg}°" if picture.rotation_deg else None,
        "Frame rate": _rate(rate),
        "Scan": picture.field_order,
        "Pixels": picture.pixel_format,
        "Transparency": "yes" if picture.has_alpha else "no",
        "Colour": _joined(" · ", picture.color_primaries, picture.color_transfer, picture.color_matrix),
        "Range": picture.color_range,
        "Timecode": picture.timecode,
    }


def _of_packets(evidence: Evidence) -> dict[str, str | None]:
    packets, content = picture_packets(evidence), evidence.content
    distance_s = packets.longest_key_distance_s if packets else None
    return {
        "Frames decoded": f"{content.frames}" if content else None,
        "Key frames": f"every {distance_s:.2f} s at most" if distance_s else None,
        "Busiest second": _bit_rate(8 * packets.busiest_second_bytes) if packets else None,
    }


def _of_sound(streams: tuple[AudioStream, ...]) -> dict[str, str | None]:
    if not streams:
        return {"Sound": "none"}
    first, *others = streams
    bits = f"{first.bits_per_sample} bit" if first.bits_per_sample else None
    more = f"and {len(others)} more" if others else None
    return {
        "Sound": _joined(" ", first.codec, first.codec_profile, bits, more),
        "Sample rate": f"{first.sample_rate_hz / 1000:g} kHz",
        "Channels": first.channel_layout or str(first.channels),
    }


def _as_heard(evidence: Evidence) -> dict[str, str | None]:
    heard = evidence.content.sound[:1] if evidence.content else ()
    return {
        name: text
        for one in heard
        for name, text in (
            ("Loudness", _level(one.loudness_lufs, "LUFS")),
            ("Loudness range", _level(one.loudness_range_lu, "LU")),
            ("True peak", _level(one.true_peak_dbtp, "dBTP")),
        )
    }


def _rate(rate: Fraction | None) -> str | None:
    if rate is None:
        return None
    exact = "" if rate.denominator == 1 else f" ({rate.numerator}/{rate.denominator})"
    return f"{float(rate):.6g} fps{exact}"


def _bit_rate(bps: float | None) -> str | None:
    if not bps:
        return None
    return f"{bps / 1e6:.1f} Mbit/s" if bps >= 1e6 else f"{bps / 1e3:.0f} kbit/s"


def _level(value: float | None, unit: str) -> str | None:
    return None if value is None else f"{value:.1f} {unit}".replace("-", "−")


def _joined(between: str, *parts: str | None) -> str | None:
    words: Iterable[str] = filter(None, parts)
    return between.join(words) or None
