"""The ends that MXF, FLV, Ogg and MP3 promise, of which most can only be told from the file's tail.

An MXF names the place of its footer, an FLV chains every tag to the one before, the last page of an Ogg
stream says that it is the last (RFC 3533), and an MP3's first frame counts the bytes of all.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from bulletproof.media.promise import COMPLETE, INCOMPLETE, UNKNOWN, Promise, until

SMPTE_KEY = bytes.fromhex("060e2b34")
_HEADER_PARTITION = bytes.fromhex("060e2b34020501010d01020101")  # SMPTE 377-1, then 02, then its state
_RANDOM_INDEX = bytes.fromhex("060e2b34020501010d01020101110100")
_MAX_PACKS = 10_000
_OGG_TAIL_BYTES = 1 << 17  # two pages of the greatest size
_LAST_PAGE, _PAGE_FIELDS = 4, 27


def mxf(file: BinaryIO, head: bytes, size_bytes: int) -> Promise:
    """From the footer on it is walked pack by pack; without a footer only a random index is proof."""
    if head[:13] != _HEADER_PARTITION or head[13] != 2:
        return UNKNOWN
    at, _ = _after_length(head, 16)
    footer_at = int.from_bytes(head[at + 24 : at + 32], "big")
    if footer_at == 0:
        return COMPLETE if _ends_with_random_index(file, size_bytes) else UNKNOWN
    if footer_at >= size_bytes:
        return until(footer_at + 1, size_bytes)
    at = footer_at
    for _ in range(_MAX_PACKS):
        if at == size_bytes:
            return COMPLETE
        file.seek(at)
        pack = file.read(25)
        if len(pack) < 17 or pack[:4] != SMPTE_KEY:
            return INCOMPLETE
        body_at, length = _after_length(pack, 16)
        at += body_at + length
        if at > size_bytes:
            return until(at, size_bytes)
    return UNKNOWN


def _after_length(pack: bytes, at: int) -> tuple[int, int]:
    """A BER length: its own width in the first byte's low bits, where the high bit is set."""
    if at >= len(pack):
        return at, 0
    width = pack[at] & 0x7F if pack[at] & 0x80 else 0
    length = int.from_bytes(pack[at + 1 : at + 1 + width], "big") if width else pack[at]
    return at + 1 + width, length


def _ends_with_random_index(file: BinaryIO, size_bytes: int) -> bool:
    file.seek(max(0, size_bytes - 4))
    length = int.from_bytes(file.read(4), "big")
    if not 17 < length < size_bytes:
        return False
    file.seek(size_bytes - length)
    return file.read(len(_RANDOM_INDEX)) == _RANDOM_INDEX


def flv(file: BinaryIO, head: bytes, size_bytes: int) -> Promise:
    """`filesize` of onMetaData; in any case the last four bytes are the length of the tag before them."""
    at = head.find(b"\0\x08filesize\0")
    told = head[at + 11 : at + 19]
    promised = struct.unpack(">d", told)[0] if at >= 0 and len(told) == 8 else 0.0
    if size_bytes < promised < 1 << 62:
        return until(int(promised), size_bytes)
    if not _ends_with_a_tag(file, size_bytes):
        return INCOMPLETE
    return COMPLETE if promised == size_bytes else UNKNOWN


def _ends_with_a_tag(file: BinaryIO, size_bytes: int) -> bool:
    file.seek(max(0, size_bytes - 4))
    length = int.from_bytes(file.read(4), "big")
    if length < 11 or length + 13 > size_bytes:
        return False
    file.seek(size_bytes - 4 - length)
    tag = file.read(4)
    return tag[0] & 0x1F in (8, 9, 18) and int.from_bytes(tag[1:], "big") == length - 11


def ogg(file: BinaryIO, size_bytes: int) -> Promise:
    """A stream must end in the tail, with a page that says so; GStreamer marks only one of several."""
    file.seek(max(0, size_bytes - _OGG_TAIL_BYTES))
    tail = file.read(_OGG_TAIL_BYTES)
    is_last: dict[bytes, bool] = {}
    end = 0
    for serial, flags, page_end in _ogg_pages(tail):
        is_last[serial], end = bool(flags & _LAST_PAGE), page_end
    if not end:
        return UNKNOWN
    if end > len(tail):
        return until(end, len(tail))
    return COMPLETE if end == len(tail) and any(is_last.values()) else INCOMPLETE


def _ogg_pages(tail: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Serial number, flags and end of each page; the last one may reach beyond the tail."""
    at = tail.find(b"OggS\0")
    while at >= 0 and tail[at : at + 5] == b"OggS\0" and at + _PAGE_FIELDS <= len(tail):
        lengths = tail[at + _PAGE_FIELDS : at + _PAGE_FIELDS + tail[at + 26]]
        end = at + _PAGE_FIELDS + tail[at + 26] + sum(lengths)
        yield tail[at + 14 : at + 18], tail[at + 5], end
        at = end


def mp3(file: BinaryIO, head: bytes, size_bytes: int) -> Promise:
    """The Xing frame counts the stream's bytes from itself on; many files have none."""
    at = id3_bytes(head)
    file.seek(at)
    frame = file.read(64)
    if len(frame) < 64 or frame[0] != 0xFF or frame[1] & 0xE0 != 0xE0:
        return UNKNOWN
    is_mono, is_mpeg1 = frame[3] >> 6 == 3, frame[1] >> 3 & 3 == 3
    fields = frame[4 + (17 if is_mono else 32) if is_mpeg1 else 4 + (9 if is_mono else 17) :]
    flags = int.from_bytes(fields[4:8], "big")
    if fields[:4] not in (b"Xing", b"Info") or not flags & 2:
        return UNKNOWN
    told = 12 if flags & 1 else 8
    promised = int.from_bytes(fields[told : told + 4], "big")
    if promised == size_bytes:  # by a writer that counted the tag in front as well
        return COMPLETE
    return until(at + promised, size_bytes) if promised else UNKNOWN


def id3_bytes(head: bytes) -> int:
    """How long a tag in front is (id3.org, section 3.1); 0 without one."""
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    a, b, c, d = (byte & 0x7F for byte in head[6:10])
    return 10 + (a << 21 | b << 14 | c << 7 | d) + (10 if head[5] & 0x10 else 0)
