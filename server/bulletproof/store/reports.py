"""The proof of each attempt, kept for ever."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.job import JobId
from bulletproof.domain.live import Report
from bulletproof.store import codec
from bulletproof.store.journal import Recorder
from bulletproof.store.tables import reports
from bulletproof.store.whole import whole


async def insert_report(connection: AsyncConnection, report: Report) -> None:
    """The newest word of an attempt stands."""
    key = (reports.c.job_id == report.job_id, reports.c.attempt == report.attempt)
    await connection.execute(sa.delete(reports).where(*key))
    await connection.execute(
        sa.insert(reports).values(
            job_id=report.job_id,
            attempt=report.attempt,
            report=codec.to_json(codec.REPORT, report),
            made_at=codec.time_text(report.made_at),
        )
    )


@whole
class Reports:
    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    async def get(self, job_id: JobId) -> Report | None:
        """Of the newest attempt that came as far as to have one."""
        statement = (
            sa.select(reports.c.report)
            .where(reports.c.job_id == job_id)
            .order_by(reports.c.attempt.desc())
            .limit(1)
        )
        async with self._recorder.database.read() as connection:
            found = (await connection.execute(statement)).scalar_one_or_none()
        return codec.REPORT.validate_json(found) if found is not None else None
