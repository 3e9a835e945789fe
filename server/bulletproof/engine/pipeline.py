"""A claimed job is encoded, verified, published and recorded. Steps 5 to 8 of the way of a file.

What was verified is what is published: the part file stands beside its final name, and only a rename lies
between the two. The source may go only after everything else is on disk. Whatever ends an attempt early
leaves the source as it was and no part file behind.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.arrival import Writer
from bulletproof.domain.errors import (
    BulletproofError,
    FolderOffline,
    SourceChanged,
    SourceOpen,
    SourceVanished,
    StaleAttempt,
)
from bulletproof.domain.finding import Finding, verdict_of, worst_first
from bulletproof.domain.folder import FolderSpec
from bulletproof.domain.job import Job, Stage
from bulletproof.domain.live import JobProgress, Report
from bulletproof.domain.media import Evidence, MediaFacts, PacketFacts
from bulletproof.domain.settings import Settings
from bulletproof.domain.target import Target
from bulletproof.domain.text import shown
from bulletproof.domain.verification import Case, judge_output, judge_source
from bulletproof.engine.attempt import Attempt
from bulletproof.engine.clock import Clock
from bulletproof.engine.comparison import comparison
from bulletproof.engine.disk import estimated_bytes, require_room, require_writable
from bulletproof.engine.endings import Endings, NotReady, discarded, first_cause, uninterrupted
from bulletproof.engine.failpoints import Failpoints
from bulletproof.engine.preparation import Preparation, prepare
from bulletproof.engine.publisher import Publisher
from bulletproof.engine.source import is_unchanged, sighted
from bulletproof.engine.stills import Side, Stills
from bulletproof.engine.writer_probe import writer_of
from bulletproof.media.argv import encode_argv
from bulletproof.media.encode import EncodeOutcome, EncodeProgress, encode
from bulletproof.media.examine import examine
from bulletproof.media.ffmpeg import Capabilities
from bulletproof.media.inspector import Inspector
from bulletproof.media.still import still
from bulletproof.store.store import Store

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PipelineTools:
    store: Store
    inspector: Inspector
    ffmpeg: Capabilities
    clock: Clock
    failpoints: Failpoints
    stills: Stills
    targets: Mapping[str, Target]
    may_delete: Callable[[], bool] = lambda: True


@dataclass(frozen=True, slots=True)
class Encoded:
    facts: MediaFacts
    packets: PacketFacts
    outcome: EncodeOutcome
    ready: Preparation
    command: tuple[str, ...]
    wall_s: float


class Pipeline:
    def __init__(self, tools: PipelineTools, settings: Settings, folders: Mapping[str, FolderSpec]) -> None:
        self._tools = tools
        self._settings = settings
        self._folders = folders
        self._endings = Endings(tools.store)
        self._publisher = Publisher(tools.store, tools.clock, tools.failpoints, tools.may_delete)

    async def run(self, attempt: Attempt) -> None:
        """Carry one attempt to its end; what it raises, unless it is cancelled, is a defect of ours."""
        self._tools.failpoints.reach("claimed")
        try:
            await self._carry(attempt)
        except StaleAttempt:
            logger.info("Somebody else has this job now", extra={"job": attempt.id})
        except asyncio.CancelledError:
            await self._tools.stills.let_go(attempt.id, within_s=0)
            await self._endings.give_back(attempt)
            raise
        except BulletproofError as error:
            await self._endings.record(attempt, error)
        finally:
            await discarded(attempt.job.part)

    async def _carry(self, attempt: Attempt) -> None:
        facts = await self._probed(attempt)
        encoded = await self._encoded(attempt, facts)
        report = await self._verified(attempt, encoded)
        await self._published(attempt, report)

    # 5 Claimed: is the world ready for it?

    async def _probed(self, attempt: Attempt) -> MediaFacts:
        self._tell(attempt, Stage.PROBING)
        job = attempt.job
        await self._require_source(job)
        root = self._output_root(job)
        await asyncio.to_thread(require_writable, root, job.output.parent)
        await discarded(job.part)  # of an attempt before a crash
        facts = await self._judged_by_header(attempt)
        await asyncio.to_thread(
            require_room,
            job.output.parent,
            needed_bytes=estimated_bytes(job.profile, facts),
            reserve_bytes=self._settings.disk_reserve_bytes,
        )
        return facts

    async def _judged_by_header(self, attempt: Attempt) -> MediaFacts:
        job = attempt.job
        evidence = await examine(
            job.source.path, inspector=self._tools.inspector, ffmpeg=None, packets=False, hash=False
        )
        findings = judge_source(Case(evidence, profile=job.profile))
        if evidence.media is None or not verdict_of(findings).may_be_seen:
            raise NotReady(self._report(attempt, findings, source=evidence))
        await self._tools.store.jobs.set_duration(attempt.id, attempt.number, evidence.media.duration_s)
        return evidence.media

    # 6 Encoded, beside its destination; the source is read for its packets at the same time

    async def _encoded(self, attempt: Attempt, facts: MediaFacts) -> Encoded:
        await self._enter(attempt, Stage.ENCODING)
        job, started_s = attempt.job, self._tools.clock.monotonic_s()
        ready = await self._prepared(attempt, facts)
        argv = encode_argv(
            self._tools.ffmpeg.path,
            job.profile,
            job.source.path,
            facts,
            job.part,
            speed=job.speed,
            prepared=ready.prepared,
        )
        try:
            async with asyncio.TaskGroup() as looks:
                looks.create_task(self._poster(job, facts))
                packets = looks.create_task(self._source_packets(attempt, facts))
                outcome = looks.create_task(self._encode(attempt, argv, facts))
        except* BulletproofError as group:
            raise first_cause(group) from group
        self._tools.failpoints.reach("ffmpeg_exited")
        wall_s = self._tools.clock.monotonic_s() - started_s
        return Encoded(facts, packets.result(), outcome.result(), ready, tuple(argv), wall_s)

    async def _prepared(self, attempt: Attempt, facts: MediaFacts) -> Preparation:
        ready = await prepare(
            attempt,
            facts,
            able=self._tools.ffmpeg,
            inspector=self._tools.inspector,
            stall_s=self._settings.stall_s,
        )
        if ready.warnings:
            await self._tools.store.jobs.warn(attempt.id, attempt.number, ready.warnings)
        return ready

    async def _encode(self, attempt: Attempt, argv: list[str], facts: MediaFacts) -> EncodeOutcome:
        def tell(progress: EncodeProgress) -> None:
            if progress.frames or progress.out_time_s:
                self._tools.failpoints.reach("half_written")
            self._tell_encode(attempt, progress)

        self._tools.failpoints.reach("spawned")
        return await encode(
            argv,
            duration_s=facts.duration_s,
            on_progress=tell,
            control=attempt.control,
            stall_s=self._settings.stall_s,
        )

    async def _source_packets(self, attempt: Attempt, facts: MediaFacts) -> PacketFacts:
        """Fails the attempt early, before hours of encoding, where the source turns out to be cut."""
        job = attempt.job
        packets = await self._tools.inspector.packets(job.source.path)
        evidence = Evidence(facts, packets, None, None)
        findings = judge_source(Case(evidence, profile=job.profile))
        if not verdict_of(findings).may_be_seen:
            raise NotReady(self._report(attempt, findings, source=evidence))
        return packets

    async def _poster(self, job: Job, facts: MediaFacts) -> None:
        """A picture to recognise the job by; the job is as good without one."""
        if facts.picture is None:
            return
        at_s = (facts.duration_s or 0.0) / 3
        with contextlib.suppress(BulletproofError, OSError, TimeoutError):
            await still(self._tools.ffmpeg.path, job.source.path, at_s, self._tools.stills.poster(job.id))

    # 7 Verified, on the part file itself

    async def _verified(self, attempt: Attempt, encoded: Encoded) -> Report:
        await self._enter(attempt, Stage.VERIFYING)
        job, started_s = attempt.job, self._tools.clock.monotonic_s()
        self._want_stills(job, "source", job.source.path, encoded.facts)
        source = encoded.outcome.source_evidence(encoded.facts, encoded.packets)
        output = await examine(
            job.part,
            inspector=self._tools.inspector,
            ffmpeg=self._tools.ffmpeg.path,
            on_progress=lambda fraction: self._tell(attempt, Stage.VERIFYING, fraction),
            compare_with=comparison(job.source.path, job.profile, source, frames_made=encoded.outcome.frames),
        )
        target = self._tools.targets.get(job.profile.target)
        findings = (
            *judge_source(Case(source, profile=job.profile)),
            *judge_output(Case(output, source, job.profile, target, file_name=job.output.name)),
            *encoded.ready.notes,
        )
        verify_s = self._tools.clock.monotonic_s() - started_s
        report = self._report(attempt, findings, source, output, encoded=encoded, verify_s=verify_s)
        if not report.verdict.may_be_seen:
            raise NotReady(report)
        self._tools.failpoints.reach("verified")
        return report

    # 8 Published

    async def _published(self, attempt: Attempt, report: Report) -> None:
        await self._enter(attempt, Stage.PUBLISHING)
        await self._require_source(attempt.job)
        attempt.is_publishing = True
        job = await uninterrupted(self._publisher.publish(attempt.job, report))
        if job.published is not None and report.output is not None:
            self._want_stills(job, "output", job.published, report.output.media)
        await uninterrupted(self._disposed(job))
        self._tools.failpoints.reach("announced")

    async def _disposed(self, job: Job) -> None:
        if job.disposal.delete_input:
            await self._tools.stills.let_go(job.id)
        await self._publisher.dispose(job, self._watch_root(job))

    # What every step asks

    def _want_stills(self, job: Job, side: Side, path: Path, facts: MediaFacts | None) -> None:
        if facts is not None:
            has_picture, has_sound = facts.picture is not None, facts.sound is not None
            self._tools.stills.want(
                job.id, side, path, facts.duration_s, has_picture=has_picture, has_sound=has_sound
            )

    async def _require_source(self, job: Job) -> None:
        name = shown(job.source.path.name)
        sighting = await asyncio.to_thread(sighted, job.source.path)
        if sighting is None:
            root = self._watch_root(job)
            if root is not None and not await asyncio.to_thread(root.is_dir):
                raise FolderOffline(f"{shown(root)} is offline. The job goes on when it is back.")
            raise SourceVanished(f"{name} is gone. Put it back and it is taken in again.")
        if not is_unchanged(job.source, sighting):
            raise SourceChanged(f"{name} was changed after it was queued; the new version is taken instead.")
        if await asyncio.to_thread(writer_of, job.source.path) is Writer.SOMEBODY:
            raise SourceOpen(f"{name} is open in another program. The job goes on when it is closed.")

    def _output_root(self, job: Job) -> Path:
        """The folder that must exist; below it folders are made as the rule's name asks."""
        spec = self._folders.get(job.folder_id or "")
        return spec.output_directory if spec else job.output.parent

    def _watch_root(self, job: Job) -> Path | None:
        spec = self._folders.get(job.folder_id or "")
        return spec.watch_directory if spec else None

    async def _enter(self, attempt: Attempt, stage: Stage) -> None:
        await attempt.going.wait()
        await self._tools.store.jobs.set_stage(attempt.id, attempt.number, stage)
        self._tell(attempt, stage)

    def _report(
        self,
        attempt: Attempt,
        findings: tuple[Finding, ...],
        source: Evidence | None = None,
        output: Evidence | None = None,
        *,
        encoded: Encoded | None = None,
        verify_s: float | None = None,
    ) -> Report:
        return Report(
            job_id=attempt.id,
            attempt=attempt.number,
            verdict=verdict_of(findings),
            findings=worst_first(findings),
            source=source,
            output=output,
            ffmpeg_version=self._tools.ffmpeg.version,
            command=tuple(shown(word) for word in encoded.command) if encoded else (),
            log_tail=encoded.outcome.stderr_tail if encoded else "",
            encode_s=encoded.wall_s if encoded else None,
            encode_cpu_s=encoded.outcome.cpu_s if encoded else None,
            verify_s=verify_s,
            made_at=self._tools.clock.now(),
            encoder=encoded.ready.encoder if encoded else None,
        )

    def _tell(self, attempt: Attempt, stage: Stage, fraction: float | None = None) -> None:
        attempt.show(JobProgress(attempt.id, stage, fraction, frozen=attempt.is_frozen))

    def _tell_encode(self, attempt: Attempt, progress: EncodeProgress) -> None:
        told = JobProgress(
            attempt.id,
            Stage.ENCODING,
            progress.fraction,
            position_s=progress.out_time_s,
            speed=progress.speed,
            fps=progress.fps,
            eta_s=progress.eta_s,
            stalled_s=progress.stalled_s,
            frozen=attempt.is_frozen,
        )
        attempt.show(told)
