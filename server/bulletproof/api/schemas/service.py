"""The server itself: status, settings, sign-in, and the snapshot that a dashboard begins with."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints

from bulletproof.api.schemas.base import AbsolutePath, In, Out
from bulletproof.api.schemas.folders import FolderActivityOut, FolderOut
from bulletproof.api.schemas.jobs import JobOut, ProgressOut
from bulletproof.domain.live import Counts, QueueMode, Today
from bulletproof.domain.live import Status as DomainStatus
from bulletproof.domain.settings import Notifications, Settings, Theme
from bulletproof.domain.show_lock import LockState, LockTime, Weekday, WhatRuns
from bulletproof.domain.text import shown


class CountsOut(Out):
    queued: int
    processing: int
    completed: int
    failed: int
    cancelled: int
    paused: int

    @classmethod
    def of(cls, counts: Counts) -> Self:
        return cls(
            queued=counts.queued,
            processing=counts.processing,
            completed=counts.completed,
            failed=counts.failed,
            cancelled=counts.cancelled,
            paused=counts.paused,
        )


class TodayOut(Out):
    show_ready: int
    warnings: int
    not_ready: int

    @classmethod
    def of(cls, today: Today) -> Self:
        return cls(show_ready=today.show_ready, warnings=today.warnings, not_ready=today.not_ready)


class SlotsOut(Out):
    used: int
    total: int


class DiskOut(Out):
    directory: str
    free_bytes: int
    total_bytes: int


class LockTimeIn(In):
    """Begins on each of these days at `from_time`, by the clock on the server's wall."""

    days: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    from_time: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    to_time: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    """Earlier than `from_time`: on the next day."""
    running: WhatRuns = "finish"

    def to_domain(self) -> LockTime:
        begins, ends = time.fromisoformat(self.from_time), time.fromisoformat(self.to_time)
        return LockTime(tuple(self.days), begins, ends, self.running)


class LockTimeOut(Out):
    days: list[Weekday]
    from_time: str
    to_time: str
    running: WhatRuns

    @classmethod
    def of(cls, entry: LockTime) -> Self:
        begins, ends = f"{entry.begins:%H:%M}", f"{entry.ends:%H:%M}"
        return cls(days=list(entry.days), from_time=begins, to_time=ends, running=entry.running)


class LockOut(Out):
    """Show Lock: while it is on, nothing starts, nothing is deleted and nothing is changed."""

    is_locked: bool
    running: WhatRuns
    since: datetime | None
    until: datetime | None
    """null: until somebody unlocks it."""
    reason: Literal["switch", "timetable"] | None
    timetable: list[LockTimeOut]

    @classmethod
    def of(cls, state: LockState, timetable: Sequence[LockTime]) -> Self:
        return cls(
            is_locked=state.is_locked,
            running=state.running,
            since=state.since.astimezone(UTC) if state.since else None,
            until=state.until.astimezone(UTC) if state.until else None,
            reason=state.reason,
            timetable=[LockTimeOut.of(entry) for entry in timetable],
        )


class LockIn(In):
    """Only what is given changes."""

    is_locked: bool | None = None
    running: WhatRuns = "finish"
    """What becomes of encodes that run now: finished, or frozen until it is unlocked."""
    timetable: Annotated[list[LockTimeIn], Field(max_length=21)] | None = None


