"""What counts as a complaint, and what a failure comes down to: from lines that ffmpeg really wrote."""

import asyncio

import pytest

from bulletproof.domain.errors import (
    BulletproofError,
    DiskFull,
    EncodeFailed,
    FolderNotWritable,
    FolderOffline,
)
from bulletproof.media.stderr import LINE_CHARACTERS, RING_BYTES, Tail, decode_complaint, lines


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("[h264 @ 0x5] [error] corrupted macroblock 6 0", "corrupted macroblock 6 0"),
        ("[aist#0:1/aac @ 0x5] [dec:aac @ 0x6] [error] Error submitting packet", "Error submitting packet"),
        ("[libdav1d @ 0x5] [error] Error parsing OBU data", "Error parsing OBU data"),
        ("[error] Decoding failed", "Decoding failed"),
        ("[h264 @ 0x5] [warning] corrupt decoded frame", None),
        ("[h264 @ 0x5] [info] concealing 240 DC, 240 AC, 240 MV errors in I frame", None),
        ("[libx264 @ 0x5] [error] malloc of size 4 failed", None),
        ("[out#0/mp4 @ 0x5] [error] Error writing trailer", None),
        ("[in#0/matroska,webm @ 0x5] [error] File ended prematurely", None),
    ],
)
def test_a_complaint_is_what_a_demuxer_or_decoder_says_at_that_level(
    line: str, complaint: str | None
) -> None:
    assert decode_complaint(line) == complaint


def test_a_title_that_reads_like_a_complaint_is_none() -> None:
    assert decode_complaint("[info]     title           : [error] No space left on device") is None


def test_what_is_shown_of_a_complaint_can_not_repaint_a_terminal() -> None:
    assert decode_complaint("[h264 @ 0x5] [error] bad \x1b[2Jname") == "bad ␛[2Jname"


OUT = "[out#0/mp4 @ 0x5] [fatal] Error opening output file:/a: "


@pytest.mark.parametrize(
    ("code", "told", "error", "words"),
    [
        (228, "[vf#0:0 @ 0x5] [error] return code -28 (No space left on device)", DiskFull, "filled up"),
        (1, f"{OUT}Permission denied", FolderNotWritable, "can't be written"),
        (1, f"{OUT}No such file or directory", FolderOffline, "is gone"),
        (1, "[out#0/mp4 @ 0x5] [error] Error muxing a packet: File too large", EncodeFailed, "FAT32"),
        (1, "[in#0 @ 0x5] [error] Can't read: Permission denied", EncodeFailed, "gave up: Can't read"),
        (255, "[info] Exiting normally, received signal 15.", EncodeFailed, r"from outside \(SIGTERM\)"),
        (-9, "", EncodeFailed, r"memory ran out.*\(SIGKILL\)"),
        (-11, "", EncodeFailed, r"crashed \(SIGSEGV\)"),
        (-99, "", EncodeFailed, "signal 99"),
        (1, "", EncodeFailed, "did not say why"),
        (1, "[info]     title           : No space left on device", EncodeFailed, "did not say why"),
    ],
)
def test_a_failure_is_said_in_plain_words(
    code: int, told: str, error: type[BulletproofError], words: str
) -> None:
    tail = Tail()
    tail.add(told)
    failure = tail.failure(code)
    assert type(failure) is error
    with pytest.raises(error, match=words):
        raise failure


def test_of_a_flood_only_the_end_is_kept() -> None:
    tail = Tail()
    for number in range(100_000):
        tail.add(f"line {number}")
    assert len(tail.text) <= RING_BYTES
    assert tail.text.endswith("line 99999")


async def test_lines_are_cut_to_a_length_and_characters_never_torn_apart() -> None:
    pipe = asyncio.StreamReader()
    pipe.feed_data(b"x" * (RING_BYTES - 3) + "\naé\nlast".encode())  # the é lies across two blocks
    pipe.feed_eof()
    assert await _all(pipe) == ["x" * LINE_CHARACTERS, "aé", "last"]


async def _all(pipe: asyncio.StreamReader) -> list[str]:
    return [line async for line in lines(pipe)]
