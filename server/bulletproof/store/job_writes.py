"""Changing one job: under its lock, only by a legal move, only by the attempt that holds it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.errors import NotFound, StaleAttempt
from bulletproof.domain.job import Job, JobId, Status, require_move
from bulletproof.domain.live import EventKind
from bulletproof.domain.text import shown
from bulletproof.store.journal import Payload, Recorder, count_move, write_event
from bulletproof.store.rows import Values, job_of
from bulletproof.store.tables import jobs


class JobWrites:
    """The common ground of everything that changes jobs."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction; listeners are told only after its commit."""
        async with self._recorder.database.write() as connection:
            yield connection
        self._recorder.on_change()

    async def _locked(self, connection: AsyncConnection, job_id: JobId) -> Job:
        statement = sa.select(jobs).where(jobs.c.id == job_id, jobs.c.removed_at.is_(None)).with_for_update()
        row = (await connection.execute(statement)).one_or_none()
        if row is None:
            raise NotFound(f"There is no job {job_id}.")
        return job_of(row)

    async def _held(self, connection: AsyncConnection, job_id: JobId, attempt: int) -> Job:
        """The job, if that attempt still has it; raises StaleAttempt."""
        job = await self._locked(connection, job_id)
        if job.attempt != attempt or job.status not in (Status.PROCESSING, Status.PAUSED):
            raise StaleAttempt(f"Attempt {attempt} of job {job_id} is over: it is {job.status} now.")
        return job

    async def _change(
        self,
        connection: AsyncConnection,
        job: Job,
        values: Values,
        *,
        kind: EventKind = "job_changed",
        payload: Payload | None = None,
    ) -> Job:
        """Write the event first: its row orders all writers, so that none waits for another in a ring."""
        status = Status(str(values.get("status", job.status)))
        said: Payload = {"status": status.value} if status is not job.status else {}
        await write_event(
            connection,
            kind,
            subject=shown(job.source.path.name),
            at=self._recorder.now(),
            job_id=job.id,
            payload=said | (payload or {}),
        )
        await count_move(connection, job.status, status)
        statement = sa.update(jobs).where(jobs.c.id == job.id).values(**values).returning(*jobs.c)
        return job_of((await connection.execute(statement)).one())

    async def _move(
        self, connection: AsyncConnection, job: Job, status: Status, values: Values, *, order: str
    ) -> Job:
        require_move(job.status, status, order=order)
        return await self._change(connection, job, {"status": status.value} | values)
