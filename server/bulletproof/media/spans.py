"""Stretches of time as a log tells them: a start, an end, and no end for what lasts until the file does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bulletproof.domain.media import Span

MOST_SPANS = 10_000  # a crafted file may flicker for hours; memory must not grow with it


@dataclass(slots=True)
class Stretches:
    least_s: float = 0.0
    """Shorter ones are counted and forgotten."""
    count: int = 0
    total_s: float = 0.0
    _spans: list[Span] = field(default_factory=list)
    _open_s: float | None = None

    @property
    def is_open(self) -> bool:
        return self._open_s is not None

    def edge(self, kind: str, at_s: float) -> None:
        """`start` or `end`; an end without a start is none."""
        span, self._open_s = self._open(at_s), at_s if kind == "start" else None
        if kind == "end" and span is not None:
            self.count += 1
            self.total_s += span.duration_s
            if span.duration_s >= self.least_s and len(self._spans) < MOST_SPANS:
                self._spans.append(span)

    def until(self, end_s: float) -> "Stretches":
        """As if the file ended here, and with it whatever is still going on."""
        closed = replace(self, _spans=list(self._spans))
        closed.edge("end", end_s)
        return closed

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(self._spans)

    def _open(self, end_s: float) -> Span | None:
        if self._open_s is None or end_s <= self._open_s:
            return None
        start_s = max(self._open_s, 0.0)  # the priming of a codec may start before zero
        return Span(start_s, round(end_s - start_s, 6))


def overlap(lists: Sequence[Sequence[Span]]) -> list[Span]:
    """Where each of the lists has a span; each is in order."""
    if not lists:
        return []
    found = list(lists[0])
    for others in lists[1:]:
        found = list(_both(found, others))
    return found


def _both(ours: Sequence[Span], theirs: Sequence[Span]) -> Iterator[Span]:
    one = other = 0
    while one < len(ours) and other < len(theirs):
        our_end_s, their_end_s = _end_s(ours[one]), _end_s(theirs[other])
        start_s, end_s = max(ours[one].at_s, theirs[other].at_s), min(our_end_s, their_end_s)
        if start_s < end_s:
            yield Span(start_s, round(end_s - start_s, 6))
        one, other = (one + 1, other) if our_end_s <= their_end_s else (one, other + 1)


def _end_s(span: Span) -> float:
    return span.at_s + span.duration_s
