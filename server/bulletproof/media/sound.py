"""What ffmpeg's filters say of one sound stream: silence, loudness, full scale, phase.

Every filter tells in its own way: silence and phase as they come, loudness and levels when the file is over.
A level that nobody could measure is written `-inf`, -70 LUFS or 0 LU there, and is None here.
"""

import math
import re
from dataclasses import dataclass, field

from bulletproof.domain.media import AudioStream, SoundFacts, Span
from bulletproof.media.spans import Stretches, overlap

GATE_LUFS = -70.0  # ITU-R BS.1770: nothing below it is counted
# A sine at full scale touches its peak for one sample at a time, a wave that was cut off stands there.
FLAT_SAMPLES = 2.5
FULL_SCALE_DBFS = -0.01
ALL_THE_TIME = 0.98
AS_SHORT_AS_S = 0.05
RANGE_FROM_S = 60.0  # EBU Tech 3342 does not advise a loudness range for less than a minute

_NUMBER = r"(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)"
_SILENCE = re.compile(rf"channel: (\d+) \| silence_(start|end): {_NUMBER}")
_PHASE = re.compile(rf"out_phase_(start|end): {_NUMBER}")
_LEVEL = re.compile(r"([A-Za-z ]+?):\s+(-?[\d.]+|-?inf|-?nan)\b")


@dataclass(slots=True)
class _Channel:
    peak_dbfs: float = -math.inf
    flat_samples: float = 0.0
    peak_samples: float = 0.0

    @property
    def runs(self) -> int:
        """At full scale, for several samples on end; astats tells how many there are and how long at most."""
        if self.peak_dbfs < FULL_SCALE_DBFS or self.flat_samples < FLAT_SAMPLES:
            return 0
        return max(1, round(self.peak_samples / self.flat_samples))


@dataclass(slots=True)
class SoundReading:
    """Fed with what the filters of one stream say, without their tags."""

    _silent: dict[int, Stretches] = field(default_factory=dict)
    _phase: Stretches = field(default_factory=Stretches)
    _loudness: dict[str, float] = field(default_factory=dict)
    _channels: dict[int, _Channel] = field(default_factory=dict)
    _channel: int = 0

    def feed(self, filter_name: str, said: str) -> None:
        if filter_name == "silencedetect" and (edge := _SILENCE.search(said)):
            self._silent.setdefault(int(edge[1]), Stretches()).edge(edge[2], float(edge[3]))
        elif filter_name == "aphasemeter" and (edge := _PHASE.search(said)):
            self._phase.edge(edge[1], float(edge[2]))
        elif filter_name == "ebur128" and (level := _LEVEL.search(said)):
            self._loudness[level[1].strip()] = float(level[2])
        elif filter_name == "astats" and (level := _LEVEL.search(said)):
            self._level(level[1].strip(), float(level[2]))

    def _level(self, name: str, value: float) -> None:
        if name == "Channel":
            self._channel = int(value) - 1
            return
        channel = self._channels.setdefault(self._channel, _Channel())
        if name == "Peak level dB":
            channel.peak_dbfs = value
        elif name == "Flat factor":
            channel.flat_samples = 10 ** (value / 20)
        elif name == "Peak count":
            channel.peak_samples = value

    def silent(self, stream: AudioStream, end_s: float) -> list[Span]:
        """Where all channels are; a stream that is over is silent from there on."""
        over_s = _over_s(stream, end_s)
        spans = overlap([self._silences(channel, end_s) for channel in range(stream.channels)])
        return [*spans, Span(over_s, end_s - over_s)] if end_s - over_s > AS_SHORT_AS_S else spans

    def facts(self, stream: AudioStream, end_s: float) -> SoundFacts:
        loudness_lufs = self._loudness.get("I", GATE_LUFS)
        has_range = loudness_lufs > GATE_LUFS and _over_s(stream, end_s) >= RANGE_FROM_S
        return SoundFacts(
            index=stream.index,
            loudness_lufs=loudness_lufs if loudness_lufs > GATE_LUFS else None,
            loudness_range_lu=self._loudness.get("LRA") if has_range else None,
            true_peak_dbtp=_finite(self._loudness.get("Peak")),
            full_scale_runs=sum(channel.runs for channel in self._channels.values()),
            dead_channels=self._dead(stream, end_s),
            out_of_phase=self._phase.until(end_s).spans,
        )

    def _dead(self, stream: AudioStream, end_s: float) -> tuple[int, ...]:
        least_s = ALL_THE_TIME * (_over_s(stream, end_s) - max(stream.start_s or 0.0, 0.0))
        channels = range(stream.channels)
        silent_s = {one: sum(span.duration_s for span in self._silences(one, end_s)) for one in channels}
        dead = [one for one in channels if silent_s[one] >= least_s > 0]
        return tuple(dead) if len(dead) < len(channels) else ()

    def _silences(self, channel: int, end_s: float) -> tuple[Span, ...]:
        return self._silent[channel].until(end_s).spans if channel in self._silent else ()


def _over_s(stream: AudioStream, end_s: float) -> float:
    if stream.duration_s is None:
        return end_s
    return min((stream.start_s or 0.0) + stream.duration_s, end_s)


def _finite(value: float | None) -> float | None:
    return value + 0.0 if value is not None and math.isfinite(value) else None  # -0.0 reads odd
