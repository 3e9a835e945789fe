"""What ended on which day, by folder and profile: counted as it happens, never by reading all jobs."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.finding import Verdict
from bulletproof.domain.job import Job, Status
from bulletproof.domain.live import Today
from bulletproof.domain.statistics import By, Failures, Sums
from bulletproof.store.journal import Recorder
from bulletproof.store.rows import Values
from bulletproof.store.tables import daily_failures, daily_stats
from bulletproof.store.whole import whole

_ADDED = ("show_ready", "warnings", "not_ready", "media_s", "work_s", "source_bytes", "output_bytes")
_KEYS = {"day": daily_stats.c.day, "profile": daily_stats.c.profile, "folder": daily_stats.c.folder_id}


def local_day(at: datetime) -> str:
    """The day as it stands on the wall of the room where the program runs."""
    return at.astimezone().date().isoformat()


async def count_ended(connection: AsyncConnection, job: Job, *, at: datetime) -> None:
    key: Values = {"day": local_day(at), "folder_id": job.folder_id or "", "profile": job.profile.name}
    await _add(connection, daily_stats, key, _numbers_of(job))
    if job.status is Status.FAILED and job.reason is not None:
        await _add(connection, daily_failures, {"day": local_day(at), "code": job.reason}, {"jobs": 1})


def _numbers_of(job: Job) -> dict[str, int | float]:
    """A job that failed made nothing: it counts as one, and adds no length and no size."""
    verdict = (job.verdict or Verdict.NOT_READY).value
    if job.status is not Status.COMPLETED:
        return {verdict: 1}
    work_s = (job.finished_at - job.started_at).total_seconds() if job.finished_at and job.started_at else 0.0
    return {
        verdict: 1,
        "media_s": job.duration_s or 0.0,
        "work_s": max(0.0, work_s),
        "source_bytes": job.source.size_bytes,
        "output_bytes": job.output_size_bytes or 0,
    }


async def _add(
    connection: AsyncConnection, table: sa.Table, key: Values, numbers: dict[str, int | float]
) -> None:
    where = [table.c[name] == value for name, value in key.items()]
    added = {table.c[name]: table.c[name] + number for name, number in numbers.items()}
    if (await connection.execute(sa.update(table).where(*where).values(added))).rowcount > 0:
        return
    nothing = dict.fromkeys((column.name for column in table.columns if column.name not in key), 0)
    await connection.execute(sa.insert(table).values(**key, **{**nothing, **numbers}))


async def today(connection: AsyncConnection, at: datetime) -> Today:
    columns = (daily_stats.c.show_ready, daily_stats.c.warnings, daily_stats.c.not_ready)
    sums = sa.select(*(sa.func.coalesce(sa.func.sum(column), 0) for column in columns))
    row = (await connection.execute(sums.where(daily_stats.c.day == local_day(at)))).one()
    return Today(*(int(number) for number in row))


@whole
class Stats:
    """Days are those of the server's own clock; both ends are inside."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    async def total(self, first: date, last: date) -> Sums:
        asked = sa.select(*_sums()).where(*_between(daily_stats, first, last))
        async with self._recorder.database.read() as connection:
            return _sums_of((await connection.execute(asked)).mappings().one())

    async def by(self, kind: By, first: date, last: date) -> dict[str, Sums]:
        """In the order of their keys; only those with a job that ended."""
        key = _KEYS[kind]
        asked = sa.select(key.label("key"), *_sums()).where(*_between(daily_stats, first, last))
        async with self._recorder.database.read() as connection:
            rows = (await connection.execute(asked.group_by(key).order_by(key))).mappings()
            return {row["key"]: _sums_of(row) for row in rows}

    async def failures(self, first: date, last: date) -> tuple[Failures, ...]:
        """Most frequent first."""
        jobs = sa.func.sum(daily_failures.c.jobs).label("jobs")
        asked = sa.select(daily_failures.c.code, jobs).where(*_between(daily_failures, first, last))
        async with self._recorder.database.read() as connection:
            ordered = asked.group_by(daily_failures.c.code).order_by(jobs.desc(), daily_failures.c.code)
            return tuple(
                Failures(row.code, int(row.jobs)) for row in (await connection.execute(ordered)).all()
            )


def _sums() -> list[sa.ColumnElement[float]]:
    return [sa.func.coalesce(sa.func.sum(daily_stats.c[name]), 0).label(name) for name in _ADDED]


def _sums_of(values: sa.RowMapping) -> Sums:
    whole_numbers = {name: int(values[name]) for name in _ADDED if not name.endswith("_s")}
    return Sums(**whole_numbers, media_s=float(values["media_s"]), work_s=float(values["work_s"]))


def _between(table: sa.Table, first: date, last: date) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.day >= first.isoformat(), table.c.day <= last.isoformat()
