"""The server itself: status, settings, sign-in, and the snapshot that a dashboard begins with."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import StringConstraints

from bulletproof.api.schemas.base import In, Out
from bulletproof.api.schemas.folders import FolderActivityOut, FolderOut
from bulletproof.api.schemas.jobs import JobOut, ProgressOut
from bulletproof.domain.live import Counts, QueueMode, Today
from bulletproof.domain.live import Status as DomainStatus
from bulletproof.domain.settings import Settings, Theme
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

    @classmethod
    def of(cls, status: DomainStatus, *, version: str, notices: tuple[str, ...]) -> Self:
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


class SignInIn(In):
    token: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class LaunchOut(Out):
    """Open it in a browser on the address that this was asked at."""

    path: str


class Health(Out):
    ok: Literal[True] = True
    version: str
