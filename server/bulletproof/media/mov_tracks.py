"""What the boxes of each track say that libav applies silently: colour, crop, rotation, edits, other files.

libav lets the coded picture's colour replace the container's, turns edits into shifted timestamps and drops
external references, which is right for playing and useless for judging. ISO 14496-12 and 14496-15.
"""

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import BinaryIO

from bulletproof.domain.media import Colour
from bulletproof.media.boxes import Box, body, boxes, child, children, top
from bulletproof.media.colour import colour

MAX_TRACKS = 200
_LONGEST_REORDERING = 64  # frames in which the first one to be shown is found; codecs reorder 16 at most
_VISUAL_FIELDS = 78  # of a VisualSampleEntry before its boxes (14496-12 section 12.1.3)


@dataclass(frozen=True, slots=True)
class MovTrack:
    id: int
    kind: bytes
    colour: Colour | None = None
    clean_aperture: tuple[int, int] | None = None
    rotation_deg: int = 0
    hidden_s: float = 0.0
    needs_other_files: bool = False


def index_in_front(file: BinaryIO, size_bytes: int) -> bool | None:
    """Whether `moov` comes before the first `mdat` that holds anything."""
    for box in boxes(file, 0, size_bytes):
        if box.kind == b"moov":
            return True
        if box.kind == b"mdat" and box.end > box.body_at:
            return False
    return None


def mov_tracks(file: BinaryIO, size_bytes: int) -> tuple[MovTrack, ...]:
    movie = top(file, size_bytes, b"moov")
    if movie is None:
        return ()
    timescale = _timescale(body(file, child(file, movie, b"mvhd"), at_most=120))
    found = (box for box in children(file, movie) if box.kind == b"trak")
    return tuple(_track(file, track, timescale) for track in islice(found, MAX_TRACKS))


def is_reference_movie(file: BinaryIO, size_bytes: int) -> bool:
    """QuickTime's `rmra`: nothing but the addresses of other movies."""
    return child(file, top(file, size_bytes, b"moov"), b"rmra") is not None


