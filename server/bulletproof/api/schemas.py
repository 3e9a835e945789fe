"""The API's words: pydantic in and out, one translation each from and to the domain.

Rates are exact fractions written as text ("30000/1001"); times are RFC 3339 in UTC; a path is its display
text, since JSON can't hold a name that is no UTF-8.
"""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bulletproof.domain.finding import Finding, Level, Verdict
from bulletproof.domain.folder import Folder, FolderSpec, FolderState, OnCollision, PatternType, Rule
from bulletproof.domain.folder import FolderActivity as DomainFolderActivity
from bulletproof.domain.hold_reason import HoldReason
from bulletproof.domain.job import Job, Origin, Stage, Status
from bulletproof.domain.live import Counts, QueueMode, Today, Undo
from bulletproof.domain.live import Event as DomainEvent
from bulletproof.domain.live import JobProgress as DomainJobProgress
from bulletproof.domain.live import Report as DomainReport
from bulletproof.domain.live import Status as DomainStatus
from bulletproof.domain.media import AudioStream, Evidence, Span, VideoStream
from bulletproof.domain.profile import Container, Profile
from bulletproof.domain.settings import Settings, Theme
from bulletproof.domain.text import shown
from bulletproof.engine.try_rule import Tried

AbsolutePath = Annotated[str, StringConstraints(min_length=1, max_length=4096)]


