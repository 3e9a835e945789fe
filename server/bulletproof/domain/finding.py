"""An answer that matters about a file, and the verdict that follows from all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    FAIL = "fail"  #: will not or may not play, or differs from its source in a way nobody asked for
    WARN = "warn"  #: plays, with a risk
    NOTE = "note"  #: worth knowing


class Verdict(StrEnum):
    SHOW_READY = "show_ready"  #: no fail, no warn
    WARNINGS = "warnings"  #: no fail
    NOT_READY = "not_ready"  #: a fail

    @property
    def may_be_seen(self) -> bool:
        return self is not Verdict.NOT_READY


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    level: Level
    message: str
    """Plain words that a technician understands."""
    measured: str | None = None
    limit: str | None = None
    at_s: float | None = None
    duration_s: float | None = None
    of_source: bool = False
    """True where it is said of the source, not of the output."""


_CAUSES = ("unreadable", "truncated")  # what is cut also has errors at the cut
_WEIGHT = {Level.FAIL: 0, Level.WARN: 1, Level.NOTE: 2}


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    levels = {finding.level for finding in findings}
    if Level.FAIL in levels:
        return Verdict.NOT_READY
    return Verdict.WARNINGS if Level.WARN in levels else Verdict.SHOW_READY


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By level, then the cause before what follows from it, then by place."""
    return tuple(
        sorted(
            findings,
            key=lambda finding: (_WEIGHT[finding.level], finding.code not in _CAUSES, finding.at_s or 0.0),
        )
    )
