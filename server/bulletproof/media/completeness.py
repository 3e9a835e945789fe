"""Tell from a container's own header whether the file is all there, without demuxing a packet.

Most containers promise their length: every box of an MP4, the segment of a Matroska file and the outermost
chunk of a WAV say how many bytes follow. A promise beyond the end of the file means that the rest has yet to
come. A transport stream promises nothing, and a file that ffmpeg is still writing carries placeholders.

It is asked at every look at a growing file, so it reads a few headers and never the media; a promise that is
kept is no proof that the bytes between are right. That is what verification is for.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO, NamedTuple

from bulletproof.domain.arrival import Container

HEAD_BYTES = 4096
MAX_BOXES = 100_000  # a fragmented MP4 of a day has that many; a crafted file could have more
_FIRST_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"styp"}
_EBML, _SEGMENT = 0x1A45DFA3, 0x18538067  # RFC 8794, RFC 9559
_RIFF_PLACEHOLDERS = {0, 0xFFFFFFFF}  # written first, corrected when the writer closes the file


def completeness(path: Path) -> Container:
    """What the header promises against what is there; a file that can't be read is UNKNOWN."""
    try:
        # A FIFO would block in open(2) without O_NONBLOCK; on a regular file the flag means nothing.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            return promise(file, status.st_size).state if stat.S_ISREG(status.st_mode) else Container.UNKNOWN
    except OSError:
        return Container.UNKNOWN


class Promise(NamedTuple):
    state: Container
    missing_bytes: int | None = None
    """What is promised beyond the file's end; None where nothing is, or where nobody can tell how much."""


UNKNOWN = Promise(Container.UNKNOWN)


def promise(file: BinaryIO, size_bytes: int) -> Promise:
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head:
        return UNKNOWN
    if not any(head):  # space set aside by a copy tool that fills it in later
        return Promise(Container.INCOMPLETE)
    if head[4:8] in _FIRST_BOXES:
        return _boxes(file, size_bytes)
    if head[:4] == _EBML.to_bytes(4, "big"):
        return _matroska(head, size_bytes)
    if head[:4] in (b"RIFF", b"RF64", b"FORM"):
        return _chunk(head, size_bytes)
    return UNKNOWN


def _until(end_bytes: int, size_bytes: int) -> Promise:
    if end_bytes <= size_bytes:
        return Promise(Container.COMPLETE)
    return Promise(Container.INCOMPLETE, end_bytes - size_bytes)


def _boxes(file: BinaryIO, size_bytes: int) -> Promise:
    """ISO 14496-12 section 4.2: size and type; the 64-bit size where it is 1, to the file's end where 0."""
    at, has_index = 0, False
    for _ in range(MAX_BOXES):
        if at == size_bytes:
            return Promise(Container.COMPLETE if has_index else Container.INCOMPLETE)
        file.seek(at)
        header = file.read(16)
        if len(header) < 8 or not any(header[4:8]):
            return Promise(Container.INCOMPLETE)
        size = int.from_bytes(header[:4], "big")
        if size == 0:
            return UNKNOWN if has_index else Promise(Container.INCOMPLETE)
        if size == 1:
            size = int.from_bytes(header[8:16], "big")
        if size < 8:
            return Promise(Container.INCOMPLETE)
        if at + size > size_bytes:
            return _until(at + size, size_bytes)
        has_index = has_index or header[4:8] == b"moov"
        at += size
    return UNKNOWN


def _matroska(head: bytes, size_bytes: int) -> Promise:
    header = _element(head, 0)
    segment = _element(head, header[1] + (header[2] or 0)) if header else None
    if segment is None or segment[0] != _SEGMENT:
        return UNKNOWN if len(head) == HEAD_BYTES else Promise(Container.INCOMPLETE)
    _, starts_at, promised = segment
    if promised is None:  # live, or still being written
        return UNKNOWN
    return _until(starts_at + promised, size_bytes)


def _element(head: bytes, at: int) -> tuple[int, int, int | None] | None:
    """Identifier, where the content starts, its length; None for the length where it is not told yet."""
    identifier = _variable_integer(head, at)
    length = _variable_integer(head, identifier[1]) if identifier else None
    if identifier is None or length is None:
        return None
    width = length[1] - identifier[1]
    value = length[0] & ((1 << 7 * width) - 1)
    return identifier[0], length[1], None if value == (1 << 7 * width) - 1 else value


def _variable_integer(head: bytes, at: int) -> tuple[int, int] | None:
    """RFC 8794 section 4, marker bit kept, and where the next field starts."""
    if at >= len(head) or head[at] == 0:
        return None
    end = at + 9 - head[at].bit_length()
    return (int.from_bytes(head[at:end], "big"), end) if end <= len(head) else None


def _chunk(head: bytes, size_bytes: int) -> Promise:
    """RIFF, its 64-bit kin (EBU Tech 3306) and AIFF: one outermost chunk, the length after its name."""
    if head[:4] == b"RF64" and head[12:16] == b"ds64" and len(head) >= 28:
        promised = int.from_bytes(head[20:28], "little")
    else:
        promised = int.from_bytes(head[4:8], "big" if head[:4] == b"FORM" else "little")
        if promised in _RIFF_PLACEHOLDERS:
            return UNKNOWN
    return _until(8 + promised, size_bytes)
