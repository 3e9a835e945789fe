"""What the running engine tells whoever watches: numbered changes, and streams that are not numbered.

A change carries absolute values as they are at `seq`, so applying one twice, or two at once, ends in the
same picture. Progress has no number: a lost one is replaced by the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bulletproof.domain.finding import Finding, Verdict
from bulletproof.domain.folder import Folder, FolderActivity
from bulletproof.domain.hold_reason import HoldReason
from bulletproof.domain.job import Job, JobId, Stage
from bulletproof.domain.media import Evidence
from bulletproof.domain.show_lock import OPEN, LockState, LockTime

EventKind = Literal[
    "job_added",
    "job_changed",
    "job_removed",
    "job_restored",
    "folder_added",
    "folder_changed",
    "folder_removed",
    "queue_changed",
    "settings_changed",
    "profiles_changed",
    "lock_changed",
    "recovered",
    "database_restored",
]


class QueueMode(StrEnum):
    RUNNING = "running"
    HELD = "held"  #: what runs is finished, nothing new is started
    FROZEN = "frozen"  #: the encodes stand still where they are, and keep their slots


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history that is never rewritten."""

    seq: int
    at: datetime
    kind: EventKind
    job_id: JobId | None
    subject: str
    payload: dict[str, str | int | float | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that changed in (`since`, `seq`], as it stands at `seq`."""

    since: int
    seq: int
    jobs: tuple[Job, ...] = ()
    removed_jobs: tuple[JobId, ...] = ()
    folders: tuple[Folder, ...] = ()
    removed_folders: tuple[str, ...] = ()
    queue: QueueMode | None = None
    settings_changed: bool = False
    profiles_changed: bool = False
    lock_changed: bool = False


@dataclass(frozen=True, slots=True)
class JobProgress:
    """Where a processing job is, at most ten times a second."""

    job_id: JobId
    stage: Stage
    fraction: float | None
    """Of the stage, 0..1; None: not known yet."""
    position_s: float | None = None
    speed: float | None = None
    """Times real time."""
    fps: float | None = None
    eta_s: float | None = None
    stalled_s: float | None = None
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many jobs are in each status; kept current in the same transaction as the change."""

    queued: int = 0
    processing: int = 0
    completed: int = 0
    failed: int = 0
    cancelled: int = 0
    paused: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """Jobs that ended since local midnight, by verdict."""

    show_ready: int = 0
    warnings: int = 0
    not_ready: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One read transaction: all active jobs and the newest others, as they stand at `seq`."""

    epoch: str
    seq: int
    jobs: tuple[Job, ...]
    folders: tuple[Folder, ...]
    queue: QueueMode
    counts: Counts
    today: Today


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a dashboard counts, without the jobs themselves."""

    queue: QueueMode
    counts: Counts
    today: Today
    waiting: Mapping[HoldReason | None, int]
    """Queued jobs by what they wait for; None: nothing but their turn."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured and judged for one attempt of one job; kept for ever."""

    job_id: JobId
    attempt: int
    verdict: Verdict
    findings: tuple[Finding, ...]
    source: Evidence | None
    output: Evidence | None
    ffmpeg_version: str | None
    command: tuple[str, ...]
    log_tail: str
    encode_s: float | None
    """Wall seconds."""
    encode_cpu_s: float | None
    verify_s: float | None
    made_at: datetime
    encoder: str | None = None
    """Who made the file: `libx264`, or `h264_nvenc, proven on this machine`."""


@dataclass(frozen=True, slots=True)
class Status:
    """Why things are as they are, in one look."""

    queue: QueueMode
    why_idle: str | None
    """One line when nothing runs although something waits, or nothing is to do; None while jobs run."""
    slots: dict[str, tuple[int, int]]
    """Resource → (used, total)."""
    disks: tuple["DiskSpace", ...]
    ffmpeg_path: str | None
    ffmpeg_version: str | None
    ffmpeg_problem: str | None
    counts: Counts
    today: Today
    activities: tuple[FolderActivity, ...]
    started_at: datetime
    is_leaving: bool = False
    """Nothing more is started: the program ends once what runs is finished."""
    lock: LockState = OPEN
    lock_times: tuple[LockTime, ...] = ()


@dataclass(frozen=True, slots=True)
class DiskSpace:
    directory: str
    free_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class Undo:
    """Takes the last order back until `expires_at`."""

    token: str
    expires_at: datetime
