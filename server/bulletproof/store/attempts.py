"""What the worker of an attempt may write; each write carries its number and fails when it is over."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.finding import Verdict
from bulletproof.domain.hold_reason import HoldReason
from bulletproof.domain.job import MAX_CRASHES, Intent, Job, JobId, SourceVersion, Stage, Status
from bulletproof.domain.live import QueueMode, Report
from bulletproof.domain.profile import Resource
from bulletproof.store import codec
from bulletproof.store.job_writes import JobWrites
from bulletproof.store.reports import insert_report
from bulletproof.store.rows import Values, job_of, path_bytes, source_values
from bulletproof.store.stats import count_ended
from bulletproof.store.tables import jobs, marks, outputs

NO_INTENT: Values = {"intent_path": None, "intent_sha256": None, "intent_device": None, "intent_inode": None}
POISONED = "It crashed the program three times in a row and is left alone. Look at the log, then press Retry."


class Attempts(JobWrites):
    async def claim(self, *, resource: Resource = "cpu") -> Job | None:
        """Take the next job that may run; None where there is none or the queue is not running."""
        async with self._writing() as connection:
            mode = sa.select(marks.c.value).where(marks.c.name == "queue")
            if (await connection.execute(mode)).scalar_one() != QueueMode.RUNNING:
                return None
            row = (await connection.execute(_next_in_line(resource))).one_or_none()
            if row is None:
                return None
            job = job_of(row)
            begun: Values = {
                "stage": Stage.PROBING.value,
                "attempt": job.attempt + 1,
                "started_at": codec.time_text(self._recorder.now()),
                "message": None,
            }
            return await self._move(connection, job, Status.PROCESSING, begun | NO_INTENT, order="started")

    async def set_stage(self, job_id: JobId, attempt: int, stage: Stage) -> Job:
        async with self._writing() as connection:
            job = await self._held(connection, job_id, attempt)
            return await self._change(connection, job, {"stage": stage.value}, payload={"stage": stage.value})

    async def set_duration(self, job_id: JobId, attempt: int, duration_s: float | None) -> Job:
        async with self._writing() as connection:
            job = await self._held(connection, job_id, attempt)
            return await self._change(connection, job, {"duration_s": duration_s})

    async def record_intent(self, job_id: JobId, attempt: int, intent: Intent, report: Report) -> Job:
        """Before the rename: what will stand where, and the proof that goes with it."""
        values: Values = {
            "intent_path": path_bytes(intent.path),
            "intent_sha256": intent.sha256,
            "intent_device": str(intent.device),
            "intent_inode": str(intent.inode),
        }
        async with self._writing() as connection:
            job = await self._held(connection, job_id, attempt)
            await insert_report(connection, report)
            return await self._change(connection, job, values)

    async def warn(self, job_id: JobId, attempt: int, warnings: tuple[str, ...]) -> None:
        """Beside those that it has; said before, they are not said again."""
        async with self._writing() as connection:
            job = await self._held(connection, job_id, attempt)
            said = tuple(dict.fromkeys((*job.warnings, *warnings)))
            await self._change(connection, job, {"warnings": codec.to_json(codec.WORDS, said)})

    async def complete(
        self,
        job_id: JobId,
        attempt: int,
        *,
        published: Path,
        sha256: str,
        size_bytes: int,
        message: str,
        report: Report,
    ) -> Job:
        """After the rename: it stands there, verified."""
        values = self._ended(report.verdict, message) | {
            "published_path": path_bytes(published),
            "sha256": sha256,
            "output_size_bytes": size_bytes,
            "crashes": 0,
        }
        async with self._writing() as connection:
            job = await self._held(connection, job_id, attempt)
            done = await self._move(connection, job, Status.COMPLETED, values, order="completed")
            await insert_report(connection, report)
            await self._record_output(connection, done)
            await count_ended(connection, done, at=self._recorder.now())
            return done

    async def fail(
        self,
        job_id: JobId,
        attempt: int,
        *,
        reason: str,
        message: str,
        report: Report | None = None,
    ) -> Job:
        verdict = report.verdict if report else None
        async with self._writing() as connection:
            job = await self._held(connection, job_id, attempt)
            values = self._ended(verdict, message) | {"reason": reason, "crashes": 0}
            failed = await self._move(connection, job, Status.FAILED, values, order="failed")
            if report is not None:
                await insert_report(connection, report)
            await count_ended(connection, failed, at=self._recorder.now())
            return failed

    async def lose(self, job_id: JobId, attempt: int, *, reason: str, message: str) -> Job:
        """The source went away or became another: cancelled, and its version is free to be queued again."""
        async with self._writing() as connection:
            job = await self._held(connection, job_id, attempt)
            values = self._ended(None, message) | {"reason": reason, "version_key": None}
            return await self._move(connection, job, Status.CANCELLED, values, order="cancelled")

    async def renew(self, job_id: JobId, attempt: int, source: SourceVersion) -> Job:
        """Back to its place in the queue, for what stands under its source's name by now."""
        async with self._writing() as connection:
            job = await self._held(connection, job_id, attempt)
            values = source_values(source) | NO_INTENT | {"stage": None, "message": None}
            return await self._put_back(connection, job, values)

    async def hold(self, job_id: JobId, attempt: int, *, hold_reason: HoldReason, message: str) -> Job:
        """Back to its place in the queue, waiting for the world to be ready."""
        async with self._writing() as connection:
            job = await self._held(connection, job_id, attempt)
            values: Values = {"stage": None, "hold_reason": hold_reason, "message": message}
            return await self._put_back(connection, job, values)

    async def requeue(self, job_id: JobId, attempt: int, *, crashed: bool) -> Job:
        """Back to its place in the queue, to begin from 0; the third crash in a row parks it."""
        async with self._writing() as connection:
            job = await self._held(connection, job_id, attempt)
            crashes = job.crashes + 1 if crashed else job.crashes
            if crashes >= MAX_CRASHES:
                values = self._ended(None, POISONED) | {"reason": "poisoned", "crashes": crashes}
                return await self._move(connection, job, Status.FAILED, values, order="failed")
            values = {"stage": None, "crashes": crashes, "recovered": job.recovered or crashed}
            return await self._put_back(connection, job, values | NO_INTENT)

    async def _put_back(self, connection: AsyncConnection, job: Job, values: Values) -> Job:
        """A job that somebody paused stays so: only who paused it may let it run."""
        if job.status is Status.PAUSED:
            return await self._change(connection, job, values | {"hold_reason": None})
        return await self._move(connection, job, Status.QUEUED, values, order="put back")

    def _ended(self, verdict: Verdict | None, message: str) -> Values:
        return {
            "stage": None,
            "verdict": verdict.value if verdict else None,
            "message": message,
            "finished_at": codec.time_text(self._recorder.now()),
        }

    async def _record_output(self, connection: AsyncConnection, job: Job) -> None:
        if job.published is None or job.intent is None:
            raise AssertionError("a completed job was published by an intent")
        path = path_bytes(job.published)
        await connection.execute(sa.delete(outputs).where(outputs.c.path == path))
        await connection.execute(
            sa.insert(outputs).values(
                path=path,
                job_id=job.id,
                source_path=path_bytes(job.source.path),
                sha256=job.sha256,
                size_bytes=job.output_size_bytes,
                device=str(job.intent.device),
                inode=str(job.intent.inode),
                published_at=codec.time_text(self._recorder.now()),
            )
        )


def _next_in_line(resource: Resource) -> sa.Select[tuple[object, ...]]:
    return (
        sa.select(jobs)
        .where(
            jobs.c.status == Status.QUEUED.value,
            jobs.c.hold_reason.is_(None),
            jobs.c.removed_at.is_(None),
            jobs.c.resource == resource,
        )
        .order_by(jobs.c.priority.desc(), jobs.c.position, jobs.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