class Out(BaseModel):
    """Everything the API answers is closed: an undeclared field is a bug here, not a surprise there."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)


class In(BaseModel):
    """A misspelt key is refused, with its name, instead of being silently ignored."""

    model_config = ConfigDict(extra="forbid")


class FindingOut(Out):
    code: str
    level: Level
    message: str
    measured: str | None
    limit: str | None
    at_s: float | None
    duration_s: float | None
    of_source: bool

    @classmethod
    def of(cls, finding: Finding) -> Self:
        return cls(
            code=finding.code,
            level=finding.level,
            message=finding.message,
            measured=finding.measured,
            limit=finding.limit,
            at_s=finding.at_s,
            duration_s=finding.duration_s,
            of_source=finding.of_source,
        )


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


class RuleIn(In):
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    profile: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    output_pattern: Annotated[str, StringConstraints(min_length=1, max_length=1000)] = "{filename_no_ext}"
    pattern_type: PatternType = "glob"
    case_sensitive: bool = False
    priority: Annotated[int, Field(ge=-1_000_000, le=1_000_000)] = 100
    delete_input: bool = True

    def rule(self) -> Rule:
        return Rule(**self.model_dump())


class RuleOut(Out):
    pattern: str
    profile: str
    output_pattern: str
    pattern_type: PatternType
    case_sensitive: bool
    priority: int
    delete_input: bool

    @classmethod
    def of(cls, rule: Rule) -> Self:
        return cls(
            pattern=rule.pattern,
            profile=rule.profile,
            output_pattern=rule.output_pattern,
            pattern_type=rule.pattern_type,
            case_sensitive=rule.case_sensitive,
            priority=rule.priority,
            delete_input=rule.delete_input,
        )


class FolderIn(In):
    watch_directory: AbsolutePath
    output_directory: AbsolutePath
    rules: Annotated[list[RuleIn], Field(max_length=1000)] = []
    delete_input: bool = False
    keep_originals_days: Annotated[int, Field(ge=0, le=3650)] = 7
    poll_interval: Annotated[float, Field(ge=0.2, le=3600)] = 5.0
    """Seconds between two scans; events make most files seen at once."""
    recursive: bool = False
    on_collision: OnCollision = "auto"

    def spec(self) -> FolderSpec:
        return FolderSpec(
            watch_directory=Path(self.watch_directory),
            output_directory=Path(self.output_directory),
            rules=tuple(rule.rule() for rule in self.rules),
            delete_input=self.delete_input,
            keep_originals_days=self.keep_originals_days,
            poll_interval_s=self.poll_interval,
            recursive=self.recursive,
            on_collision=self.on_collision,
        )


class FolderPatch(In):
    """Only what is given changes; `rules` is replaced whole."""

    watch_directory: AbsolutePath | None = None
    output_directory: AbsolutePath | None = None
    rules: Annotated[list[RuleIn], Field(max_length=1000)] | None = None
    delete_input: bool | None = None
    keep_originals_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    poll_interval: Annotated[float, Field(ge=0.2, le=3600)] | None = None
    recursive: bool | None = None
    on_collision: OnCollision | None = None

    def applied_to(self, spec: FolderSpec) -> FolderSpec:
        """`spec` with what was given in its place; a null counts as not given."""
        given = self.model_dump(exclude_none=True)
        whole = FolderIn.model_validate({"watch_directory": "/", "output_directory": "/", **given}).spec()
        names = ("poll_interval_s" if name == "poll_interval" else name for name in given)
        return replace(spec, **{name: getattr(whole, name) for name in names})


class FolderOut(Out):
    id: str
    watch_directory: str
    output_directory: str
    rules: list[RuleOut]
    delete_input: bool
    keep_originals_days: int
    poll_interval: float
    recursive: bool
    on_collision: OnCollision
    state: FolderState
    state_message: str | None
    state_since: datetime
    created_at: datetime

    @classmethod
    def of(cls, folder: Folder) -> Self:
        spec = folder.spec
        return cls(
            id=folder.id,
            watch_directory=shown(spec.watch_directory),
            output_directory=shown(spec.output_directory),
            rules=[RuleOut.of(rule) for rule in spec.rules],
            delete_input=spec.delete_input,
            keep_originals_days=spec.keep_originals_days,
            poll_interval=spec.poll_interval_s,
            recursive=spec.recursive,
            on_collision=spec.on_collision,
            state=folder.state,
            state_message=folder.state_message,
            state_since=folder.state_since,
            created_at=folder.created_at,
        )


class WaitingFileOut(Out):
    name: str
    size_bytes: int
    previous_size_bytes: int
    reason: Literal["growing", "open_elsewhere", "incomplete", "settling", "no_rule", "rule_error"]
    message: str


class FolderActivityOut(Out):
    folder_id: str
    scanned_at: datetime | None
    waiting: list[WaitingFileOut]

    @classmethod
    def of(cls, activity: DomainFolderActivity) -> Self:
        return cls(
            folder_id=activity.folder_id,
            scanned_at=activity.scanned_at,
            waiting=[
                WaitingFileOut(
                    name=shown(file.name),
                    size_bytes=file.size_bytes,
                    previous_size_bytes=file.previous_size_bytes,
                    reason=file.reason,
                    message=file.message,
                )
                for file in activity.waiting
            ],
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


class PriorityIn(In):
    priority: Annotated[int, Field(ge=-1_000_000, le=1_000_000)]


class MoveIn(In):
    """Exactly one of the two."""

    before: str | None = None
    after: str | None = None


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


class RestoredJobs(Out):
    """What an undo brought back."""

    jobs: list[JobOut]


class JobPage(Out):
    items: list[JobOut]
    next_cursor: str | None
    seq: int


class FolderList(Out):
    items: list[FolderOut]
    next_cursor: str | None = None
    seq: int


class QueueOut(Out):
    mode: QueueMode


class ClearedQueue(Out):
    """How many waiting jobs were cancelled."""

    cancelled: int
    undo: UndoOut | None


class VideoStreamOut(Out):
    codec: str
    codec_tag: str
    codec_profile: str | None
    width: int
    height: int
    pixel_format: str | None
    frame_rate: str | None
    duration_s: float | None
    color_primaries: str | None
    color_transfer: str | None
    color_matrix: str | None
    color_range: str | None

    @classmethod
    def of(cls, stream: VideoStream) -> Self:
        return cls(
            codec=stream.codec,
            codec_tag=stream.codec_tag,
            codec_profile=stream.codec_profile,
            width=stream.width,
            height=stream.height,
            pixel_format=stream.pixel_format,
            frame_rate=_rate(stream.frame_rate),
            duration_s=stream.duration_s,
            color_primaries=stream.color_primaries,
            color_transfer=stream.color_transfer,
            color_matrix=stream.color_matrix,
            color_range=stream.color_range,
        )


class AudioStreamOut(Out):
    codec: str
    sample_rate_hz: int
    channels: int
    channel_layout: str | None
    bits_per_sample: int | None
    duration_s: float | None

    @classmethod
    def of(cls, stream: AudioStream) -> Self:
        return cls(
            codec=stream.codec,
            sample_rate_hz=stream.sample_rate_hz,
            channels=stream.channels,
            channel_layout=stream.channel_layout,
            bits_per_sample=stream.bits_per_sample,
            duration_s=stream.duration_s,
        )


class SpanOut(Out):
    at_s: float
    duration_s: float

    @classmethod
    def of(cls, span: Span) -> Self:
        return cls(at_s=span.at_s, duration_s=span.duration_s)


class EvidenceOut(Out):
    """What was measured of one file."""

    container: str | None
    size_bytes: int | None
    duration_s: float | None
    bit_rate_bps: int | None
    video: list[VideoStreamOut]
    audio: list[AudioStreamOut]
    frames: int | None
    decode_errors: int | None
    black: list[SpanOut]
    frozen: list[SpanOut]
    silent: list[SpanOut]
    unreadable: str | None
    sha256: str | None

    @classmethod
    def of(cls, evidence: Evidence) -> Self:
        media, content = evidence.media, evidence.content
        return cls(
            container=media.container if media else None,
            size_bytes=media.size_bytes if media else None,
            duration_s=media.duration_s if media else None,
            bit_rate_bps=media.bit_rate_bps if media else None,
            video=[VideoStreamOut.of(stream) for stream in media.video] if media else [],
            audio=[AudioStreamOut.of(stream) for stream in media.audio] if media else [],
            frames=content.frames if content else None,
            decode_errors=content.decode_errors if content else None,
            black=[SpanOut.of(span) for span in content.black] if content else [],
            frozen=[SpanOut.of(span) for span in content.frozen] if content else [],
            silent=[SpanOut.of(span) for span in content.silent] if content else [],
            unreadable=evidence.unreadable,
            sha256=evidence.sha256,
        )


class ReportOut(Out):
    job_id: str
    attempt: int
    verdict: Verdict
    findings: list[FindingOut]
    source: EvidenceOut | None
    output: EvidenceOut | None
    ffmpeg_version: str | None
    command: list[str]
    log_tail: str
    encode_s: float | None
    encode_cpu_s: float | None
    verify_s: float | None
    made_at: datetime

    @classmethod
    def of(cls, report: DomainReport) -> Self:
        return cls(
            job_id=report.job_id,
            attempt=report.attempt,
            verdict=report.verdict,
            findings=[FindingOut.of(finding) for finding in report.findings],
            source=EvidenceOut.of(report.source) if report.source else None,
            output=EvidenceOut.of(report.output) if report.output else None,
            ffmpeg_version=report.ffmpeg_version,
            command=[shown(word) for word in report.command],
            log_tail=report.log_tail,
            encode_s=report.encode_s,
            encode_cpu_s=report.encode_cpu_s,
            verify_s=report.verify_s,
            made_at=report.made_at,
        )


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


class ProfileOut(Out):
    name: str
    description: str
    container: Container
    target: str
    video: str | None
    """`ProRes Proxy, yuv422p10le`: what people need to choose by."""
    audio: str | None
    frame_rate: str | None
    width: int | None
    height: int | None
    available: bool
    unavailable_reason: str | None

    @classmethod
    def of(cls, profile: Profile, unavailable_reason: str | None) -> Self:
        video = profile.video
        return cls(
            name=profile.name,
            description=profile.description,
            container=profile.container,
            target=profile.target,
            video=" ".join(filter(None, (video.codec, video.codec_profile, video.pixel_format)))
            if video
            else None,
            audio=profile.audio.codec if profile.audio else None,
            frame_rate=_rate(video.frame_rate) if video else None,
            width=video.width if video else None,
            height=video.height if video else None,
            available=unavailable_reason is None,
            unavailable_reason=unavailable_reason,
        )


class ProfileList(Out):
    items: list[ProfileOut]
    next_cursor: str | None = None
    seq: int


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
    theme: Theme | None = None
    density: Literal["compact", "normal", "relaxed"] | None = None


class TryRuleIn(In):
    """A name against a folder as it would be: nothing is written."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=4096)]
    folder: FolderIn


class TriedRule(Out):
    rule: int | None
    """Index of the rule that wins; None: no rule takes this name."""
    profile: str | None
    output: str | None
    source_after: str
    """What happens to the source, in plain words."""
    warnings: list[str]

    @classmethod
    def of(cls, tried: Tried) -> Self:
        return cls(
            rule=tried.rule,
            profile=tried.profile,
            output=shown(tried.output) if tried.output else None,
            source_after=tried.source_after,
            warnings=list(tried.warnings),
        )


class SignInIn(In):
    token: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class LaunchOut(Out):
    """Open it in a browser on the address that this was asked at."""

    path: str


class Health(Out):
    ok: Literal[True] = True
    version: str


class Problem(BaseModel):
    """RFC 9457; `code` is stable."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str | None = None


def _rate(rate: Fraction | None) -> str | None:
    return f"{rate.numerator}/{rate.denominator}" if rate is not None else None
