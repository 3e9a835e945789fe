"""What can be seen and heard: black, frozen, silent.

A second of black is a fault or a fade, and only the source knows which. So it fails an output whose source
has nothing of the kind at that place; with a source that has it, or with none to ask, it is a note.
"""

from collections.abc import Iterator

from bulletproof.domain.checks.case import Case, lead_in_s
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import ContentFacts, Span
from bulletproof.domain.text import count_text, position_text, seconds_text

OVERLAP_TOLERANCE_S = 0.1
TOLD_ONE_BY_ONE = 5
LIMIT = "0.50 s"  # what the filters are set to (media/argv.py)

_WORDS = {"black": "Black", "frozen": "Frozen", "silent": "Silent"}


def stretches(case: Case) -> Iterator[Finding]:
    if case.content is None:
        return
    for code in _WORDS:
        spans, expected = _spans(case.content, code), _expected(case, code)
        new = [span for span in spans if expected is not None and not _is_in(span, expected)]
        yield from _new(code, new)
        yield from _known(code, [span for span in spans if span not in new])


def _expected(case: Case, code: str) -> tuple[Span, ...] | None:
    """None where nobody knows. A picture that starts late stands still until then in what is made of it."""
    if case.source is None or case.source.content is None:
        return None
    held_s = lead_in_s(case.source) if code == "frozen" else 0.0
    return (*_spans(case.source.content, code), *([Span(0.0, held_s)] if held_s else []))


def _spans(content: ContentFacts, code: str) -> tuple[Span, ...]:
    return {"black": content.black, "frozen": content.frozen, "silent": content.silent}[code]


def _is_in(span: Span, others: tuple[Span, ...]) -> bool:
    """Some of the others overlaps it, or misses it by a hair."""
    start_s, end_s = span.at_s - OVERLAP_TOLERANCE_S, span.at_s + span.duration_s + OVERLAP_TOLERANCE_S
    return any(other.at_s <= end_s and other.at_s + other.duration_s >= start_s for other in others)


def _new(code: str, spans: list[Span]) -> Iterator[Finding]:
    for span in spans[:TOLD_ONE_BY_ONE]:
        yield _finding(code, Level.FAIL, [span], "; the source is not")
    if rest := spans[TOLD_ONE_BY_ONE:]:
        yield _finding(code, Level.FAIL, rest, "; the source is not")


def _known(code: str, spans: list[Span]) -> Iterator[Finding]:
    if spans:
        yield _finding(code, Level.NOTE, spans, "")


def _finding(code: str, level: Level, spans: list[Span], remark: str) -> Finding:
    total_s = sum(span.duration_s for span in spans)
    first_s = spans[0].at_s
    if len(spans) == 1:
        what = f"for {seconds_text(total_s)} at {position_text(first_s)}"
    else:
        places = count_text(len(spans), "place")
        what = f"in {places}, {seconds_text(total_s)} in all, the first at {position_text(first_s)}"
    return Finding(
        code,
        level,
        f"{_WORDS[code]} {what}{remark}.",
        measured=seconds_text(total_s),
        limit=LIMIT,
        at_s=first_s,
        duration_s=round(total_s, 6),
    )
