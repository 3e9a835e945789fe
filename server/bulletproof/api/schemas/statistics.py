"""Statistics: what became of jobs over some days."""

from datetime import date
from typing import Self

from bulletproof.api.schemas.base import Out
from bulletproof.domain.statistics import By, Failures, Sums


class SumsOut(Out):
    show_ready: int
    warnings: int
    not_ready: int
    """Judged not ready, or failed before there was anything to judge."""
    media_s: float
    """Length of what was published."""
    work_s: float
    speed: float | None
    """Seconds of media made in one second of work; null where nothing was made."""
    source_bytes: int
    output_bytes: int

    @classmethod
    def of(cls, sums: Sums) -> Self:
        return cls(**{name: getattr(sums, name) for name in SumsOut.model_fields})


class FailuresOut(Out):
    code: str
    jobs: int

    @classmethod
    def of(cls, failures: Failures) -> Self:
        return cls(code=failures.code, jobs=failures.jobs)


class SummaryOut(Out):
    first_day: date
    last_day: date
    sums: SumsOut
    failures: list[FailuresOut]
    """Most frequent first."""


class HistoryItem(Out):
    key: str
    """A day, a profile's name or a watch folder's id; an empty id is what was added by hand."""
    name: str
    sums: SumsOut


class HistoryOut(Out):
    by: By
    first_day: date
    last_day: date
    items: list[HistoryItem]
