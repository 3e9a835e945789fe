"""One file on its way to one output, and the only moves that it can make.

A job is a frozen value: the store holds the truth, and every change is a new value written in one
transaction. Each claim raises `attempt`; every later write carries it, so a worker that was declared dead
can't publish (a fencing token).
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

from bulletproof.domain.errors import Conflict
from bulletproof.domain.finding import Verdict
from bulletproof.domain.folder import OnCollision
from bulletproof.domain.hold_reason import HoldReason
from bulletproof.domain.profile import Profile, SpeedPreset

JobId = str


class Status(StrEnum):
    QUEUED = "queued"  #: waits for a slot, or for what `hold_reason` names
    PROCESSING = "processing"  #: a worker has it; `stage` tells where
    COMPLETED = "completed"  #: the output is verified and stands at its final name
    FAILED = "failed"  #: it will not go on by itself; the source is untouched
    CANCELLED = "cancelled"  #: somebody, or the source's own fate, ended it
    PAUSED = "paused"  #: stands still until somebody resumes it, over restarts too

    @property
    def is_final(self) -> bool:
        return self in (Status.COMPLETED, Status.FAILED, Status.CANCELLED)


class Stage(StrEnum):
    PROBING = "probing"
    ENCODING = "encoding"
    VERIFYING = "verifying"
    PUBLISHING = "publishing"


Origin = Literal["watcher", "manual", "cure"]

MAX_CRASHES = 3  # attempts in a row that ended in a crash of ours; then the job is parked as `poisoned`

_MOVES: dict[Status, frozenset[Status]] = {
    Status.QUEUED: frozenset({Status.PROCESSING, Status.PAUSED, Status.CANCELLED, Status.FAILED}),
    Status.PROCESSING: frozenset(
        {Status.COMPLETED, Status.FAILED, Status.CANCELLED, Status.PAUSED, Status.QUEUED}
    ),
    Status.PAUSED: frozenset(
        {Status.QUEUED, Status.PROCESSING, Status.CANCELLED, Status.COMPLETED, Status.FAILED}
    ),
    Status.FAILED: frozenset({Status.QUEUED}),
    Status.CANCELLED: frozenset({Status.QUEUED}),
    Status.COMPLETED: frozenset(),
}


def may_move(old: Status, new: Status) -> bool:
    return new in _MOVES[old]


def require_move(old: Status, new: Status, *, order: str) -> None:
    """Raise Conflict, in words, where `order` makes no sense for a job that is `old`."""
    if not may_move(old, new):
        raise Conflict(f"A job that is {old} can't be {order}.")


@dataclass(frozen=True, slots=True)
class SourceVersion:
    """What makes a file this file and not its next revision: a copy under the same name is a new version.

    `fingerprint` hashes head and tail: the same size and fingerprint under a new mtime is the same version,
    since copy tools and file servers touch times.
    """

    path: Path
    size_bytes: int
    mtime_ns: int
    fingerprint: str
    device: int
    inode: int


@dataclass(frozen=True, slots=True)
class Disposal:
    """What may happen to the source, and only after its output is verified, published and recorded."""

    delete_input: bool = False
    keep_originals_days: int = 7
    """0 deletes at once; otherwise the source waits in `.bulletproof/originals` of its watch folder."""


@dataclass(frozen=True, slots=True)
class NewJob:
    """What is asked for; the store gives it an id, a place in the queue and a time."""

    source: SourceVersion
    output: Path
    profile: Profile
    folder_id: str | None = None
    rule: str | None = None
    """The pattern of the rule that chose it, for people to read."""
    origin: Origin = "manual"
    priority: int = 100
    on_collision: OnCollision = "auto"
    disposal: Disposal = field(default_factory=Disposal)
    speed: SpeedPreset = "normal"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intent:
    """Written before the rename, so that a crash in between is told from a stranger's file."""

    path: Path
    sha256: str
    device: int
    inode: int


@dataclass(frozen=True, slots=True)
class Job:
    id: JobId
    source: SourceVersion
    output: Path
    """The asked final path; `published` may differ where a name was taken."""
    profile: Profile
    folder_id: str | None
    rule: str | None
    origin: Origin
    priority: int
    position: float
    on_collision: OnCollision
    disposal: Disposal
    speed: SpeedPreset
    warnings: tuple[str, ...]
    status: Status
    stage: Stage | None
    attempt: int
    crashes: int
    """Attempts in a row that ended in a crash of ours."""
    recovered: bool
    """A crash or power cut interrupted it once, and it went back to the queue by itself."""
    hold_reason: HoldReason | None
    reason: str | None
    """Stable code of why it is failed or cancelled (an error's or finding's code), else None."""
    message: str | None
    """The same in plain words; for a completed job its most telling finding or what was proved."""
    verdict: Verdict | None
    intent: Intent | None
    published: Path | None
    output_size_bytes: int | None
    sha256: str | None
    duration_s: float | None
    """Length of the source, once probed."""
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def part(self) -> Path:
        """Beside the destination: publishing is a rename. Short: a long name plus a suffix won't fit."""
        return self.output.parent / f".bp-{self.id}.part"
