"""What happened since: the change feed of the dashboard, and the snapshot that it begins with."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.folder import Folder
from bulletproof.domain.hold_reason import HoldReason
from bulletproof.domain.job import Job, JobId, Status
from bulletproof.domain.live import Changes, Event, Numbers, Snapshot
from bulletproof.store import codec
from bulletproof.store.folders import all_folders
from bulletproof.store.jobs import ACTIVE
from bulletproof.store.journal import Recorder, counts, current_seq, history
from bulletproof.store.parts import in_parts
from bulletproof.store.queue import queue_mode
from bulletproof.store.rows import AnyRow, job_of
from bulletproof.store.stats import today
from bulletproof.store.tables import events, jobs
from bulletproof.store.whole import whole

NEWEST = 200
MAX_VARIABLES = 500  # SQLite's own limit is 32,766


@whole
class Events:
    def __init__(self, recorder: Recorder, epoch: str) -> None:
        self._recorder = recorder
        self._epoch = epoch

    async def seq(self) -> int:
        async with self._recorder.database.read() as connection:
            return await current_seq(connection)

    async def oldest_seq(self) -> int:
        """The first event that is still kept; 0 where none is."""
        async with self._recorder.database.read() as connection:
            return int((await connection.execute(sa.select(sa.func.min(events.c.seq)))).scalar() or 0)

    async def since(self, seq: int, *, limit: int = MAX_VARIABLES) -> Changes:
        """Fold the next events after `seq` into the rows as they stand: absolute values."""
        async with self._recorder.database.read() as connection:
            following = sa.select(events).where(events.c.seq > seq).order_by(events.c.seq).limit(limit)
            rows = (await connection.execute(following)).all()
            if not rows:
                return Changes(seq, seq)
            return await _folded(connection, seq, rows)

    async def history(self, job_id: JobId) -> tuple[Event, ...]:
        async with self._recorder.database.read() as connection:
            return await history(connection, job_id)

    async def snapshot(self) -> Snapshot:
        async with self._recorder.database.read() as connection:
            return Snapshot(
                epoch=self._epoch,
                seq=await current_seq(connection),
                jobs=await _active(connection) + await _newest_ended(connection),
                folders=await all_folders(connection),
                queue=await queue_mode(connection),
                counts=await counts(connection),
                today=await today(connection, self._recorder.now()),
            )

    async def numbers(self) -> Numbers:
        """Cheap with ten thousand jobs: asked once a second while anybody looks."""
        async with self._recorder.database.read() as connection:
            return Numbers(
                queue=await queue_mode(connection),
                counts=await counts(connection),
                today=await today(connection, self._recorder.now()),
                waiting=await _waiting(connection),
            )

    async def prune(self, older_than: datetime) -> None:
        """A client that asks for what is gone is told to begin anew."""
        old = sa.delete(events).where(events.c.at < codec.time_text(older_than))
        async with self._recorder.database.write() as connection:
            await connection.execute(old)


async def _folded(connection: AsyncConnection, since: int, rows: Sequence[AnyRow]) -> Changes:
    kinds = {row.kind for row in rows}
    job_ids = {row.job_id for row in rows if row.job_id is not None}
    folder_ids = {row.subject for row in rows if row.kind.startswith("folder_")}
    present = await _jobs(connection, job_ids)
    folders = await _folders(connection, folder_ids)
    return Changes(
        since=since,
        seq=max(row.seq for row in rows),
        jobs=present,
        removed_jobs=tuple(sorted(job_ids - {job.id for job in present})),
        folders=folders,
        removed_folders=tuple(sorted(folder_ids - {folder.id for folder in folders})),
        queue=await queue_mode(connection) if "queue_changed" in kinds else None,
        settings_changed="settings_changed" in kinds,
        profiles_changed="profiles_changed" in kinds,
        lock_changed="lock_changed" in kinds,
    )


async def _jobs(connection: AsyncConnection, ids: set[str]) -> tuple[Job, ...]:
    statement = sa.select(jobs).where(jobs.c.id.in_(ids), jobs.c.removed_at.is_(None)).order_by(jobs.c.id)
    return tuple(job_of(row) for row in await connection.execute(statement)) if ids else ()


async def _folders(connection: AsyncConnection, ids: set[str]) -> tuple[Folder, ...]:
    return tuple(folder for folder in await all_folders(connection) if folder.id in ids) if ids else ()


async def _active(connection: AsyncConnection) -> tuple[Job, ...]:
    statement = (
        sa.select(jobs)
        .where(jobs.c.status.in_(ACTIVE), jobs.c.removed_at.is_(None))
        .order_by(jobs.c.priority.desc(), jobs.c.position, jobs.c.id)
    )
    found: list[Job] = []
    async for part in in_parts(connection, statement):
        found += map(job_of, part)
    return tuple(found)


async def _waiting(connection: AsyncConnection) -> dict[HoldReason | None, int]:
    queued = sa.and_(jobs.c.status == Status.QUEUED, jobs.c.removed_at.is_(None))
    counted = sa.select(jobs.c.hold_reason, sa.func.count()).where(queued).group_by(jobs.c.hold_reason)
    return {reason: number for reason, number in await connection.execute(counted)}


async def _newest_ended(connection: AsyncConnection) -> tuple[Job, ...]:
    statement = (
        sa.select(jobs)
        .where(jobs.c.finished_at.is_not(None), jobs.c.status.not_in(ACTIVE), jobs.c.removed_at.is_(None))
        .order_by(jobs.c.finished_at.desc(), jobs.c.id.desc())
        .limit(NEWEST)
    )
    return tuple(job_of(row) for row in await connection.execute(statement))
