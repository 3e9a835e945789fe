"""Demux a whole file once, decoding nothing, and note what its packets say. Runs only in the child process.

What tells a cut file differs: a demuxer's complaint, a length that the container promises, a transport
packet that stops in its middle, a last frame that is shorter than it says.
"""

import time
from fractions import Fraction
from typing import BinaryIO

from av.container import InputContainer
from av.error import FFmpegError
from av.logging import Capture
from av.stream import Disposition, Stream

from bulletproof.domain.arrival import Container
from bulletproof.domain.media import PacketFacts
from bulletproof.domain.text import shown
from bulletproof.media.completeness import promise
from bulletproof.media.last_packet import is_cut
from bulletproof.media.promise import Promise
from bulletproof.media.stream_walk import MICROSECONDS, StreamWalk, stream_walk

ENDED_EARLY = ("ended prematurely", "partial file", "truncat")
_TS_PACKETS = ((188, 0), (192, 4), (204, 0))  # plain, with a time code in front (M2TS), with error correction
_TS_SYNC = 0x47


def packet_facts(container: InputContainer, file: BinaryIO, size_bytes: int) -> PacketFacts:
    started_s = time.perf_counter()
    zero_s = Fraction(container.start_time or 0, MICROSECONDS)
    walks = {stream.index: stream_walk(stream) for stream in container.streams if _is_played(stream)}
    error = None
    with Capture() as complaints:
        try:
            for packet in container.demux():
                walk = walks.get(packet.stream_index)
                if walk is not None and (packet.size or packet.pts is not None):
                    walk.take(packet)
        except FFmpegError as problem:
            error = shown(problem.strerror or str(problem))[:300]
    said = " ".join(message for _, _, message in complaints).lower()
    told = promise(file, size_bytes)
    return PacketFacts(
        streams=tuple(walk.summed_up(zero_s) for walk in walks.values()),
        ended_prematurely=any(words in said for words in ENDED_EARLY)
        or _is_incomplete(told, container.format.name)
        or any(_ends_cut(walk, container.format.name, size_bytes) for walk in walks.values()),
        demux_error=error,
        partial_transport_packet="mpegts" in container.format.name and _has_partial_packet(file, size_bytes),
        bytes_missing=_bytes_missing(container, told.missing_bytes or 0, size_bytes),
        seconds=round(time.perf_counter() - started_s, 6),
    )


def _is_incomplete(told: Promise, container: str) -> bool:
    """What cameras append to a MOV is no box, and takes nothing away: there only the bytes missing count."""
    return told.state is Container.INCOMPLETE and ("mov" not in container or told.missing_bytes is not None)


def _is_played(stream: Stream) -> bool:
    return stream.type in ("video", "audio") and not stream.disposition & Disposition.attached_pic


def _ends_cut(walk: StreamWalk, container: str, size_bytes: int) -> bool:
    """A demuxer marks what it could not read or assemble whole; of a raw stream the frame itself is asked."""
    last = walk.last
    if last is None or walk.ends_corrupt:
        return last is not None
    left_bytes = 0 if last.pos is None else size_bytes - last.pos - last.size
    return is_cut(container, bytes(last), left_bytes=left_bytes)


def _bytes_missing(container: InputContainer, promised: int, size_bytes: int) -> int | None:
    """From the outermost lengths, and in MP4 and MOV from the index of every sample as well."""
    if "mov" in container.format.name:
        for stream in container.streams:
            last = max((entry.pos + entry.size for entry in stream.index_entries), default=0)
            promised = max(promised, last - size_bytes)
    return promised if promised > 0 else None


def _has_partial_packet(file: BinaryIO, size_bytes: int) -> bool:
    file.seek(0)
    head = file.read(204 * 5)
    for length, sync_at in _TS_PACKETS:
        if all(byte == _TS_SYNC for byte in head[sync_at::length]):
            return size_bytes % length != 0
    return False
