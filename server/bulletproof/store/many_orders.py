"""One order for many jobs: few transactions, one undo for all, a reason for each that can't obey."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.errors import BulletproofError, Conflict, NotFound
from bulletproof.domain.job import Job, JobId, Status
from bulletproof.domain.live import Undo
from bulletproof.store.orders import BATCH, GAP, Orders
from bulletproof.store.rows import Values
from bulletproof.store.tables import jobs

ManyOrder = Literal["pause", "resume", "cancel", "retry", "remove", "priority", "first", "last"]
_UNDONE_AS: dict[ManyOrder, str] = {"cancel": "cancel", "remove": "remove"}
"""Those that can be taken back, with the word that the undo is kept under."""

_Do = Callable[[AsyncConnection, JobId], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Many:
    job_ids: tuple[JobId, ...]
    """Those that obeyed."""
    skipped: tuple[tuple[JobId, BulletproofError], ...]
    undo: Undo | None


class ManyOrders(Orders):
    async def order_many(
        self,
        order: ManyOrder,
        job_ids: Sequence[JobId],
        *,
        priority: int = 0,
        running: Collection[JobId] = (),
        untouchable: Collection[JobId] = (),
    ) -> Many:
        """`running` have a process; `untouchable` are being put in place this moment."""
        done: list[JobId] = []
        skipped: list[tuple[JobId, BulletproofError]] = []
        undo: Undo | None = None
        batches = [job_ids[start : start + BATCH] for start in range(0, len(job_ids), BATCH)]
        if order == "first":
            batches.reverse()  # each goes before what stands first by then
        for batch in batches:
            async with self._writing() as connection:
                do = await self._doing(connection, order, batch, priority, running)
                for job_id in batch:
                    try:
                        _require_touchable(job_id, order, untouchable)
                        await do(connection, job_id)
                        done.append(job_id)
                    except (NotFound, Conflict) as refused:
                        skipped.append((job_id, refused))
                if done and order in _UNDONE_AS and batch is batches[-1]:
                    undo = await self._undo(connection, _UNDONE_AS[order], done)
        return Many(tuple(done), tuple(skipped), undo)

    async def _doing(
        self,
        connection: AsyncConnection,
        order: ManyOrder,
        batch: Sequence[JobId],
        priority: int,
        running: Collection[JobId],
    ) -> _Do:
        if order in ("first", "last"):
            places = await self._end_places(connection, order, batch)
            return lambda connection, job_id: self._placed(connection, job_id, places[job_id])

        async def resumed(connection: AsyncConnection, job_id: JobId) -> Job:
            return await self._unpaused(connection, job_id, has_process=job_id in running)

        async def prioritised(connection: AsyncConnection, job_id: JobId) -> Job:
            return await self._placed(connection, job_id, {"priority": priority})

        doing: dict[ManyOrder, _Do] = {
            "pause": self._paused,
            "resume": resumed,
            "cancel": self._cancelled_by_hand,
            "retry": lambda connection, job_id: self._queued_again(connection, job_id, order="retried"),
            "remove": self._removed,
            "priority": prioritised,
        }
        return doing[order]

    async def _end_places(
        self, connection: AsyncConnection, order: ManyOrder, batch: Sequence[JobId]
    ) -> dict[JobId, Values]:
        """Beyond the first or the last that waits, in the order in which they were named."""
        waiting = sa.and_(jobs.c.status == Status.QUEUED.value, jobs.c.removed_at.is_(None))
        best = sa.func.max if order == "first" else sa.func.min
        priority = (await connection.execute(sa.select(best(jobs.c.priority)).where(waiting))).scalar()
        edge = sa.func.min if order == "first" else sa.func.max
        peers = sa.and_(waiting, jobs.c.priority == priority)
        position = (await connection.execute(sa.select(edge(jobs.c.position)).where(peers))).scalar() or 0.0
        before = len(batch) if order == "first" else -1
        return {
            job_id: {"position": position + GAP * (number - before), "priority": priority}
            for number, job_id in enumerate(batch)
        }

    async def _placed(self, connection: AsyncConnection, job_id: JobId, values: Values) -> Job:
        job = await self._locked(connection, job_id)
        if job.status.is_final:
            raise Conflict(f"A job that is {job.status} has no place in the queue.")
        return await self._change(connection, job, values)


def _require_touchable(job_id: JobId, order: ManyOrder, untouchable: Collection[JobId]) -> None:
    if job_id in untouchable and order in ("pause", "cancel"):
        raise Conflict("Its output is verified and is being put in place this very moment.")
