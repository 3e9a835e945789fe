"""Checks of files against a target, as the API tells them, and the targets themselves."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field

from bulletproof.api.schemas.base import AbsolutePath, In, Out
from bulletproof.api.schemas.reports import EvidenceOut, FindingOut
from bulletproof.domain.finding import Verdict
from bulletproof.domain.target import Target
from bulletproof.domain.text import shown
from bulletproof.engine.checks import Check, CheckOfFile, CheckState, FileState


class VerifyIn(In):
    """Files by path; a folder stands for the media in it."""

    paths: Annotated[list[AbsolutePath], Field(min_length=1, max_length=1000)]
    target: str = "any"
    source: AbsolutePath | None = None
    """What they were made from."""
    loop: bool = False
    recursive: bool = False


class PreflightIn(In):
    folder: AbsolutePath
    target: str
    recursive: bool = False


class CureIn(In):
    paths: list[AbsolutePath] | None = None
    """None: every file that has a cure."""
    output_directory: AbsolutePath | None = None
    """None: a folder `show-ready` beside each file."""


class CheckStarted(Out):
    check_id: str


class CheckFileOut(Out):
    path: str
    state: FileState
    fraction: float | None
    error: str | None
    verdict: Verdict | None
    findings: list[FindingOut]
    cure: str | None
    media: EvidenceOut | None

    @classmethod
    def of(cls, one: CheckOfFile) -> Self:
        checked = one.checked
        return cls(
            path=shown(one.path),
            state=one.state,
            fraction=one.fraction,
            error=one.error,
            verdict=checked.verdict if checked else None,
            findings=[FindingOut.of(finding) for finding in checked.findings] if checked else [],
            cure=checked.cure if checked else None,
            media=EvidenceOut.of(checked.evidence) if checked else None,
        )


class CheckOut(Out):
    id: str
    target: str
    state: CheckState
    eta_s: float | None
    ignored: int
    """Files that are no media."""
    created_at: datetime
    finished_at: datetime | None
    files: list[CheckFileOut]

    @classmethod
    def of(cls, check: Check, eta_s: float | None) -> Self:
        return cls(
            id=check.id,
            target=check.order.target,
            state=check.state,
            eta_s=eta_s,
            ignored=check.ignored,
            created_at=check.created_at,
            finished_at=check.finished_at,
            files=[CheckFileOut.of(one) for one in check.files],
        )


class TargetOut(Out):
    name: str
    title: str
    description: str
    containers: list[str]
    codecs: list[str]
    cures: list[str]
    sources: dict[str, str]
    """Where its numbers come from."""

    @classmethod
    def of(cls, target: Target) -> Self:
        return cls(
            name=target.name,
            title=target.title,
            description=target.description,
            containers=list(target.containers),
            codecs=list(dict.fromkeys(one.codec for one in target.pictures)),
            cures=list(target.cures),
            sources=dict(target.sources),
        )


class TargetList(Out):
    items: list[TargetOut]


def paths_of(texts: list[str]) -> tuple[Path, ...]:
    return tuple(Path(text) for text in texts)
