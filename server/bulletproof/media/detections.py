"""Read the stretches that ffmpeg's blackdetect, freezedetect and silencedetect report on stderr.

Each filter writes in its own way: black comes as one line when it is over, frozen and silent as a start and
an end, and an end never comes for what lasts until the file does. Several sound streams have a filter each,
told apart by the address in the line's tag.
"""

import re
from dataclasses import dataclass, field

from bulletproof.domain.media import Span

# A source is watched more loosely than what is made of it. An encoder smooths noise away, so a scene that
# all but stood still does stand still in the output; and a stretch just under the half second may be rounded
# over it. Neither is a fault, and both would look like one if the source were held to the same limits.
OUTPUT_PICTURE = "blackdetect=d=0.5:pix_th=0.10:pic_th=0.98,freezedetect=n=-60dB:d=0.5"
OUTPUT_SOUND = "silencedetect=n=-60dB:d=0.5"
SOURCE_PICTURE = "blackdetect=d=0.4:pix_th=0.12:pic_th=0.96,freezedetect=n=-50dB:d=0.4"
SOURCE_SOUND = "silencedetect=n=-55dB:d=0.4"

_NUMBER = r"(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)"
_BLACK = re.compile(rf"black_start:\s*{_NUMBER}\s+black_end:\s*{_NUMBER}")
_EDGE = re.compile(rf"(freeze|silence)_(start|end): {_NUMBER}")
_TAG = re.compile(r"^\[[^\]]*\]")


@dataclass(slots=True)
class Detections:
    """Fed with every line of stderr, in order; other lines pass unnoticed."""

    _black: list[Span] = field(default_factory=list)
    _frozen: list[Span] = field(default_factory=list)
    _silent: list[Span] = field(default_factory=list)
    _open: dict[tuple[str, str], float] = field(default_factory=dict)

    @property
    def black(self) -> tuple[Span, ...]:
        return _in_order(self._black)

    @property
    def frozen(self) -> tuple[Span, ...]:
        return _in_order(self._frozen)

    @property
    def silent(self) -> tuple[Span, ...]:
        return _in_order(self._silent)

    def feed(self, line: str) -> None:
        if "_start" not in line and "_end" not in line:
            return
        if black := _BLACK.search(line):
            self._black.append(_span(float(black[1]), float(black[2])))
        elif edge := _EDGE.search(line):
            tag = _TAG.match(line)
            self._edge((edge[1], tag[0] if tag else ""), edge[2], float(edge[3]))

    def close(self, end_s: float) -> None:
        """The file ended at `end_s`, and with it whatever was still going on."""
        for key in list(self._open):
            self._edge(key, "end", end_s)

    def _edge(self, key: tuple[str, str], edge: str, at_s: float) -> None:
        if edge == "start":
            self._open[key] = at_s
            return
        start_s = self._open.pop(key, None)
        if start_s is not None and at_s > start_s:
            spans = self._frozen if key[0] == "freeze" else self._silent
            spans.append(_span(start_s, at_s))


def _span(start_s: float, end_s: float) -> Span:
    start_s = max(start_s, 0.0)  # the priming of a codec may start before zero
    return Span(start_s, round(end_s - start_s, 6))


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans), key=lambda span: (span.at_s, span.duration_s)))
