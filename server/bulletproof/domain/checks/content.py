"""What can be seen and heard: black, frozen, silent, flashing.

A second of black is a fault or a fade, and only the source knows which. So it fails an output whose source
has nothing of the kind at that place; with a source that has it, or with none to ask, it is a note. Black
stands still by itself, so a stretch that is black is not told again as frozen.
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
        spans, expected = told_spans(case.content, code), _expected(case, code)
        new = [span for span in spans if expected is not None and not _is_in(span, expected)]
        yield from _new(code, new)
        yield from _known(code, [span for span in spans if span not in new])


def black_edge(case: Case) -> Iterator[Finding]:
    """One black frame, too short to count as a stretch; where it lasts, it is told as black."""
    content, theirs = case.content, case.source_content
    if content is None or (theirs is None and not case.is_loop):
        return
    ours_at, theirs_at = _black_edges(content), _black_edges(theirs) if theirs else ()
    stretches_at = _black_ends(content)
    for edge in ours_at:
        if edge in theirs_at or edge in stretches_at:
            continue
        yield Finding(
            "black_edge",
            Level.WARN if theirs is not None else Level.NOTE,
            f"The {edge} frame is black{', its source’s is not' if theirs else ''}: it flashes when the"
            " file loops or follows on.",
            measured=f"{edge} frame black",
            at_s=0.0 if edge == "first" else content.end_s,
        )


def flash_risk(case: Case) -> Iterator[Finding]:
    flashes = case.content.flashes if case.content else ()
    if not flashes:
        return
    total_s = sum(span.duration_s for span in flashes)
    known = bool(case.source_content and case.source_content.flashes)
    yield Finding(
        "flash_risk",
        Level.WARN,
        f"It flashes for {seconds_text(total_s)}, the first time at {position_text(flashes[0].at_s)}"
        f"{', as its source does' if known else ''}: a risk for people with photosensitive epilepsy."
        " Warn the audience.",
        measured=seconds_text(total_s),
        at_s=flashes[0].at_s,
        duration_s=round(total_s, 6),
    )


def has_new_stretch(case: Case, at_s: float) -> bool:
    """Black or frozen there, as its source is not."""
    for code in ("black", "frozen") if case.content else ():
        expected = _expected(case, code)
        for span in _spans(case.content, code) if case.content and expected is not None else ():
            if _is_in(Span(at_s, 1.0), (span,)) and not _is_in(span, expected or ()):
                return True
    return False


def _black_edges(content: ContentFacts) -> tuple[str, ...]:
    told = ("first", content.starts_black), ("last", content.ends_black)
    return tuple(dict.fromkeys((*(edge for edge, is_black in told if is_black), *_black_ends(content))))


def _black_ends(content: ContentFacts) -> tuple[str, ...]:
    """The ends of the file that a stretch of black reaches."""
    first = any(span.at_s <= OVERLAP_TOLERANCE_S for span in content.black)
    last = any(span.at_s + span.duration_s >= content.end_s - OVERLAP_TOLERANCE_S for span in content.black)
    return tuple(edge for edge, reaches in (("first", first), ("last", last)) if reaches)


def _expected(case: Case, code: str) -> tuple[Span, ...] | None:
    """None where nobody knows. A picture that starts late stands still until then in what is made of it."""
    if case.source is None or case.source.content is None:
        return None
    held_s = lead_in_s(case.source) if code == "frozen" else 0.0
    return (*_spans(case.source.content, code), *([Span(0.0, held_s)] if held_s else []))


def told_spans(content: ContentFacts, code: str) -> tuple[Span, ...]:
    if code != "frozen":
        return content.black if code == "black" else content.silent
    return tuple(span for span in content.frozen if not any(_holds(black, span) for black in content.black))


def _spans(content: ContentFacts, code: str) -> tuple[Span, ...]:
    return {"black": content.black, "frozen": content.frozen, "silent": content.silent}[code]


def _holds(outer: Span, span: Span) -> bool:
    starts_in = outer.at_s <= span.at_s + OVERLAP_TOLERANCE_S
    return starts_in and span.at_s + span.duration_s <= outer.at_s + outer.duration_s + OVERLAP_TOLERANCE_S


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
