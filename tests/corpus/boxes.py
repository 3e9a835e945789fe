"""Change one field of an MP4 or MOV file in its bytes, as no muxer at hand would write it.

Only files whose index lies behind the media may grow, since then no sample moves (ISO/IEC 14496-12
section 4.2; the sample entries are QuickTime's).
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Edit = Callable[[bytes], bytes]

TRACK = ("moov", "trak")
SAMPLES = (*TRACK, "mdia", "minf", "stbl")
# What stands between a box's header and the first box in it.
_BEFORE_CHILDREN = {"moov": 0, "trak": 0, "mdia": 0, "minf": 0, "stbl": 0, "edts": 0, "dinf": 0, "stsd": 8}
_PICTURE_ENTRY = 78  # VisualSampleEntry


@dataclass(frozen=True, slots=True)
class Box:
    start: int
    size: int

    @property
    def end(self) -> int:
        return self.start + self.size


def patched(*path: str, at: int, value: bytes) -> Edit:
    """`at` counts from the end of the box's own header."""

    def edit(content: bytes) -> bytes:
        place = _chain(content, path)[-1].start + 8 + at
        return content[:place] + value + content[place + len(value) :]

    return edit


def appended(*path: str, kind: str, payload: bytes) -> Edit:
    """A box more at the end of the last box of the path."""

    def edit(content: bytes) -> bytes:
        chain, new = _chain(content, path), struct.pack(">I4s", 8 + len(payload), kind.encode()) + payload
        grown = bytearray(content)
        for box in chain:
            grown[box.start : box.start + 4] = struct.pack(">I", box.size + len(new))
        grown[chain[-1].end : chain[-1].end] = new
        return bytes(grown)

    return edit


def _chain(content: bytes, path: tuple[str, ...]) -> list[Box]:
    """The first box of each name in turn; raises AssertionError where there is none."""
    chain: list[Box] = []
    start, end = 0, len(content)
    for name in path:
        box = next((box for kind, box in _boxes(content, start, end) if kind == name), None)
        assert box is not None, f"no {name} in {'/'.join(path)}"
        chain.append(box)
        start, end = box.start + 8 + _BEFORE_CHILDREN.get(name, _PICTURE_ENTRY), box.end
    return chain


def _boxes(content: bytes, start: int, end: int) -> Iterator[tuple[str, Box]]:
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", content, start)
        yield kind.decode("latin-1"), Box(start, size)
        start += max(size, 8)
