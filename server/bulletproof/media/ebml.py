"""Walk the elements of Matroska and WebM by ourselves, for what libav merges and then no longer tells.

RFC 8794 (EBML) and RFC 9559 (Matroska): identifier and length are integers of variable width. As with boxes,
no length is believed beyond its parent's end. Of the clusters only the lengths are read.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from bulletproof.domain.media import Colour
from bulletproof.media.colour import colour

HEADER, SEGMENT, CLUSTER, TRACKS = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1654AE6B
MAX_ELEMENTS = 1000
MAX_WALKED = 100_000
MAX_TRACKS_BYTES = 1 << 24
_ENTRY, _NUMBER, _VIDEO, _COLOUR, _PROJECTION = 0xAE, 0xD7, 0xE0, 0x55B0, 0x7670
_WIDTH, _HEIGHT, _ROLL = 0xB0, 0xBA, 0x7675
_MATRIX, _RANGE, _TRANSFER, _PRIMARIES = 0x55B1, 0x55B9, 0x55BA, 0x55BB
_CROPS = (0x54CC, 0x54DD, 0x54BB, 0x54AA)  # left, right, top, bottom
_NOT_TOLD = 2


@dataclass(frozen=True, slots=True)
class Element:
    id: int
    body_at: int
    length: int | None
    """None: not told yet, as in a live stream or while it is written."""


@dataclass(frozen=True, slots=True)
class MatroskaTrack:
    colour: Colour | None = None
    clean_aperture: tuple[int, int] | None = None
    rotation_deg: int = 0


def element(head: bytes, at: int) -> Element | None:
    identifier = _variable_integer(head, at)
    length = _variable_integer(head, identifier[1]) if identifier else None
    if identifier is None or length is None:
        return None
    width = length[1] - identifier[1]
    value = length[0] & ((1 << 7 * width) - 1)
    return Element(identifier[0], length[1], None if value == (1 << 7 * width) - 1 else value)


def _variable_integer(head: bytes, at: int) -> tuple[int, int] | None:
    """RFC 8794 section 4, marker bit kept, and where the next field starts."""
    if at >= len(head) or head[at] == 0:
        return None
    end = at + 9 - head[at].bit_length()
    return (int.from_bytes(head[at:end], "big"), end) if end <= len(head) else None


def matroska_tracks(file: BinaryIO) -> tuple[MatroskaTrack, ...]:
    """In the order of the file, which is that of libav's streams."""
    entries = [body for id, body in _elements(_tracks_body(file)) if id == _ENTRY]
    return tuple(_track(dict(_elements(entry))) for entry in entries)


def end_of_last_element(file: BinaryIO, segment: Element, size_bytes: int) -> int | None:
    """Of a segment whose length is not told: its elements are walked, and those of clusters like it."""
    at = segment.body_at
    for _ in range(MAX_WALKED):
        if at >= size_bytes:
            return at
        file.seek(at)
        found = element(file.read(16), 0)
        if found is None:
            return None if size_bytes - at > 16 else size_bytes + 1  # not even its head is all there
        at += found.body_at + (found.length or 0)
    return None


def _tracks_body(file: BinaryIO) -> bytes:
    file.seek(0)
    head = file.read(64)
    first = element(head, 0)
    segment = element(head, first.body_at + (first.length or 0)) if first else None
    if segment is None or segment.id != SEGMENT:
        return b""
    at = segment.body_at
    for _ in range(MAX_ELEMENTS):
        file.seek(at)
        found = element(file.read(16), 0)
        if found is None or found.length is None or found.id == CLUSTER:
            return b""
        if found.id == TRACKS:
            file.seek(at + found.body_at)
            return file.read(min(found.length, MAX_TRACKS_BYTES))
        at += found.body_at + found.length
    return b""


def _elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    def walked() -> Iterator[tuple[int, bytes]]:
        at = 0
        while (found := element(content, at)) and found.length is not None:
            at = found.body_at + found.length
            yield found.id, content[found.body_at : at]

    return islice(walked(), MAX_ELEMENTS)


def _track(entry: dict[int, bytes]) -> MatroskaTrack:
    video = dict(_elements(entry.get(_VIDEO, b"")))
    told = dict(_elements(video.get(_COLOUR, b"")))
    primaries, transfer, matrix = (_number(told, id, _NOT_TOLD) for id in (_PRIMARIES, _TRANSFER, _MATRIX))
    return MatroskaTrack(
        colour=colour(primaries, transfer, matrix, _number(told, _RANGE)),
        clean_aperture=_clean_aperture(video),
        rotation_deg=_rotation_deg(dict(_elements(video.get(_PROJECTION, b"")))),
    )


def _clean_aperture(video: dict[int, bytes]) -> tuple[int, int] | None:
    left, right, top, bottom = (_number(video, id) for id in _CROPS)
    if not left + right + top + bottom:
        return None
    size = _number(video, _WIDTH) - left - right, _number(video, _HEIGHT) - top - bottom
    return size if min(size) > 0 else None


def _rotation_deg(projection: dict[int, bytes]) -> int:
    """ProjectionPoseRoll, counter-clockwise (RFC 9559 section 5.1.4.1.28.46)."""
    roll = projection.get(_ROLL, b"")
    if len(roll) not in (4, 8):
        return 0
    (angle,) = struct.unpack(">f" if len(roll) == 4 else ">d", roll)
    turned = round(angle) % 360 if abs(angle) <= 360 else 0  # NaN is no angle either
    return turned - 360 if turned > 180 else turned


def _number(fields: dict[int, bytes], id: int, otherwise: int = 0) -> int:
    return int.from_bytes(fields[id][:8], "big") if id in fields else otherwise