def _track(file: BinaryIO, track: Box, movie_timescale: int) -> MovTrack:
    header = body(file, child(file, track, b"tkhd"), at_most=120)
    media = child(file, track, b"mdia")
    kind = body(file, child(file, media, b"hdlr"), at_most=12)[8:12]
    samples = child(file, media, b"minf", b"stbl")
    look = _Look(file, track, media, samples)
    is_picture = kind == b"vide"
    entry = look.sample_entry() if is_picture else None
    return MovTrack(
        id=_track_id(header),
        kind=kind,
        colour=look.colour(entry),
        clean_aperture=look.clean_aperture(entry),
        rotation_deg=_rotation_deg(header) if is_picture else 0,
        hidden_s=look.hidden_s(movie_timescale) if is_picture else 0.0,
        needs_other_files=kind in (b"vide", b"soun") and look.has_outside_reference(),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    file: BinaryIO
    track: Box
    media: Box | None
    samples: Box | None

    def sample_entry(self) -> Box | None:
        described = child(self.file, self.samples, b"stsd")
        return next(children(self.file, described, skip=8), None) if described else None

    def colour(self, entry: Box | None) -> Colour | None:
        told = body(self.file, self._extension(entry, b"colr"), at_most=16)
        if told[:4] not in (b"nclx", b"nclc") or len(told) < 10:
            return None  # an ICC profile says it in another way
        primaries, transfer, matrix = struct.unpack(">3H", told[4:10])
        full = (2 if told[10] & 0x80 else 1) if told[:4] == b"nclx" and len(told) > 10 else 0
        return colour(primaries, transfer, matrix, full)

    def clean_aperture(self, entry: Box | None) -> tuple[int, int] | None:
        told = body(self.file, self._extension(entry, b"clap"), at_most=32)
        if entry is None or len(told) < 16:
            return None
        wide, wide_by, high, high_by = struct.unpack(">4I", told[:16])
        if not wide_by or not high_by:
            return None
        left = wide // wide_by, high // high_by
        whole = struct.unpack(">2H", body(self.file, entry, at_most=28)[24:28])
        return left if left != whole and all(left) else None

    def _extension(self, entry: Box | None, kind: bytes) -> Box | None:
        if entry is None:
            return None
        return next((b for b in children(self.file, entry, skip=_VISUAL_FIELDS) if b.kind == kind), None)

    def has_outside_reference(self) -> bool:
        """An entry of `dref` that names a place and lacks the flag "in this file" (14496-12, 8.7.2)."""
        references = child(self.file, self.media, b"minf", b"dinf", b"dref")
        entries = children(self.file, references, skip=8) if references else ()
        told = (body(self.file, entry, at_most=8) for entry in islice(entries, 100))
        return any(len(flags) > 5 and not flags[3] & 1 for flags in told)

    def hidden_s(self, movie_timescale: int) -> float:
        """How much picture no edit shows. B-frames move the first picture to be shown away from zero."""
        header = body(self.file, child(self.file, self.media, b"mdhd"), at_most=40)
        timescale, length = _timescale(header), self._length()
        shown = list(self._shown(timescale, movie_timescale))
        if not timescale or not movie_timescale or not length or not shown:
            return 0.0
        first = self._first_shown()
        visible = sum(_overlap((start, end), (first, first + length)) for start, end in _merged(shown))
        # An edit's length is rounded to the movie's own, coarser ticks.
        rounding = len(shown) * (Fraction(timescale, movie_timescale) + 1)
        hidden = length - visible
        return round(float(Fraction(hidden) / timescale), 6) if hidden > rounding else 0.0

    def _shown(self, timescale: int, movie_timescale: int) -> Iterator[tuple[Fraction, Fraction]]:
        told = body(self.file, child(self.file, self.track, b"edts", b"elst"))
        is_long = told[:1] == b"\1"
        layout = struct.Struct(">QqI" if is_long else ">IiI")
        for at in range(8, len(told) - layout.size + 1, layout.size):
            lasts, starts, _ = layout.unpack_from(told, at)
            if starts >= 0 and movie_timescale:  # -1: an empty edit, which is a delay
                length = Fraction(lasts * timescale, movie_timescale)
                # 0 in a fragmented file: to its end
                yield Fraction(starts), starts + (length or Fraction(1 << 62))

    def _length(self) -> int:
        return sum(count * step for count, step in self._runs(b"stts"))

    def _first_shown(self) -> int:
        """Composition times, 14496-12 section 8.6.1.3; some writers mean them signed in version 0 too."""
        offsets = _unrolled((n, _signed(value)) for n, value in self._runs(b"ctts"))
        steps = _unrolled(self._runs(b"stts"))
        at, earliest = 0, None
        for offset, step in islice(zip(offsets, steps, strict=False), _LONGEST_REORDERING):
            earliest = at + offset if earliest is None else min(earliest, at + offset)
            at += step
        return earliest or 0

    def _runs(self, kind: bytes) -> Iterator[tuple[int, int]]:
        told = body(self.file, child(self.file, self.samples, kind))[8:]
        return struct.iter_unpack(">2I", told[: len(told) // 8 * 8])


def _timescale(header: bytes) -> int:
    """Of `mvhd` and `mdhd`, whose times are twice as long in version 1."""
    at = 20 if header[:1] == b"\1" else 12
    return int.from_bytes(header[at : at + 4], "big")


def _track_id(header: bytes) -> int:
    at = 20 if header[:1] == b"\1" else 12
    return int.from_bytes(header[at : at + 4], "big")


def _rotation_deg(header: bytes) -> int:
    """Counter-clockwise, as ffmpeg counts; the matrix turns clockwise. A mirror counts as upside down."""
    at = 52 if header[:1] == b"\1" else 40
    if len(header) < at + 36:
        return 0
    a, b, _, c, d, *_ = struct.unpack(">9i", header[at : at + 36])
    angle = round(-math.degrees(math.atan2(b, a))) if a or b else 0
    is_mirrored = a * d - b * c < 0
    return 180 if angle == -180 or (is_mirrored and angle == 0) else angle


def _merged(spans: list[tuple[Fraction, Fraction]]) -> Iterator[tuple[Fraction, Fraction]]:
    """A loop shows the same picture several times; it counts once."""
    until = Fraction(-1)
    for start, end in sorted(spans):
        if end > until:
            yield max(start, until), end
            until = end


def _overlap(one: tuple[Fraction, Fraction], other: tuple[int, int]) -> Fraction:
    return max(Fraction(0), min(one[1], Fraction(other[1])) - max(one[0], Fraction(other[0])))


def _unrolled(runs: Iterator[tuple[int, int]]) -> Iterator[int]:
    for count, value in runs:
        for _ in range(min(count, _LONGEST_REORDERING)):
            yield value


def _signed(value: int) -> int:
    return value - (1 << 32) if value >= 1 << 31 else value
