"""What the plan of the queue is made of: light rows, lengths learned early, and how fast this machine was."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from os.path import basename
from pathlib import Path
from statistics import median

import sqlalchemy as sa

from bulletproof.domain.job import JobId, Stage, Status
from bulletproof.domain.plan import OVERHEAD_S
from bulletproof.store import codec
from bulletproof.store.job_writes import JobWrites
from bulletproof.store.jobs import ACTIVE
from bulletproof.store.parts import in_parts
from bulletproof.store.rows import AnyRow, job_of, path_of
from bulletproof.store.tables import jobs
from bulletproof.store.whole import whole

LEARNED_FROM = 300
"""As many of the last completed jobs as tell a machine's pace; a new ffmpeg is soon believed."""
TELLING_S = 10.0
"""What is shorter is over before the encoder has got going, and would promise a film in seconds."""


@dataclass(frozen=True, slots=True)
class LinedUp:
    """A job that runs or waits; ten thousand of them are read many times an hour."""

    job_id: JobId
    name: str
    status: Status
    stage: Stage | None
    is_held: bool
    profile: str
    length_s: float | None
    started_at: datetime | None


@whole
class Lengths(JobWrites):
    async def lined_up(self) -> tuple[LinedUp, ...]:
        """In the order of the queue."""
        columns = (jobs.c.id, jobs.c.source_text, jobs.c.status, jobs.c.stage, jobs.c.hold_reason)
        more = (jobs.c.profile_name, jobs.c.duration_s, jobs.c.started_at)
        ordered = (jobs.c.priority.desc(), jobs.c.position, jobs.c.id)
        asked = sa.select(*columns, *more).where(jobs.c.status.in_(ACTIVE), jobs.c.removed_at.is_(None))
        found: list[LinedUp] = []
        async with self._recorder.database.read() as connection:
            async for part in in_parts(connection, asked.order_by(*ordered)):
                found += map(_lined_up, part)
        return tuple(found)

    async def unknown(self, *, limit: int) -> dict[JobId, Path]:
        """Sources of queued jobs whose length nobody has read yet, the next to run first."""
        waits = (
            jobs.c.status == Status.QUEUED.value,
            jobs.c.removed_at.is_(None),
            jobs.c.duration_s.is_(None),
        )
        ordered = (jobs.c.priority.desc(), jobs.c.position, jobs.c.id)
        asked = sa.select(jobs.c.id, jobs.c.source_path).where(*waits).order_by(*ordered).limit(limit)
        async with self._recorder.database.read() as connection:
            return {row.id: path_of(row.source_path) for row in (await connection.execute(asked)).all()}

    async def learn(self, lengths_s: Mapping[JobId, float]) -> None:
        """One that has left the queue meanwhile is measured by its own attempt."""
        queued = sa.and_(jobs.c.id.in_(sorted(lengths_s)), jobs.c.status == Status.QUEUED.value)
        async with self._writing() as connection:
            rows = (await connection.execute(sa.select(jobs).where(queued).with_for_update())).all()
            for job in map(job_of, rows):
                await self._change(connection, job, {"duration_s": lengths_s[job.id]})

    async def paces(self) -> dict[str, float]:
        """Profile's name to seconds of work in a second of media; the median, since a pause is no work."""
        columns = (jobs.c.profile_name, jobs.c.duration_s, jobs.c.started_at, jobs.c.finished_at)
        done = (
            jobs.c.status == Status.COMPLETED.value,
            jobs.c.duration_s >= TELLING_S,
            jobs.c.started_at.is_not(None),
        )
        asked = sa.select(*columns).where(*done).order_by(jobs.c.finished_at.desc()).limit(LEARNED_FROM)
        async with self._recorder.database.read() as connection:
            rows = (await connection.execute(asked)).all()
        measured: dict[str, list[float]] = defaultdict(list)
        for row in rows:
            took_s = (codec.time_of(row.finished_at) - codec.time_of(row.started_at)).total_seconds()
            measured[row.profile_name].append(max(0.0, took_s - OVERHEAD_S) / row.duration_s)
        return {profile: median(paces) for profile, paces in measured.items()}


def _lined_up(row: AnyRow) -> LinedUp:
    return LinedUp(
        row.id,
        basename(row.source_text),  # noqa: PTH119 - ten times as fast as a Path, ten thousand times
        Status(row.status),
        Stage(row.stage) if row.stage else None,
        row.hold_reason is not None,
        row.profile_name,
        row.duration_s,
        codec.time_of(row.started_at) if row.started_at else None,
    )
