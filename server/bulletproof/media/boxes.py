"""Walk the boxes of MP4 and MOV by ourselves, for what libav applies and then no longer tells.

ISO 14496-12 section 4.2 and Apple's QuickTime File Format: each box is a length, a name and what is in it,
often more boxes. Lengths come from strangers, so none is believed beyond its parent's end, and a walk ends
after so many boxes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAX_BOXES = 100_000  # a fragmented MP4 of a day has that many; a crafted file could have more
MAX_BODY_BYTES = 1 << 26  # the longest table that is read: one entry for each frame of two days


@dataclass(frozen=True, slots=True)
class Box:
    kind: bytes
    at: int
    body_at: int
    end: int
    """As the box says; may lie beyond the file."""


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """Those that follow each other from `start`; the last one may promise more than there is."""
    at = start
    for _ in range(MAX_BOXES):
        if at + 8 > end:
            return
        file.seek(at)
        header = file.read(16)
        if len(header) < 8:
            return
        size, body_at = int.from_bytes(header[:4], "big"), at + 8
        if size == 1:
            size, body_at = int.from_bytes(header[8:16], "big"), at + 16
        elif size == 0:
            size = end - at
        if size < body_at - at:
            return
        yield Box(header[4:8], at, body_at, at + size)
        at += size


def children(file: BinaryIO, parent: Box, *, skip: int = 0) -> Iterator[Box]:
    """The boxes inside; `skip` is the length of the fields in front of them."""
    for box in boxes(file, parent.body_at + skip, parent.end):
        if box.end <= parent.end:
            yield box


def child(file: BinaryIO, parent: Box | None, *path: bytes) -> Box | None:
    """The first box of that path below the parent."""
    for kind in path:
        if parent is None:
            return None
        parent = next((box for box in children(file, parent) if box.kind == kind), None)
    return parent


def body(file: BinaryIO, box: Box | None, *, at_most: int = MAX_BODY_BYTES) -> bytes:
    if box is None:
        return b""
    file.seek(box.body_at)
    return file.read(max(0, min(box.end - box.body_at, at_most)))


def top(file: BinaryIO, size_bytes: int, kind: bytes) -> Box | None:
    """An outermost box that is all there."""
    found = (box for box in boxes(file, 0, size_bytes) if box.kind == kind)
    return next((box for box in found if box.end <= size_bytes), None)
