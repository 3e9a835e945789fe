"""Ten seconds of a file, made with a profile."""

from typing import Self

from bulletproof.api.schemas.base import AbsolutePath, In, Out
from bulletproof.api.schemas.profiles import ProfileIn
from bulletproof.api.schemas.reports import StillOut
from bulletproof.domain.text import shown
from bulletproof.engine.samples import Sample, SampleState


class SampleIn(In):
    path: AbsolutePath
    profile: ProfileIn
    """Whole, saved or not."""


class SampleOut(Out):
    id: str
    path: str
    profile: str
    state: SampleState
    error: str | None
    fraction: float
    output: str | None
    """Where it lies, to be played in its player; gone with the next sample."""
    start_s: float
    length_s: float
    output_bytes: int
    work_s: float
    whole_bytes: int | None
    """What the whole file would take, by this part of it."""
    whole_work_s: float | None
    stills: list[StillOut]
    """Before and after, by moments of the source: `/samples/{id}/stills/{number}?of=source|output`."""

    @classmethod
    def of(cls, sample: Sample) -> Self:
        return cls(
            id=sample.id,
            path=shown(sample.path),
            profile=sample.profile.name,
            state=sample.state,
            error=sample.error,
            fraction=sample.fraction,
            output=shown(sample.output) if sample.output else None,
            start_s=sample.start_s,
            length_s=sample.length_s,
            output_bytes=sample.output_bytes,
            work_s=sample.work_s,
            whole_bytes=sample.whole_bytes,
            whole_work_s=sample.whole_work_s,
            stills=[StillOut(number=one.number, at_s=one.at_s) for one in sample.stills],
        )
