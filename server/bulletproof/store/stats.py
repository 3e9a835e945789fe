"""What ended on which day, by folder and profile: counted as it happens, never by reading all jobs."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.finding import Verdict
from bulletproof.domain.job import Job
from bulletproof.domain.live import Today
from bulletproof.store.rows import Values
from bulletproof.store.tables import daily_stats


def local_day(at: datetime) -> str:
    """The day as it stands on the wall of the room where the program runs."""
    return at.astimezone().date().isoformat()


async def count_ended(connection: AsyncConnection, job: Job, *, at: datetime) -> None:
    key: Values = {"day": local_day(at), "folder_id": job.folder_id or "", "profile": job.profile.name}
    where = [daily_stats.c[name] == value for name, value in key.items()]
    if (await connection.execute(sa.select(daily_stats.c.day).where(*where))).first() is None:
        nothing: Values = dict.fromkeys(("show_ready", "warnings", "not_ready", "media_s", "output_bytes"), 0)
        await connection.execute(sa.insert(daily_stats).values(**key, **nothing))
    verdict = daily_stats.c[(job.verdict or Verdict.NOT_READY).value]
    await connection.execute(
        sa.update(daily_stats)
        .where(*where)
        .values(
            {
                verdict: verdict + 1,
                daily_stats.c.media_s: daily_stats.c.media_s + (job.duration_s or 0.0),
                daily_stats.c.output_bytes: daily_stats.c.output_bytes + (job.output_size_bytes or 0),
            }
        )
    )


async def today(connection: AsyncConnection, at: datetime) -> Today:
    columns = (daily_stats.c.show_ready, daily_stats.c.warnings, daily_stats.c.not_ready)
    sums = sa.select(*(sa.func.coalesce(sa.func.sum(column), 0) for column in columns))
    row = (await connection.execute(sums.where(daily_stats.c.day == local_day(at)))).one()
    return Today(*(int(number) for number in row))
