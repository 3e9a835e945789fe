"""Demux a whole file once, decoding nothing, and note what its packets say. Runs only in the child process.

Packets come in decoding order, so a frame's length is the step to the next frame in *presentation* order,
and the packets' own durations serve only for the last one. Ticks are kept as whole numbers until the end:
in Matroska's milliseconds 30 frames a second are 33, 33, 34, which is constant within one tick.
"""

import time
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import BinaryIO

from av.container import InputContainer
from av.error import FFmpegError
from av.logging import Capture
from av.packet import Packet
from av.stream import Disposition, Stream

from bulletproof.domain.media import PacketFacts, StreamPackets
from bulletproof.domain.text import shown
from bulletproof.media.completeness import promise

MICROSECONDS = 1_000_000
ENDED_EARLY = ("ended prematurely", "partial file", "truncat")
_TS_PACKETS = ((188, 0), (192, 4), (204, 0))  # plain, with a time code in front (M2TS), with error correction
_TS_SYNC = 0x47


def packet_facts(container: InputContainer, file: BinaryIO, size_bytes: int) -> PacketFacts:
    started_s = time.perf_counter()
    zero_s = Fraction(container.start_time or 0, MICROSECONDS)
    walks = {stream.index: _Walk(stream) for stream in container.streams if _is_played(stream)}
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
    return PacketFacts(
        streams=tuple(walk.summed_up(zero_s) for walk in walks.values()),
        ended_prematurely=any(words in said for words in ENDED_EARLY),
        demux_error=error,
        partial_transport_packet="mpegts" in container.format.name and _has_partial_packet(file, size_bytes),
        bytes_missing=_bytes_missing(container, file, size_bytes),
        seconds=round(time.perf_counter() - started_s, 6),
    )


def _is_played(stream: Stream) -> bool:
    return stream.type in ("video", "audio") and not stream.disposition & Disposition.attached_pic


@dataclass(slots=True)
class _Walk:
    stream: Stream
    starts: "array[int]" = field(default_factory=lambda: array("q"))
    keys: "array[int]" = field(default_factory=lambda: array("q"))
    packets: int = 0
    size_bytes: int = 0
    end: int | None = None
    first_is_key: bool = False
    missing: int = 0
    backward: int = 0
    first_bad: int | None = None
    corrupt: int = 0
    discarded: int = 0
    previous_dts: int | None = None
    gap: int = 0
    gap_at: int | None = None

    def take(self, packet: "Packet[Stream]") -> None:
        if packet.is_discard:
            self.discarded += 1
            return
        self.first_is_key = packet.is_keyframe if not self.packets else self.first_is_key
        self.packets += 1
        self.size_bytes += packet.size
        self.corrupt += packet.is_corrupt
        start = packet.dts if packet.pts is None else packet.pts
        if start is None:
            self.missing += 1
            self.first_bad = self.end if self.first_bad is None else self.first_bad
            return
        self._watch_order(packet, start)
        if self.stream.type == "audio" and self.end is not None and start - self.end > self.gap:
            self.gap, self.gap_at = start - self.end, self.end
        self.end = max(start + (packet.duration or 0), start if self.end is None else self.end)
        if self.stream.type == "video":
            self.starts.append(start)
            if packet.is_keyframe:
                self.keys.append(start)
        elif not self.starts:
            self.starts.append(start)

    def _watch_order(self, packet: "Packet[Stream]", start: int) -> None:
        if packet.dts is None:
            return
        if self.previous_dts is not None and packet.dts < self.previous_dts:
            self.backward += 1
            self.first_bad = start if self.first_bad is None else self.first_bad
        self.previous_dts = packet.dts

    def summed_up(self, zero_s: Fraction) -> StreamPackets:
        tick = self.stream.time_base or Fraction(1, MICROSECONDS)
        starts = sorted(self.starts)
        steps = [after - before for before, after in pairwise(starts)] if self.stream.type == "video" else []
        usual = Counter(steps).most_common(1)[0][0] if steps else 0
        rounding = _rounding(starts, tick)
        odd = sum(abs(step - usual) > rounding for step in steps)
        if steps and max(steps) > usual:
            self.gap = max(steps) - usual
            self.gap_at = starts[steps.index(max(steps))] + usual
        end = self.end if self.end is None or not starts else max(self.end, starts[-1] + usual)

        def seconds(ticks: int | None, zero_s: Fraction = zero_s) -> float | None:
            return None if ticks is None else round(float(ticks * tick - zero_s), 6)

        def length(ticks: int | None) -> float | None:
            return seconds(ticks, Fraction(0))

        return StreamPackets(
            index=self.stream.index,
            kind=self.stream.type,
            packets=self.packets,
            size_bytes=self.size_bytes,
            start_s=seconds(starts[0]) if starts else None,
            end_s=seconds(end),
            key_packets=len(self.keys),
            first_is_key=self.first_is_key,
            longest_key_distance_s=length(self._longest_key_distance(end)),
            missing_timestamps=self.missing,
            backward_timestamps=self.backward,
            first_bad_timestamp_s=seconds(self.first_bad),
            longest_gap_s=length(self.gap) or 0.0,
            longest_gap_at_s=seconds(self.gap_at),
            constant_rate=max(steps) - min(steps) <= rounding if len(steps) > 1 else None,
            shortest_frame_s=length(min(steps, default=None)),
            longest_frame_s=length(max(steps, default=None)),
            corrupt_packets=self.corrupt,
            odd_frames=odd,
            discarded_packets=self.discarded,
        )

    def _longest_key_distance(self, end: int | None) -> int | None:
        """From key frame to key frame, and from the last one to the end."""
        if not self.keys or end is None:
            return None
        return max(after - before for before, after in pairwise([*sorted(self.keys), end]))


def _bytes_missing(container: InputContainer, file: BinaryIO, size_bytes: int) -> int | None:
    """From the outermost lengths, and in MP4 and MOV from the index of every sample as well."""
    promised = promise(file, size_bytes).missing_bytes or 0
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


def _rounding(starts: Sequence[int], tick: Fraction) -> Fraction:
    """By how many ticks a constant rate may seem to vary: one, or what Matroska's milliseconds left of it.

    A copy into mp4 or ts keeps the rounded times in a finer time base, where they are whole milliseconds.
    """
    a_ms = Fraction(1, 1000) / tick
    is_of_milliseconds = a_ms > 1 and all((start / a_ms).denominator == 1 for start in starts)
    return a_ms if is_of_milliseconds else Fraction(1)
