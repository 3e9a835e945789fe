"""The process that opens untrusted media, so that a crash or a bomb in a demuxer can't harm the server.

One JSON document per line on stdin asks, one on stdout answers, in turn; the end of stdin ends it. The file
is opened here and handed to libav as an object that reads: so any name of bytes works, what was checked to
be a regular file is what is read, and no protocol of libav's is ever involved. The list of formats keeps out
those that name other files or addresses (playlists, ffconcat, image sequences).
"""

import json
import logging
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import av
import av.logging
from av.container import InputContainer
from pydantic import TypeAdapter

from bulletproof.domain.errors import Unreadable
from bulletproof.domain.media import MediaFacts, PacketFacts
from bulletproof.domain.text import shown
from bulletproof.media.argv import FORMATS
from bulletproof.media.header import media_facts
from bulletproof.media.packet_walk import packet_facts

MAX_MEMORY_BYTES = 4 << 30
READ_BYTES = 1 << 16
OPTIONS = {"protocol_whitelist": "file", "format_whitelist": FORMATS}

_MEDIA = TypeAdapter(MediaFacts)
_PACKETS = TypeAdapter(PacketFacts)
_NO_INDEX = "moov atom not found"


class _Source:
    """What libav reads from: without a name, which it would want as UTF-8."""

    def __init__(self, file: BinaryIO) -> None:
        self.read = file.read
        self.seek = file.seek
        self.tell = file.tell

    def seekable(self) -> bool:
        return True


def probe(path: Path) -> bytes:
    with _opened(path) as (container, file, size_bytes):
        facts = media_facts(container, file, size_bytes)
        if not facts.video and not facts.audio:
            raise Unreadable(f"{shown(path.name)} holds neither picture nor sound.")
        return _MEDIA.dump_json(facts)


def packets(path: Path) -> bytes:
    with _opened(path) as (container, file, size_bytes):
        return _PACKETS.dump_json(packet_facts(container, file, size_bytes))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[InputContainer, BinaryIO, int]]:
    """A regular file of at least one byte that libav knows; Unreadable tells what else it is."""
    name = shown(path.name)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a FIFO would block
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise Unreadable(f"{name} can't be opened: {error.strerror}.") from error
    with open(descriptor, "rb", buffering=0) as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{name} is no regular file (a pipe, a device or a folder).")
        if status.st_size == 0:
            raise Unreadable(f"{name} is empty.")
        with _container(file, name) as container:
            yield container, file, status.st_size


@contextmanager
def _container(file: BinaryIO, name: str) -> Iterator[InputContainer]:
    try:
        container = av.open(
            _Source(file), mode="r", options=OPTIONS, buffer_size=READ_BYTES, metadata_errors="replace"
        )
    except (av.error.FFmpegError, ValueError) as error:
        raise Unreadable(_why_unreadable(name, str(error))) from error
    with container:
        yield container


def _why_unreadable(name: str, error: str) -> str:
    if _NO_INDEX in error:
        return f"{name} has no index (moov): the copy or the recording broke off before its end."
    return f"{name} can't be opened as media: its format is not one that we know, or its start is damaged."


def _answer(line: str) -> str:
    request = json.loads(line)
    path = Path(os.fsdecode(bytes.fromhex(request["path"])))
    try:
        facts = probe(path) if request["ask"] == "probe" else packets(path)
    except Unreadable as error:
        return json.dumps({"unreadable": str(error)})
    except MemoryError:
        return json.dumps({"unreadable": f"{shown(path.name)} needs more memory than a sound file would."})
    return '{"facts":' + facts.decode() + "}"


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


def main() -> None:
    _limit_memory()
    logging.getLogger("libav").addHandler(logging.NullHandler())  # else each warning goes to stderr
    av.logging.set_level(av.logging.WARNING)
    av.logging.set_skip_repeated(False)  # else the second cut file in a row would say nothing
    for line in sys.stdin:
        sys.stdout.write(_answer(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
