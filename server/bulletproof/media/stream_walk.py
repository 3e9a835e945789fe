"""What the packets of one stream say, noted while they pass and summed up at the end.

Packets come in decoding order, so a frame's length is the step to the next frame in *presentation* order,
and the packets' own durations serve only for the last one. Ticks are kept as whole numbers until the end:
in Matroska's milliseconds 30 frames a second are 33, 33, 34, which is constant within one tick.
"""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from av.packet import Packet
from av.stream import Stream

from bulletproof.domain.media import StreamPackets
from bulletproof.media.leading_pictures import LeadingPictures, leading_pictures

MICROSECONDS = 1_000_000
_PRIMING_PACKETS = 8


def _ticks() -> "array[int]":
    return array("q")


@dataclass(slots=True)
class StreamWalk:
    stream: Stream
    leading: LeadingPictures | None
    starts: "array[int]" = field(default_factory=_ticks)
    keys: "array[int]" = field(default_factory=_ticks)
    times: "array[int]" = field(default_factory=_ticks)
    sizes: "array[int]" = field(default_factory=_ticks)
    end: int | None = None
    first_is_key: bool = False
    missing: int = 0
    backward: int = 0
    first_bad: int | None = None
    corrupt: int = 0
    last_corrupt: int | None = None
    discarded: int = 0
    hidden: int = 0
    skipped_samples: int = 0
    previous_dts: int | None = None
    gap: int = 0
    gap_at: int | None = None
    last: "Packet[Stream] | None" = None

    def take(self, packet: "Packet[Stream]") -> None:
        if self.leading is None and len(self.sizes) + self.discarded < _PRIMING_PACKETS:
            self._watch_priming(packet)
        if packet.is_discard:
            self.discarded += 1
            return
        self.last = packet
        if not self.sizes:
            self.first_is_key = packet.is_keyframe
        self.sizes.append(packet.size)
        if packet.is_corrupt:
            self.corrupt += 1
            self.last_corrupt = len(self.sizes)
        start, dts = packet.pts, packet.dts
        start = dts if start is None else start
        if start is None:
            self.missing += 1
            self.first_bad = self.end if self.first_bad is None else self.first_bad
            self.times.append(self.times[-1] if self.times else 0)
            return
        self.times.append(start if dts is None else dts)
        self._watch_order(dts, start)
        self._watch_place(packet, start)

    def _watch_place(self, packet: "Packet[Stream]", start: int) -> None:
        end = start + (packet.duration or 0)
        if self.leading is not None:
            self.starts.append(start)
            self.leading.take(packet, start)
            if packet.is_keyframe:
                self.keys.append(start)
        else:
            if self.end is None:
                self.starts.append(start)
            elif start - self.end > self.gap:
                self.gap, self.gap_at = start - self.end, self.end
        if self.end is None or end > self.end:
            self.end = end

    def _watch_order(self, dts: int | None, start: int) -> None:
        if dts is None:
            return
        if self.previous_dts is not None and dts < self.previous_dts:
            self.backward += 1
            self.first_bad = start if self.first_bad is None else self.first_bad
        self.previous_dts = dts

    def _watch_priming(self, packet: "Packet[Stream]") -> None:
        """By the sample where the demuxer knows how many (`skip_samples`), else by whole packets."""
        if packet.has_sidedata("skip_samples"):
            self.skipped_samples += int.from_bytes(bytes(packet.get_sidedata("skip_samples"))[:4], "little")
        elif packet.is_discard:
            self.hidden += packet.duration or 0

    @property
    def ends_corrupt(self) -> bool:
        """What a parser is left with at the very end comes without the mark of what it was cut from."""
        return self.last_corrupt is not None and len(self.sizes) - self.last_corrupt <= 1

    def summed_up(self, zero_s: Fraction) -> StreamPackets:
        tick = self.stream.time_base or Fraction(1, MICROSECONDS)
        starts = sorted(self.starts)
        steps = [after - before for before, after in pairwise(starts)] if self.leading else []
        usual = Counter(steps).most_common(1)[0][0] if steps else 0
        rounding = _rounding(starts, tick)
        odd = sum(abs(step - usual) > rounding for step in steps)
        if steps and max(steps) > usual:
            self.gap = max(steps) - usual
            self.gap_at = starts[steps.index(max(steps))] + usual
        end = self.end if self.end is None or not starts else max(self.end, starts[-1] + usual)
        busiest_bytes, busiest_at = _busiest(self.times, self.sizes, int(1 / tick))

        def seconds(ticks: int | None, zero_s: Fraction = zero_s) -> float | None:
            return None if ticks is None else round(float(ticks * tick - zero_s), 6)

        def length(ticks: int | None) -> float | None:
            return seconds(ticks, Fraction(0))

        return StreamPackets(
            index=self.stream.index,
            kind=self.stream.type,
            packets=len(self.sizes),
            size_bytes=sum(self.sizes),
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
            busiest_second_bytes=busiest_bytes,
            busiest_second_at_s=None if busiest_at is None else max(0.0, seconds(busiest_at) or 0.0),
            open_gops=self.leading.open_gops if self.leading else 0,
            first_open_gop_at_s=seconds(self.leading.first_open) if self.leading else None,
            usual_frame_s=length(usual) if steps else None,
            sounds_hidden_s=self._sounds_hidden_s(tick),
        )

    def _sounds_hidden_s(self, tick: Fraction) -> float:
        rate_hz = getattr(self.stream.codec_context, "sample_rate", 0)
        skipped_s = self.skipped_samples / rate_hz if rate_hz else 0.0
        return round(skipped_s + float(self.hidden * tick), 6)

    def _longest_key_distance(self, end: int | None) -> int | None:
        """From key frame to key frame, and from the last one to the end."""
        if not self.keys or end is None:
            return None
        return max(after - before for before, after in pairwise([*sorted(self.keys), end]))


def stream_walk(stream: Stream) -> StreamWalk:
    return StreamWalk(stream, leading_pictures(stream) if stream.type == "video" else None)


def _busiest(times: Sequence[int], sizes: Sequence[int], a_second: int) -> tuple[int, int | None]:
    """The most bytes of any second, in the order in which they have to be read, and where it begins."""
    first = held = most = 0
    most_from = None
    for time, size in zip(times, sizes, strict=True):
        held += size
        while time - times[first] >= a_second:
            held -= sizes[first]
            first += 1
        if held > most:
            most, most_from = held, times[first]
    return most, most_from


def _rounding(starts: Sequence[int], tick: Fraction) -> Fraction:
    """By how many ticks a constant rate may seem to vary: one, or what a coarser base left of it.

    A copy into mp4 or ts keeps rounded times in a finer time base, where they are whole milliseconds (of
    Matroska) or 600ths (of QuickTime).
    """
    for unit in (Fraction(1, 1000), Fraction(1, 600)):
        ticks = unit / tick
        if ticks > 1 and all((start / ticks).denominator == 1 for start in starts):
            return ticks
    return Fraction(1)
