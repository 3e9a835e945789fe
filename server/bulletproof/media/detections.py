"""Read what the filters of looks.py say on stderr while a file goes by.

They speak through ffmpeg's log, one line per thing seen, each with its filter's name in front:
`[silencedetect@2 @ 0x7f…] [info] channel: 0 | silence_start: 1.5`. What lasts until the file ends has no
end there; what was counted is told when the graph is taken down, and once before it was ever used.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from bulletproof.domain.media import ContentFacts, MediaFacts, Span
from bulletproof.media.flashes import Flashes
from bulletproof.media.looks import LOOSE_S, STRICT_S, frame_rate
from bulletproof.media.similarity import SimilarityReading
from bulletproof.media.sound import SoundReading
from bulletproof.media.spans import Stretches, overlap

_SAID = re.compile(r"^\[(\w+)@(\w+) @ 0x[0-9a-f]+\] \[info\] (.*)$")
_FREEZE = re.compile(r"freeze_(start|end): (-?[\d.]+)")
_BLACK = re.compile(r"black_(start|end)=(-?[\d.]+)")
_FRAME = re.compile(r"frame:(\d+)\s+pts:\S+\s+pts_time:(-?[\d.]+)")
_WOVEN = re.compile(
    r"Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+) Undetermined:\s*(\d+)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What the run itself tells, beside its filters."""

    frames: int
    end_s: float
    decode_errors: int
    first_error: str | None
    first_error_at_s: float | None = None
    seconds: float = 0.0


@dataclass(slots=True)
class Detections:
    """Fed with every line of stderr, in order."""

    rate: Fraction | None = None
    """Of the frames that are compared, where any are."""
    _black: Stretches = field(default_factory=lambda: Stretches(least_s=LOOSE_S))
    _still: Stretches = field(default_factory=Stretches)
    _same: Stretches = field(default_factory=lambda: Stretches(least_s=math.inf))
    _starts_black: bool = False
    _woven: int = 0
    looked_at: int = 0
    """Frames that went by."""
    _flashes: Flashes = field(default_factory=Flashes)
    _sounds: dict[int, SoundReading] = field(default_factory=dict)
    _similarity: SimilarityReading | None = None
    _seam: float | None = None
    _frame: tuple[int, float] = (0, 0.0)
    """Number and time of the frame whose metadata follow."""
    _summary_of: int | None = None
    """The stream whose loudness is being summed up, on lines without a tag."""

    def feed(self, line: str) -> bool:
        """Whether it was for us; other lines pass."""
        said = _SAID.match(line)
        if said is None:
            return self._summary(line)
        self._summary_of = None
        name, of, words = said.groups()
        if of.isdecimal():
            self._sounds.setdefault(int(of), SoundReading()).feed(name, words)
            self._summary_of = int(of) if name == "ebur128" else None
        elif name == "freezedetect":
            self._freeze(self._same if of == "same" else self._still, words)
        elif name == "idet":
            self._interlacing(words)
        elif name == "metadata":
            self._metadata(of, words)
        return True

    def _summary(self, line: str) -> bool:
        if self._summary_of is None or (line and not line.startswith(" ")):
            self._summary_of = None
            return False
        self._sounds[self._summary_of].feed("ebur128", line)
        return True

    def _freeze(self, stretches: Stretches, words: str) -> None:
        if edge := _FREEZE.search(words):
            stretches.edge(edge[1], float(edge[2]))

    def _interlacing(self, words: str) -> None:
        if counted := _WOVEN.search(words):
            top, bottom, progressive, undetermined = map(int, counted.groups())
            self._woven += top + bottom
            self.looked_at += top + bottom + progressive + undetermined

    def _metadata(self, of: str, words: str) -> None:
        if frame := _FRAME.match(words):
            self._frame = int(frame[1]), float(frame[2])
        elif edge := _BLACK.search(words):
            self._starts_black |= edge[1] == "start" and self._frame[0] == 0
            self._black.edge(edge[1], self._frame[1])
        elif of == "flash":
            self._flashes.feed(self._frame[1], _value(words))
        elif of == "like" and self.rate is not None:
            self._similarity = self._similarity or SimilarityReading(self.rate)
            self._similarity.feed(_value(words))
        elif of == "seam":
            self._seam = _value(words)

    def content(self, facts: MediaFacts, run: Run, *, loose: bool = False) -> ContentFacts:
        """The run is over, and with it whatever was still going on."""
        least_s, rate = LOOSE_S if loose else STRICT_S, frame_rate(facts)
        picture_s = facts.picture.duration_s if facts.picture else None
        picture_end_s = min(run.end_s, picture_s or run.end_s)
        black, still, same = (kind.until(picture_end_s) for kind in (self._black, self._still, self._same))
        heard = [
            (stream, self._sounds[stream.index]) for stream in facts.audio if stream.index in self._sounds
        ]
        return ContentFacts(
            decode_errors=run.decode_errors,
            first_error_at_s=run.first_error_at_s,
            first_error=run.first_error,
            frames=run.frames,
            end_s=run.end_s,
            black=_at_least(least_s, black.spans),
            frozen=_at_least(least_s, still.spans),
            silent=_at_least(least_s, overlap([sound.silent(stream, run.end_s) for stream, sound in heard])),
            seconds=run.seconds,
            starts_black=self._starts_black,
            ends_black=self._black.is_open,
            repeated_frames=max(0, round(same.total_s * rate) - same.count) if rate else 0,
            interlaced_frames=self._woven,
            frames_looked_at=self.looked_at,
            flashes=tuple(self._flashes.spans),
            sound=tuple(sound.facts(stream, run.end_s) for stream, sound in heard),
            similarity=self._similarity.facts() if self._similarity else None,
            seam=self._seam,
        )


def _value(words: str) -> float:
    return float(words.partition("=")[2])


def _at_least(least_s: float, spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.duration_s >= least_s)
