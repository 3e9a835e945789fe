"""What people and watchers may ask of jobs: add, pause, cancel, retry, move, remove, and take it back."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.errors import Conflict, NotFound
from bulletproof.domain.ids import new_job_id
from bulletproof.domain.job import Job, JobId, NewJob, Stage, Status, require_move
from bulletproof.domain.live import Undo
from bulletproof.domain.text import shown
from bulletproof.store import codec
from bulletproof.store.attempts import NO_INTENT, Attempts
from bulletproof.store.journal import bump, count_move, write_events
from bulletproof.store.rows import Values, job_of, job_values, source_values, version_key
from bulletproof.store.tables import jobs, undos

UNDO_FOR = timedelta(seconds=10)
BATCH = 200  # jobs in one statement; SQLite takes 32,766 values
GAP = 1_048_576.0  # room between two places in the queue for twenty halvings
_FRESH: Values = {
    "stage": None,
    "hold_reason": None,
    "reason": None,
    "message": None,
    "verdict": None,
    "finished_at": None,
}


class Orders(Attempts):
    async def add(self, job: NewJob) -> Job | None:
        """None: a watcher has queued this version of the source for this folder before."""
        added = await self.add_many([job])
        return added[0] if added else None

    async def add_many(self, new: Sequence[NewJob]) -> list[Job]:
        """All in one transaction; versions that were queued before are left out."""
        added: list[Job] = []
        async with self._writing() as connection:
            for start in range(0, len(new), BATCH):
                fresh = await self._unknown(connection, new[start : start + BATCH])
                added += await self._inserted(connection, fresh)
        return added

    async def pause(self, job_id: JobId) -> Job:
        async with self._writing() as connection:
            return await self._paused(connection, job_id)

    async def unpause(self, job_id: JobId, *, has_process: bool) -> Job:
        """Goes on where it stands, or, where its process is gone, begins from 0."""
        async with self._writing() as connection:
            return await self._unpaused(connection, job_id, has_process=has_process)

    async def cancel(self, job_id: JobId) -> tuple[Job, Undo]:
        async with self._writing() as connection:
            cancelled = await self._cancelled_by_hand(connection, job_id)
            return cancelled, await self._undo(connection, "cancel", [job_id])

    async def clear_queued(self) -> tuple[int, Undo | None]:
        """Cancel everything that waits; what runs and what is paused goes on."""
        waiting = sa.select(jobs).where(jobs.c.status == Status.QUEUED.value, jobs.c.removed_at.is_(None))
        async with self._writing() as connection:
            found = [job_of(row) for row in await connection.execute(waiting.with_for_update())]
            for job in found:
                await self._cancelled(connection, job, "Cancelled with the whole queue.")
            ids = [job.id for job in found]
            return len(ids), await self._undo(connection, "cancel", ids) if ids else None

    async def retry(self, job_id: JobId) -> Job:
        """Queued again with the same profile; the count of crashes begins anew."""
        async with self._writing() as connection:
            return await self._queued_again(connection, job_id, order="retried")

    async def release(self, job_id: JobId) -> None:
        """What it waited for is there; nothing happens where it waits no longer."""
        async with self._writing() as connection:
            job = await self._locked(connection, job_id)
            if job.hold_reason is not None:
                await self._change(connection, job, {"hold_reason": None, "message": None})

    async def set_priority(self, job_id: JobId, priority: int) -> Job:
        async with self._writing() as connection:
            job = await self._locked(connection, job_id)
            return await self._change(connection, job, {"priority": priority})

    async def move(self, job_id: JobId, *, before: JobId | None = None, after: JobId | None = None) -> Job:
        """Between two others, with the priority of the one it is put beside."""
        beside_id = before or after
        if beside_id is None or (before and after) or beside_id == job_id:
            raise Conflict("Name one other job: `before` or `after`.")
        async with self._writing() as connection:
            job = await self._locked(connection, job_id)
            beside = await self._locked(connection, beside_id)
            position = await self._place(connection, beside, job_id, before=before is not None)
            values: Values = {"position": position, "priority": beside.priority}
            return await self._change(connection, job, values)

    async def remove(self, job_id: JobId) -> Undo:
        """Out of every list; its report goes with it after the time for undoing."""
        async with self._writing() as connection:
            await self._removed(connection, job_id)
            return await self._undo(connection, "remove", [job_id])

    async def undo(self, token: str) -> tuple[Job, ...]:
        """Take back a cancel or a removal; raises NotFound once its time is over."""
        async with self._writing() as connection:
            found = (await connection.execute(sa.select(undos).where(undos.c.token == token))).one_or_none()
            if found is None or codec.time_of(found.expires_at) < self._recorder.now():
                raise NotFound("It is too late to take that back.")
            await connection.execute(sa.delete(undos).where(undos.c.token == token))
            again = self._queued_again if found.kind == "cancel" else self._restored
            ids = codec.WORDS.validate_json(found.jobs)
            if found.kind == "cancel":
                ids = await self._still_cancelled(connection, ids) or ids
            return tuple([await again(connection, job_id, order="taken back") for job_id in ids])

    async def _still_cancelled(self, connection: AsyncConnection, ids: Sequence[JobId]) -> tuple[JobId, ...]:
        """One that was retried or removed since must not keep the others from being taken back."""
        cancelled = (jobs.c.status == Status.CANCELLED.value, jobs.c.removed_at.is_(None))
        still = set((await connection.execute(sa.select(jobs.c.id).where(*cancelled))).scalars())
        return tuple(job_id for job_id in ids if job_id in still)

    async def record_disposed(self, job_id: JobId, fate: str) -> None:
        async with self._writing() as connection:
            job = await self._locked(connection, job_id)
            await self._change(connection, job, {"disposed": fate}, payload={"source": fate})

    async def purge_removed(self) -> tuple[JobId, ...]:
        """For ever, once nobody can take it back; the answer is who went."""
        async with self._recorder.database.write() as connection:
            now = codec.time_text(self._recorder.now())
            await connection.execute(sa.delete(undos).where(undos.c.expires_at < now))
            over = codec.time_text(self._recorder.now() - UNDO_FOR)
            # What a watcher queued stays as a mark, or the next start would take the file for a new one.
            gone = sa.delete(jobs).where(jobs.c.removed_at < over, jobs.c.version_key.is_(None))
            return tuple((await connection.execute(gone.returning(jobs.c.id))).scalars())

    async def _unknown(self, connection: AsyncConnection, new: Sequence[NewJob]) -> list[NewJob]:
        """Without what was queued before; one that still waits notes the file that stands there now."""
        by_key = {version_key(job) or f"manual:{number}": job for number, job in enumerate(new)}
        found = sa.select(jobs).where(jobs.c.version_key.in_(by_key))
        for row in (await connection.execute(found)).all():
            known, source = job_of(row), by_key[row.version_key].source
            change: Values = {}
            if known.source != source and known.status is Status.FAILED:
                # Copied again, as its message asked; the fault may lie between head and tail.
                change = {"version_key": None}
            else:
                del by_key[row.version_key]
                # Not once an attempt had it: what is disposed of must be the file that was encoded.
                if known.source != source and known.stage is None and not known.status.is_final:
                    change = source_values(source)
            if change:
                await connection.execute(sa.update(jobs).where(jobs.c.id == row.id).values(**change))
        return list(by_key.values())

    async def _inserted(self, connection: AsyncConnection, new: Sequence[NewJob]) -> list[Job]:
        if not new:
            return []
        now = self._recorder.now()
        first = secrets.randbits(31)  # one after the other from there: they sort as they were found
        ids = [new_job_id(now, first + number) for number in range(len(new))]
        subjects = [(job_id, shown(job.source.path.name)) for job_id, job in zip(ids, new, strict=True)]
        await write_events(connection, "job_added", subjects, at=now)
        await bump(connection, f"jobs.{Status.QUEUED}", len(new))
        position = await self._last_position(connection)
        values = [
            job_values(job, job_id=job_id, position=position + GAP * number, now=now)
            for number, (job_id, job) in enumerate(zip(ids, new, strict=True), start=1)
        ]
        await connection.execute(sa.insert(jobs), values)
        rows = await connection.execute(sa.select(jobs).where(jobs.c.id.in_(ids)).order_by(jobs.c.id))
        return [job_of(row) for row in rows]

    async def _last_position(self, connection: AsyncConnection) -> float:
        return float((await connection.execute(sa.select(sa.func.max(jobs.c.position)))).scalar() or 0.0)

    async def _paused(self, connection: AsyncConnection, job_id: JobId) -> Job:
        job = await self._locked(connection, job_id)
        _require_not_publishing(job)
        return await self._move(connection, job, Status.PAUSED, {}, order="paused")

    async def _unpaused(self, connection: AsyncConnection, job_id: JobId, *, has_process: bool) -> Job:
        job = await self._locked(connection, job_id)
        if job.status is not Status.PAUSED:
            raise Conflict(f"A job that is {job.status} can't be resumed.")
        status = Status.PROCESSING if has_process else Status.QUEUED
        values: Values = {} if has_process else {"stage": None}
        return await self._move(connection, job, status, values, order="resumed")

    async def _removed(self, connection: AsyncConnection, job_id: JobId) -> Job:
        job = await self._locked(connection, job_id)
        if job.status in (Status.PROCESSING, Status.PAUSED):
            raise Conflict("A job that is being worked on can't be removed. Cancel it first.")
        removed: Values = {"removed_at": codec.time_text(self._recorder.now())}
        await count_move(connection, job.status, None)
        return await self._change(connection, job, removed, kind="job_removed")

    async def _cancelled_by_hand(self, connection: AsyncConnection, job_id: JobId) -> Job:
        job = await self._locked(connection, job_id)
        _require_not_publishing(job)
        return await self._cancelled(connection, job, "Cancelled.")

    async def _cancelled(self, connection: AsyncConnection, job: Job, message: str) -> Job:
        values: Values = {
            "stage": None,
            "hold_reason": None,
            "reason": "cancelled",
            "message": message,
            "finished_at": codec.time_text(self._recorder.now()),
        }
        return await self._move(connection, job, Status.CANCELLED, values, order="cancelled")

    async def _queued_again(self, connection: AsyncConnection, job_id: JobId, *, order: str) -> Job:
        job = await self._locked(connection, job_id)
        require_move(job.status, Status.QUEUED, order=order)
        if job.status not in (Status.FAILED, Status.CANCELLED):
            raise Conflict(f"A job that is {job.status} can't be {order}.")
        values = _FRESH | NO_INTENT | {"crashes": 0}
        return await self._move(connection, job, Status.QUEUED, values, order=order)

    async def _restored(self, connection: AsyncConnection, job_id: JobId, *, order: str) -> Job:
        row = (await connection.execute(sa.select(jobs).where(jobs.c.id == job_id))).one_or_none()
        if row is None:
            raise NotFound(f"Job {job_id} is gone and can't be {order}.")
        job = job_of(row)
        restored = await self._change(connection, job, {"removed_at": None}, kind="job_restored")
        await count_move(connection, None, job.status)
        return restored

    async def _undo(self, connection: AsyncConnection, kind: str, ids: Sequence[JobId]) -> Undo:
        undo = Undo(secrets.token_urlsafe(16), self._recorder.now() + UNDO_FOR)
        await connection.execute(
            sa.insert(undos).values(
                token=undo.token,
                kind=kind,
                jobs=codec.to_json(codec.WORDS, tuple(ids)),
                expires_at=codec.time_text(undo.expires_at),
            )
        )
        return undo

    async def _place(self, connection: AsyncConnection, beside: Job, moved: JobId, *, before: bool) -> float:
        """Half way to the next neighbour; the queue is numbered anew when the halves run out."""
        neighbour = await self._neighbour(connection, beside, moved, before=before)
        place = (beside.position + neighbour) / 2
        if place not in (beside.position, neighbour):
            return place
        await self._number_anew(connection)
        beside = await self._locked(connection, beside.id)
        return (beside.position + await self._neighbour(connection, beside, moved, before=before)) / 2

    async def _neighbour(
        self, connection: AsyncConnection, beside: Job, moved: JobId, *, before: bool
    ) -> float:
        column = jobs.c.position
        extreme = sa.func.max(column) if before else sa.func.min(column)
        beyond = column < beside.position if before else column > beside.position
        statement = sa.select(extreme).where(beyond, jobs.c.id != moved, jobs.c.priority == beside.priority)
        found = (await connection.execute(statement)).scalar()
        return float(found) if found is not None else beside.position + (-GAP if before else GAP)

    async def _number_anew(self, connection: AsyncConnection) -> None:
        ordered = sa.select(jobs.c.id).order_by(jobs.c.position, jobs.c.id)
        for number, job_id in enumerate((await connection.execute(ordered)).scalars().all(), start=1):
            await connection.execute(sa.update(jobs).where(jobs.c.id == job_id).values(position=number * GAP))


def _require_not_publishing(job: Job) -> None:
    """Asked under the job's lock: whoever asks earlier may be overtaken by the rename."""
    if job.status is Status.PROCESSING and job.stage is Stage.PUBLISHING:
        raise Conflict("Its output is verified and is being put in place this very moment.")
