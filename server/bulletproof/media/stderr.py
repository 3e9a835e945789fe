"""What ffmpeg says on stderr: how its lines are read, which are complaints, and what a failure comes down to.

Each line carries its level (`-loglevel level`) after the tags of whoever speaks. Only that place counts: a
file's title is printed too, and may read `[error] No space left on device`.
"""

import codecs
import re
import signal
from asyncio import StreamReader
from collections import deque
from collections.abc import AsyncIterator, Iterable

from bulletproof.domain.errors import (
    BulletproofError,
    DiskFull,
    EncodeFailed,
    FolderNotWritable,
    FolderOffline,
)
from bulletproof.domain.text import shown

RING_BYTES = 65_536
LINE_CHARACTERS = 4_000

_SPEAKERS = r"^(?:\[(?!(?:info|warning|verbose|debug|trace)\])[^\]]*\] )*?"
_COMPLAINT = re.compile(_SPEAKERS + r"\[(?:error|fatal|panic)\] ")
_TAGS = re.compile(r"^(?:\[[^\]]*\] ?)+")
# What these say is no fault of the source: muxers, encoders, filters, output files.
_OF_OUTPUT = re.compile(
    r"^\[(?:out#|vost#|aost#|enc:|[va]f#|"
    r"(?:libx26[45]|libsvtav1|prores_ks|pcm_s24le|mov|mp4|matroska|wav|null) @)"
)
# Said of a file that ends too soon, which is the packets' finding and no fault of a decoder.
_ENDED_EARLY = re.compile(r"ended prematurely|partial file|Error during demuxing")
_CAUGHT = re.compile(r"received signal (\d+)")

_SIGNALS = {
    "SIGSEGV": "crashed",
    "SIGBUS": "crashed",
    "SIGABRT": "crashed",
    "SIGILL": "needs a newer processor than this one",
    "SIGKILL": "was killed, most likely because memory ran out: close other programs",
    "SIGXFSZ": "wrote more than one file may hold here",
}


async def lines(pipe: StreamReader) -> AsyncIterator[str]:
    """To the pipe's end. By blocks: a crafted file can make ffmpeg write a line of any length, cut here."""
    decoder, rest = codecs.getincrementaldecoder("utf-8")(errors="replace"), ""
    while block := await pipe.read(RING_BYTES):
        *whole, rest = (rest + decoder.decode(block)).split("\n")
        for line in whole:
            yield line[:LINE_CHARACTERS]
        rest = rest[:LINE_CHARACTERS]
    if rest:
        yield rest


class Tail:
    """The last 64 KB of it."""

    def __init__(self) -> None:
        self._lines: deque[str] = deque()
        self._bytes = 0

    def add(self, line: str) -> None:
        self._lines.append(line)
        self._bytes += len(line) + 1
        while self._bytes > RING_BYTES:
            self._bytes -= len(self._lines.popleft()) + 1

    @property
    def text(self) -> str:
        return "\n".join(shown(line) for line in self._lines)

    @property
    def complaints(self) -> list[str]:
        return [line for line in self._lines if _COMPLAINT.match(line)]

    def failure(self, code: int) -> BulletproofError:
        """Why ffmpeg ended with that code; what the world may mend by itself is Blocked."""
        complaints = self.complaints
        return _of_the_world("\n".join(complaints)) or EncodeFailed(
            f"{_by_signal(code, self._lines) or _gave_up(complaints)} The source is untouched."
        )


def decode_complaint(line: str) -> str | None:
    """What a demuxer or decoder complained of, in its own words; None for any other line."""
    if not _COMPLAINT.match(line) or _OF_OUTPUT.match(line) or _ENDED_EARLY.search(line):
        return None
    return _words(line)


def crash(code: int) -> str | None:
    """A decoder that a signal ended, in plain words; None for any other end."""
    name = _signal_name(-code) if code < 0 else None
    return f"The decoder {_SIGNALS.get(name, 'was ended from outside')} ({name})" if name else None


def _of_the_world(complaints: str) -> BulletproofError | None:
    if "No space left on device" in complaints or "Disk quota exceeded" in complaints:
        return DiskFull("The disk filled up during the encode. It goes on by itself once there is room.")
    if re.search(r"^\[out#.*(Permission denied|Read-only file system)", complaints, re.MULTILINE):
        return FolderNotWritable("The output folder can't be written. The job goes on by itself when it can.")
    if re.search(r"^\[out#.*No such file or directory", complaints, re.MULTILINE):
        return FolderOffline("The output folder is gone. The job goes on by itself when it is back.")
    if "File too large" in complaints:
        return EncodeFailed(
            "The output drive can't hold a file that large (FAT32 ends at 4 GB)."
            " Choose a folder on a drive with exFAT, NTFS, APFS or ext4, then press Retry."
        )
    return None


def _by_signal(code: int, told: Iterable[str]) -> str | None:
    """ffmpeg catches some signals, says so and exits; others end it."""
    caught = next((match[1] for line in told if (match := _CAUGHT.search(line))), None)
    if code >= 0 and caught is None:
        return None
    name = _signal_name(int(caught) if caught else -code)
    return f"ffmpeg {_SIGNALS.get(name, 'was ended from outside')} ({name}). Press Retry."


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _gave_up(complaints: list[str]) -> str:
    """The first complaint is the cause; what follows are its consequences."""
    return f"ffmpeg gave up: {_words(complaints[0]).rstrip('.') if complaints else 'it did not say why'}."


def _words(line: str) -> str:
    return shown(_TAGS.sub("", line).strip())[:300]
