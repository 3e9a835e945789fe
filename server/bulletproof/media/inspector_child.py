"""The process that opens untrusted media, so that a crash or a bomb in a demuxer can't harm the server.

One JSON document per line on stdin asks, one on stdout answers, in turn; the end of stdin ends it. The file
is opened here and handed to libav as an object that reads: so any name of bytes works, what was checked to
be a regular file is what is read, and no protocol of libav's is ever involved. The list of formats keeps out
those that name other files or addresses (playlists, ffconcat, image sequences). It writes no file, and what
it may use of memory and computing is bounded.
"""

import codecs
import json
import logging
import os
import stat
import sys
import time
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
from bulletproof.media.header import MAX_STREAMS, media_facts
from bulletproof.media.limits import Limits, limit
from bulletproof.media.packet_walk import packet_facts

MAX_MEMORY_BYTES = 4 << 30
MAX_PIXELS = 1 << 28  # 16384 squared, the largest surface that any target takes
MAX_CPU_S = 60
SLOWEST_WALK_BPS = 20_000_000
READ_BYTES = 1 << 16
OPTIONS = {"protocol_whitelist": "file", "format_whitelist": FORMATS}

_MEDIA = TypeAdapter(MediaFacts)
_PACKETS = TypeAdapter(PacketFacts)
_PLAYLISTS = (b"#extm3u", b"ffconcat", b"[playlist]", b"<asx", b"<smil", b"<mpd", b"rtsptext", b"v=0")
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
        if facts.picture is not None and not facts.picture.width:
            raise Unreadable(
                f"The picture of {shown(path.name)} can't be read: its description is damaged, or it is"
                " larger than 16384 × 16384. Export it again in the size in which it is shown."
            )
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
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise Unreadable(f"{name} is no regular file (a pipe, a device or a folder).")
    with open(descriptor, "rb", buffering=0) as file:
        if status.st_size == 0:
            raise Unreadable(f"{name} is empty.")
        _allow_computing(status.st_size)
        with _container(file, name) as container:
            _refuse_excess(container, name)
            yield container, file, status.st_size


@contextmanager
def _container(file: BinaryIO, name: str) -> Iterator[InputContainer]:
    try:
        container = av.open(
            _Source(file), mode="r", options=OPTIONS, buffer_size=READ_BYTES, metadata_errors="replace"
        )
    except (av.error.FFmpegError, ValueError) as error:
        file.seek(0)
        raise Unreadable(_why_unreadable(name, str(error), file.read(64))) from error
    with container:
        yield container


def _refuse_excess(container: InputContainer, name: str) -> None:
    """What no show needs, and what takes more memory or time than a checker may have."""
    if len(container.streams) > MAX_STREAMS:
        raise Unreadable(
            f"{name} holds {len(container.streams)} streams; more than {MAX_STREAMS} are not looked into."
            " Export it again with only the picture and sound that are played."
        )
    for stream in container.streams.video:
        if stream.codec_context is not None and stream.width * stream.height > MAX_PIXELS:
            raise Unreadable(
                f"{name} is {stream.width} × {stream.height}; more than 16384 × 16384 is not looked into."
                " Export it again in the size in which it is shown."
            )


def _why_unreadable(name: str, error: str, head: bytes) -> str:
    if _NO_INDEX in error:
        return f"{name} has no index (moov): the copy or the recording broke off before its end."
    if head.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_PLAYLISTS):
        return f"{name} is a list of other files and holds no media itself. Use those files."
    return f"{name} can't be opened as media: its format is not one that we know, or its start is damaged."


def _answer(line: str) -> str:
    request = json.loads(line)
    path = Path(os.fsdecode(bytes.fromhex(request["path"])))
    try:
        facts = probe(path) if request["ask"] == "probe" else packets(path)
    except Unreadable as error:
        return json.dumps({"unreadable": str(error)})
    except OSError as error:
        return json.dumps({"unreadable": f"{shown(path.name)} can't be read: {error.strerror or error}."})
    except MemoryError:
        return json.dumps({"unreadable": f"{shown(path.name)} needs more memory than a sound file would."})
    return '{"facts":' + facts.decode() + "}"


def _allow_computing(size_bytes: int) -> None:
    """So many seconds for this question; who goes on is ended, even if our parent sleeps."""
    if sys.platform == "linux":
        import resource

        allowed_s = MAX_CPU_S + size_bytes / SLOWEST_WALK_BPS
        ceiling = resource.getrlimit(resource.RLIMIT_CPU)[1]
        most_s = int(time.process_time() + allowed_s) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most_s if ceiling < 0 else min(most_s, ceiling), ceiling))


def main() -> None:
    limit(os.getpid(), Limits(memory_bytes=MAX_MEMORY_BYTES, file_bytes=0))
    logging.getLogger("libav").addHandler(logging.NullHandler())  # else each warning goes to stderr
    av.logging.set_level(av.logging.WARNING)
    av.logging.set_skip_repeated(False)  # else the second cut file in a row would say nothing
    for line in sys.stdin:
        sys.stdout.write(_answer(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
