"""The report of a show: a selection of jobs on one sheet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from bulletproof.api.schemas.base import In, Out
from bulletproof.api.schemas.reports import FindingOut
from bulletproof.domain.finding import Verdict
from bulletproof.reports.show import Cue


class ShowReportIn(In):
    """A selection of jobs, in the order of their cues."""

    job_ids: Annotated[list[str], Field(min_length=1, max_length=500)]
    title: Annotated[str | None, Field(max_length=200)] = None


class ShowReportOut(Out):
    path: str
    """The page, below this server's own address; with `.json` behind it, the same as data."""


class CueOut(Out):
    """One output of a show. Whatever was not measured is null."""

    name: str
    verdict: Verdict | None
    length_s: float | None
    loudness_lufs: float | None
    true_peak_dbtp: float | None
    sha256: str | None
    verified_at: datetime | None
    findings: list[FindingOut]
    stands_out: bool
    """Its loudness is far from the rest of the show."""

    @classmethod
    def of(cls, cue: Cue) -> Self:
        return cls(
            name=cue.name,
            verdict=cue.verdict,
            length_s=cue.length_s,
            loudness_lufs=cue.loudness_lufs,
            true_peak_dbtp=cue.true_peak_dbtp,
            sha256=cue.sha256,
            verified_at=cue.verified_at,
            findings=[FindingOut.of(finding) for finding in cue.findings],
            stands_out=cue.stands_out,
        )


class ShowReportData(Out):
    title: str
    cues: list[CueOut]

    @classmethod
    def of(cls, title: str, cues: Sequence[Cue]) -> Self:
        return cls(title=title, cues=[CueOut.of(cue) for cue in cues])
