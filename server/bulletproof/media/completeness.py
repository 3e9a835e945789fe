"""Tell from a container's own header whether the file is all there, without demuxing a packet.

Most containers promise their length: every box of an MP4, the segment of a Matroska file and the outermost
chunk of a WAV say how many bytes follow. A promise beyond the end of the file means that the rest has yet to
come. A transport stream promises nothing, and a file that ffmpeg is still writing carries placeholders.

It is asked at every look at a growing file, so it reads a few headers, of some kinds the last ones as well,
and never the media; a promise that is kept is no proof that the bytes between are right. Verification is.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from bulletproof.domain.arrival import Container
from bulletproof.media.boxes import MAX_BOXES, Box, child
from bulletproof.media.chunks import ASF, WAVE64, aiff, asf, caf, riff, wave64
from bulletproof.media.ebml import HEADER, SEGMENT, element, end_of_last_element
from bulletproof.media.promise import COMPLETE, INCOMPLETE, UNKNOWN, Promise, until
from bulletproof.media.tails import SMPTE_KEY, flv, mp3, mxf, ogg

HEAD_BYTES = 4096
_FIRST_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"styp"}


def completeness(path: Path) -> Container:
    """What the container promises against what is there; a file that can't be read is UNKNOWN."""
    try:
        # A FIFO would block in open(2) without O_NONBLOCK; on a regular file the flag means nothing.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            return promise(file, status.st_size).state if stat.S_ISREG(status.st_mode) else Container.UNKNOWN
    except OSError:
        return Container.UNKNOWN


def promise(file: BinaryIO, size_bytes: int) -> Promise:
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head:
        return UNKNOWN
    if not any(head):  # space set aside by a copy tool that fills it in later
        return INCOMPLETE
    if head[4:8] in _FIRST_BOXES:
        return _boxes(file, size_bytes)
    if head[:4] == HEADER.to_bytes(4, "big"):
        return _matroska(file, head, size_bytes)
    return _of_others(file, head, size_bytes)


def _of_others(file: BinaryIO, head: bytes, size_bytes: int) -> Promise:
    match head[:4]:
        case b"RIFF" | b"RF64":
            return riff(file, head, size_bytes)
        case b"FORM":
            return aiff(head, size_bytes)
        case b"caff":
            return caf(file, size_bytes)
        case b"OggS":
            return ogg(file, size_bytes)
        case b"FLV\1":
            return flv(file, head, size_bytes)
        case start if start == SMPTE_KEY:
            return mxf(file, head, size_bytes)
        case start if start[:3] == b"ID3" or (
            start[0] == 0xFF and len(start) > 1 and start[1] & 0xE6 == 0xE2
        ):
            return mp3(file, head, size_bytes)
    if head[:16] == WAVE64:
        return wave64(head, size_bytes)
    return asf(head, size_bytes) if head[:16] == ASF else UNKNOWN


def _boxes(file: BinaryIO, size_bytes: int) -> Promise:
    """ISO 14496-12 section 4.2: size and type; the 64-bit size where it is 1, to the file's end where 0."""
    at, kind = 0, b""
    kinds: dict[bytes, Box] = {}
    for _ in range(MAX_BOXES):
        if at == size_bytes:
            return _at_last_box(file, kinds, kind)
        file.seek(at)
        header = file.read(16)
        if len(header) < 8 or not any(header[4:8]):
            return INCOMPLETE
        size, kind = int.from_bytes(header[:4], "big"), header[4:8]
        if size == 0:
            return UNKNOWN if b"moov" in kinds else INCOMPLETE
        if size == 1:
            size = int.from_bytes(header[8:16], "big")
        if size < 8:
            return INCOMPLETE
        if at + size > size_bytes:
            return until(at + size, size_bytes)
        kinds[kind] = Box(kind, at, at + 8, at + size)
        at += size
    return UNKNOWN


def _at_last_box(file: BinaryIO, kinds: dict[bytes, Box], last: bytes) -> Promise:
    """Every fragment that a recorder writes ends with a whole box; only their index is surely the last."""
    index = kinds.get(b"moov")
    if index is None:
        return INCOMPLETE
    is_in_fragments = b"moof" in kinds or child(file, index, b"mvex") is not None
    is_last = last == b"mfra" if is_in_fragments else b"mdat" in kinds
    return COMPLETE if is_last else UNKNOWN


def _matroska(file: BinaryIO, head: bytes, size_bytes: int) -> Promise:
    header = element(head, 0)
    segment = element(head, header.body_at + (header.length or 0)) if header else None
    if segment is None or segment.id != SEGMENT:
        return UNKNOWN if len(head) == HEAD_BYTES else INCOMPLETE
    if segment.length is None:  # live, or still being written
        end = end_of_last_element(file, segment, size_bytes)
        return UNKNOWN if end is None or end == size_bytes else until(end, size_bytes)
    return until(segment.body_at + segment.length, size_bytes)