class StatusOut(Out):
    version: str
    queue: QueueMode
    why_idle: str | None
    slots: dict[str, SlotsOut]
    disks: list[DiskOut]
    ffmpeg_path: str | None
    ffmpeg_version: str | None
    ffmpeg_problem: str | None
    notices: list[str]
    counts: CountsOut
    today: TodayOut
    activities: list[FolderActivityOut]
    started_at: datetime
    lock: LockOut
    is_leaving: bool
    """Bulletproof quits once what runs is finished."""
    has_window: bool
    """Whether `/shell` can open dialogs and folders on the server's own desktop."""
    keeps_awake: bool | None
    """Whether the machine is kept from falling asleep while jobs run; null: not tried yet, or no window."""

    @classmethod
    def of(
        cls,
        status: DomainStatus,
        *,
        version: str,
        notices: tuple[str, ...],
        has_window: bool = False,
        keeps_awake: bool | None = None,
    ) -> Self:
        return cls(
            version=version,
            queue=status.queue,
            why_idle=status.why_idle,
            slots={name: SlotsOut(used=used, total=total) for name, (used, total) in status.slots.items()},
            disks=[
                DiskOut(directory=shown(d.directory), free_bytes=d.free_bytes, total_bytes=d.total_bytes)
                for d in status.disks
            ],
            ffmpeg_path=shown(status.ffmpeg_path) if status.ffmpeg_path else None,
            ffmpeg_version=status.ffmpeg_version,
            ffmpeg_problem=status.ffmpeg_problem,
            notices=list(notices),
            counts=CountsOut.of(status.counts),
            today=TodayOut.of(status.today),
            activities=[FolderActivityOut.of(activity) for activity in status.activities],
            started_at=status.started_at,
            lock=LockOut.of(status.lock, status.lock_times),
            is_leaving=status.is_leaving,
            has_window=has_window,
            keeps_awake=keeps_awake,
        )


class SnapshotOut(Out):
    epoch: str
    seq: int
    jobs: list[JobOut]
    folders: list[FolderOut]
    progress: list[ProgressOut]
    status: StatusOut


class SettingsOut(Out):
    ffmpeg_path: str | None
    slots_cpu: int | None
    quiet_s: float
    incomplete_quiet_s: float
    stall_s: float
    disk_reserve_bytes: int
    scrub_hour: int
    theme: Theme
    density: Literal["compact", "normal", "relaxed"]
    deadline: datetime | None
    """Doors: when everything has to be ready."""
    clock: Literal["24h", "12h"]
    letter_keys: bool
    saved_views: str
    notifications: Notifications
    keep_awake: bool
    intake_folder: str | None
    update_feed: str | None

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(
            ffmpeg_path=settings.ffmpeg_path,
            slots_cpu=settings.slots_cpu,
            quiet_s=settings.quiet_s,
            incomplete_quiet_s=settings.incomplete_quiet_s,
            stall_s=settings.stall_s,
            disk_reserve_bytes=settings.disk_reserve_bytes,
            scrub_hour=settings.scrub_hour,
            theme=settings.theme,
            density=settings.density,
            deadline=settings.deadline_at,
            clock=settings.clock,
            letter_keys=settings.letter_keys,
            saved_views=settings.saved_views,
            notifications=settings.notifications,
            keep_awake=settings.keep_awake,
            intake_folder=settings.intake_folder,
            update_feed=settings.update_feed,
        )


class SettingsPatch(In):
    """Only what is given changes; an explicit null goes back to the default."""

    ffmpeg_path: str | None = None
    slots_cpu: int | None = None
    quiet_s: float | None = None
    incomplete_quiet_s: float | None = None
    stall_s: float | None = None
    disk_reserve_bytes: int | None = None
    scrub_hour: int | None = None
    theme: Theme | None = None
    density: Literal["compact", "normal", "relaxed"] | None = None
    deadline: AwareDatetime | None = None
    clock: Literal["24h", "12h"] | None = None
    letter_keys: bool | None = None
    saved_views: str | None = None
    notifications: Notifications | None = None
    keep_awake: bool | None = None
    intake_folder: AbsolutePath | None = None
    update_feed: Annotated[str, StringConstraints(max_length=2000)] | None = None


class UpdateOut(Out):
    asked_at: datetime
    newest: str | None
    is_newer: bool
    """Than the one that answers."""
    url: str | None
    problem: str | None
    """Why there is no answer, in words."""


class SignInIn(In):
    token: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class LaunchOut(Out):
    """Open it in a browser on the address that this was asked at."""

    path: str


class Health(Out):
    ok: Literal[True] = True
    version: str
