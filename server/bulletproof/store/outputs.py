"""What became of outputs after their jobs were done: which are due for another look, and what it saw."""

from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from bulletproof.domain.finding import Verdict
from bulletproof.domain.job import Job, JobId, Status
from bulletproof.domain.live import Report
from bulletproof.store import codec
from bulletproof.store.job_writes import JobWrites
from bulletproof.store.reports import insert_report
from bulletproof.store.rows import Values, job_of
from bulletproof.store.tables import jobs, outputs, seen_again
from bulletproof.store.whole import whole

OutputState = Literal["intact", "changed", "missing"]


@whole
class Outputs(JobWrites):
    async def due(self, before: datetime, *, limit: int) -> tuple[Job, ...]:
        """Not looked at since `before`, longest ago first; one that a newer job replaced is not asked."""
        seen = sa.func.coalesce(seen_again.c.at, jobs.c.finished_at)
        statement = (
            sa.select(jobs)
            .join(outputs, outputs.c.job_id == jobs.c.id)
            .outerjoin(seen_again, seen_again.c.job_id == jobs.c.id)
            .where(
                jobs.c.status == Status.COMPLETED.value,
                jobs.c.removed_at.is_(None),
                seen < codec.time_text(before),
            )
            .order_by(seen, jobs.c.id)
            .limit(limit)
        )
        async with self._recorder.database.read() as connection:
            return tuple(job_of(row) for row in await connection.execute(statement))

    async def is_current(self, job_id: JobId) -> bool:
        """Whether what stands at its name is still this job's output, and not a newer job's."""
        statement = sa.select(outputs.c.job_id).where(outputs.c.job_id == job_id)
        async with self._recorder.database.read() as connection:
            return (await connection.execute(statement)).first() is not None

    async def record_seen(
        self, job_id: JobId, state: OutputState, *, verdict: Verdict, message: str, report: Report | None
    ) -> Job:
        """The job's word and its proof change with what was seen; `report` is None where they stay."""
        async with self._writing() as connection:
            job = await self._locked(connection, job_id)
            now = codec.time_text(self._recorder.now())
            await connection.execute(sa.delete(seen_again).where(seen_again.c.job_id == job_id))
            await connection.execute(sa.insert(seen_again).values(job_id=job_id, at=now, state=state))
            if report is not None:
                await insert_report(connection, report)
            if (verdict, message) == (job.verdict, job.message):
                return job
            values: Values = {"verdict": verdict.value, "message": message}
            return await self._change(connection, job, values, payload={"output": state})
