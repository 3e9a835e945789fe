"""What goes over the live socket: one closed union each way, which also stands in OpenAPI.

State changes carry `since` and `seq`: a client that is not at `since` or later has lost something, and
fetches a snapshot. Streams (progress, activity) carry no number: the next one replaces a lost one.
"""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field

from bulletproof.api.schemas import (
    CountsOut,
    FolderActivityOut,
    FolderOut,
    In,
    JobOut,
    Out,
    ProgressOut,
    TodayOut,
)
from bulletproof.domain.live import Changes, QueueMode, Status


class Hello(Out):
    type: Literal["hello"] = "hello"
    epoch: str
    seq: int
    heartbeat_s: float
    resumed: bool
    """True: the missed changes follow; false: fetch a snapshot."""
    version: str


class ChangesMessage(Out):
    """Everything that changed in (`since`, `seq`], as it stands at `seq`: absolute values."""

    type: Literal["changes"] = "changes"
    since: int
    seq: int
    jobs: list[JobOut]
    removed_jobs: list[str]
    folders: list[FolderOut]
    removed_folders: list[str]
    queue: QueueMode | None
    settings_changed: bool
    profiles_changed: bool
    lock_changed: bool

    @classmethod
    def of(cls, changes: Changes) -> Self:
        return cls(
            since=changes.since,
            seq=changes.seq,
            jobs=[JobOut.of(job) for job in changes.jobs],
            removed_jobs=list(changes.removed_jobs),
            folders=[FolderOut.of(folder) for folder in changes.folders],
            removed_folders=list(changes.removed_folders),
            queue=changes.queue,
            settings_changed=changes.settings_changed,
            profiles_changed=changes.profiles_changed,
            lock_changed=changes.lock_changed,
        )


class ProgressMessage(Out):
    type: Literal["progress"] = "progress"
    items: list[ProgressOut]


class ActivityMessage(Out):
    """What the watchers see, and the numbers at the foot of the window."""

    type: Literal["activity"] = "activity"
    folders: list[FolderActivityOut]


class StatisticsMessage(Out):
    type: Literal["statistics"] = "statistics"
    counts: CountsOut
    today: TodayOut
    why_idle: str | None
    is_leaving: bool

    @classmethod
    def of(cls, status: Status) -> Self:
        return cls(
            counts=CountsOut.of(status.counts),
            today=TodayOut.of(status.today),
            why_idle=status.why_idle,
            is_leaving=status.is_leaving,
        )


class Tick(Out):
    type: Literal["tick"] = "tick"
    seq: int
    t: datetime


class Resync(Out):
    """What you have can't be brought up to date by changes: fetch a snapshot."""

    type: Literal["resync"] = "resync"
    reason: Literal["too_old", "other_epoch", "ahead", "slow_consumer"]


class Pong(Out):
    type: Literal["pong"] = "pong"


ServerMessage = Annotated[
    Hello | ChangesMessage | ProgressMessage | ActivityMessage | StatisticsMessage | Tick | Resync | Pong,
    Field(discriminator="type"),
]

Channel = Literal["progress", "activity", "statistics"]


class Subscribe(In):
    """Chooses among the streams without a number; state changes always come."""

    type: Literal["subscribe"]
    channels: list[Channel]


class Ping(In):
    type: Literal["ping"]


ClientMessage = Annotated[Subscribe | Ping, Field(discriminator="type")]
