"""Find flicker that can bring on a seizure: more than three flashes within a second (ITU-R BT.1702-3).

A flash is a pair of opposing changes of brightness. A cut is one change and a pan none, so only the turns
count: up after down, down after up. A second that holds seven of them holds more than three flashes.
"""

from collections import deque
from dataclasses import dataclass, field

from bulletproof.domain.media import Span

# BT.1702: 20 cd/m² of the 200 that it takes for white, as a tenth of the video range of 219; less than that
# over the whole picture, since a quarter of the screen is enough.
SWING = 12.0
TURNS = 7
WINDOW_S = 0.95  # exactly three a second are allowed, wherever the frames fall


@dataclass(slots=True)
class Flashes:
    """Fed with the brightness (16 to 235) after each abrupt change, in order."""

    spans: list[Span] = field(default_factory=list)
    _turns: "deque[float]" = field(default_factory=lambda: deque(maxlen=TURNS))
    _extreme: float | None = None
    _rises: bool | None = None

    def feed(self, at_s: float, brightness: float) -> None:
        if self._extreme is None:
            self._extreme = brightness
            return
        swing = brightness - self._extreme
        goes_on = self._rises is not None and (swing > 0) == self._rises
        if goes_on:
            self._extreme = brightness
        elif abs(swing) >= SWING:
            self._extreme, self._rises = brightness, swing > 0
            self._turn(at_s)

    def _turn(self, at_s: float) -> None:
        self._turns.append(at_s)
        start_s = self._turns[0]
        if len(self._turns) < TURNS or at_s - start_s >= WINDOW_S:
            return
        last = self.spans[-1] if self.spans else None
        if last is not None and start_s <= last.at_s + last.duration_s:
            start_s = last.at_s
            self.spans.pop()
        self.spans.append(Span(start_s, round(at_s - start_s, 6)))
