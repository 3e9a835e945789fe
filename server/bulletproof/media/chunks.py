"""The ends that chunked files promise: RIFF and its kin, AIFF, CAF, Wave64 and ASF.

Each names a length in front. What a writer fills in last is 0 or all ones until then, and promises nothing.
"""

from typing import BinaryIO

from bulletproof.media.promise import COMPLETE, INCOMPLETE, UNKNOWN, Promise, until

MAX_CHUNKS = 1000
WAVE64 = bytes.fromhex("726966662e91cf11a5d628db04c10000")
ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
_ASF_FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_OWN_HEAD_BYTES = 8  # which a length does not count, though some writers do
_PLACEHOLDERS = {0, 0xFFFFFFFF}  # written first, corrected when the writer closes the file
_PLACEHOLDERS_64 = {0, (1 << 63) - 1, (1 << 64) - 1}


def riff(file: BinaryIO, head: bytes, size_bytes: int) -> Promise:
    """RIFF and its 64-bit kin (EBU Tech 3306); an AVI over 1 GB goes on in more of them (OpenDML)."""
    if head[:4] == b"RF64" and head[12:16] == b"ds64" and len(head) >= 28:
        return until(8 + int.from_bytes(head[20:28], "little"), size_bytes)
    at = 0
    for _ in range(MAX_CHUNKS):
        file.seek(at)
        chunk = file.read(12)
        promised = int.from_bytes(chunk[4:8], "little")
        if promised in _PLACEHOLDERS:
            return UNKNOWN
        end = at + 8 + promised
        at = end + promised % 2
        file.seek(at)
        if end > size_bytes or file.read(12)[8:] != b"AVIX":
            return COMPLETE if end == size_bytes + _OWN_HEAD_BYTES else until(end, size_bytes)
    return UNKNOWN


def aiff(head: bytes, size_bytes: int) -> Promise:
    promised = int.from_bytes(head[4:8], "big")
    return UNKNOWN if promised in _PLACEHOLDERS else until(8 + promised, size_bytes)


def caf(file: BinaryIO, size_bytes: int) -> Promise:
    """Apple Core Audio Format: chunks with 64-bit lengths, -1 for sound whose end is not known yet."""
    at, has_sound = 8, False
    for _ in range(MAX_CHUNKS):
        if at == size_bytes:
            return COMPLETE if has_sound else INCOMPLETE
        file.seek(at)
        chunk = file.read(12)
        length = int.from_bytes(chunk[4:12], "big", signed=True)
        if len(chunk) == 12 and length < 0:
            return UNKNOWN
        has_sound = has_sound or chunk[:4] == b"data"
        at += 12 + length
        if at > size_bytes:
            return until(at, size_bytes)
    return UNKNOWN


def wave64(head: bytes, size_bytes: int) -> Promise:
    promised = int.from_bytes(head[16:24], "little")
    return UNKNOWN if promised in _PLACEHOLDERS_64 else until(promised, size_bytes)


def asf(head: bytes, size_bytes: int) -> Promise:
    """File Properties Object: the whole file's size, unless it is marked as a broadcast."""
    at = head.find(_ASF_FILE_PROPERTIES)
    fields = head[at + 24 : at + 92]
    if at < 0 or len(fields) < 68 or fields[64] & 1:
        return UNKNOWN
    promised = int.from_bytes(fields[16:24], "little")
    return UNKNOWN if promised in _PLACEHOLDERS_64 else until(promised, size_bytes)
