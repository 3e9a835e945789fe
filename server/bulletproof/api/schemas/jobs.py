"""A job as the API tells it, and what may be asked of one."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from bulletproof.api.schemas.base import AbsolutePath, In, Out
from bulletproof.domain.finding import Verdict
from bulletproof.domain.hold_reason import HoldReason
from bulletproof.domain.job import Job, Origin, Stage, Status
from bulletproof.domain.live import Event as DomainEvent
from bulletproof.domain.live import JobProgress as DomainJobProgress
from bulletproof.domain.live import QueueMode, Undo
from bulletproof.domain.text import shown
from bulletproof.engine.add_files import AddedFiles
from bulletproof.store.many_orders import Many, ManyOrder


class JobError(Out):
    code: str
    message: str


class JobOut(Out):
    id: str
    name: str
    """File name of the source, fit to be shown."""
    source: str
    output: str
    """Where it will be, or is, published."""
    profile: str
    target: str
    folder_id: str | None
    rule: str | None
    origin: Origin
    status: Status
    stage: Stage | None
    priority: int
    position: float
    attempt: int
    recovered: bool
    hold_reason: HoldReason | None
    verdict: Verdict | None
    summary: str | None
    """The one line to read: what was proved, the worst finding, or why it waits."""
    error: JobError | None
    warnings: list[str]
    size_bytes: int
    output_size_bytes: int | None
    sha256: str | None
    duration_s: float | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @classmethod
    def of(cls, job: Job) -> Self:
        failed = job.status in (Status.FAILED, Status.CANCELLED) and job.reason is not None
        return cls(
            id=job.id,
            name=shown(job.source.path.name),
            source=shown(job.source.path),
            output=shown(job.published or job.output),
            profile=job.profile.name,
            target=job.profile.target,
            folder_id=job.folder_id,
            rule=job.rule,
            origin=job.origin,
            status=job.status,
            stage=job.stage,
            priority=job.priority,
            position=job.position,
            attempt=job.attempt,
            recovered=job.recovered,
            hold_reason=job.hold_reason,
            verdict=job.verdict,
            summary=job.message,
            error=JobError(code=job.reason or "", message=job.message or "") if failed else None,
            warnings=list(job.warnings),
            size_bytes=job.source.size_bytes,
            output_size_bytes=job.output_size_bytes,
            sha256=job.sha256,
            duration_s=job.duration_s,
            created_at=job.created_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
        )


class ProgressOut(Out):
    job_id: str
    stage: Stage
    fraction: float | None
    position_s: float | None
    speed: float | None
    fps: float | None
    eta_s: float | None
    stalled_s: float | None
    frozen: bool

    @classmethod
    def of(cls, progress: DomainJobProgress) -> Self:
        return cls(
            job_id=progress.job_id,
            stage=progress.stage,
            fraction=progress.fraction,
            position_s=progress.position_s,
            speed=progress.speed,
            fps=progress.fps,
            eta_s=progress.eta_s,
            stalled_s=progress.stalled_s,
            frozen=progress.frozen,
        )


class AddJobsIn(In):
    """Files by path, with a profile or, without one, by the rules of the folder that they are in."""

    paths: Annotated[list[AbsolutePath], Field(min_length=1, max_length=1000)]
    profile: str | None = None
    output_directory: AbsolutePath | None = None
    """None: beside the source, or the folder's own."""
    priority: Annotated[int, Field(ge=-1_000_000, le=1_000_000)] = 100


class RefusedFile(Out):
    path: str
    code: str
    message: str


class AddedJobs(Out):
    """What was queued, and what was refused and why: one bad file never stops the others."""

    jobs: list[JobOut]
    refused: list[RefusedFile]

    @classmethod
    def of(cls, added: AddedFiles) -> Self:
        refused = [
            RefusedFile(path=shown(one.path), code=one.code, message=one.message) for one in added.refused
        ]
        return cls(jobs=[JobOut.of(job) for job in added.jobs], refused=refused)


class PriorityIn(In):
    priority: Annotated[int, Field(ge=-1_000_000, le=1_000_000)]


class MoveIn(In):
    """Exactly one of the two."""

    before: str | None = None
    after: str | None = None


class ManyOrderIn(In):
    order: ManyOrder
    job_ids: Annotated[list[str], Field(min_length=1, max_length=10_000)]
    priority: Annotated[int, Field(ge=-1_000_000, le=1_000_000)] | None = None


class UndoOut(Out):
    """`POST /api/v1/undo/{token}` takes it back until `expires_at`."""

    token: str
    expires_at: datetime

    @classmethod
    def of(cls, undo: Undo) -> Self:
        return cls(token=undo.token, expires_at=undo.expires_at)


class CancelledJob(Out):
    job: JobOut
    undo: UndoOut


class SkippedJob(Out):
    job_id: str
    code: str
    detail: str


class ManyOut(Out):
    done: int
    skipped: list[SkippedJob]
    """The first 50 of those that could not obey."""
    skipped_count: int
    undo: UndoOut | None

    @classmethod
    def of(cls, many: Many) -> Self:
        skipped = [
            SkippedJob(job_id=job_id, code=refused.code, detail=str(refused))
            for job_id, refused in many.skipped[:50]
        ]
        undo = UndoOut.of(many.undo) if many.undo else None
        return cls(done=len(many.job_ids), skipped=skipped, skipped_count=len(many.skipped), undo=undo)


class JobIds(Out):
    job_ids: list[str]
    total: int
    seq: int


class RestoredJobs(Out):
    """What an undo brought back."""

    jobs: list[JobOut]


class JobPage(Out):
    items: list[JobOut]
    next_cursor: str | None
    seq: int


class QueueOut(Out):
    mode: QueueMode


class ClearedQueue(Out):
    """How many waiting jobs were cancelled."""

    cancelled: int
    undo: UndoOut | None


class EventOut(Out):
    seq: int
    at: datetime
    kind: str
    subject: str
    payload: dict[str, str | int | float | bool | None]

    @classmethod
    def of(cls, event: DomainEvent) -> Self:
        return cls(seq=event.seq, at=event.at, kind=event.kind, subject=event.subject, payload=event.payload)


class JobDetail(Out):
    job: JobOut
    history: list[EventOut]
