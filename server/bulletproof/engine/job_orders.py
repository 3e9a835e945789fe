"""What people order of jobs, one or thousands: written down first, then obeyed by whatever runs."""

from collections.abc import Mapping, Sequence

from bulletproof.domain.errors import Conflict
from bulletproof.domain.job import Job, JobId
from bulletproof.domain.live import Undo
from bulletproof.engine.dispatcher import Dispatcher
from bulletproof.store.many_orders import Many, ManyOrder
from bulletproof.store.store import Store


class JobOrders:
    def __init__(self, store: Store, dispatcher: Dispatcher) -> None:
        self._jobs = store.jobs
        self._dispatcher = dispatcher

    async def pause(self, job_id: JobId) -> Job:
        """A running encode stands still where it is and keeps its slot."""
        self._require_not_publishing(job_id)
        job = await self._jobs.pause(job_id)
        if attempt := self._dispatcher.attempts.get(job_id):
            attempt.stop_for("job_paused")
        return job

    async def resume(self, job_id: JobId) -> Job:
        attempt = self._dispatcher.attempts.get(job_id)
        job = await self._jobs.unpause(job_id, has_process=attempt is not None)
        if attempt is not None:
            attempt.go_on_from("job_paused")
        return job

    async def cancel(self, job_id: JobId) -> tuple[Job, Undo]:
        """Its child and its part file are gone when this returns; the source is untouched."""
        self._require_not_publishing(job_id)
        cancelled = await self._jobs.cancel(job_id)
        await self._dispatcher.end(job_id)
        return cancelled

    async def retry(self, job_id: JobId) -> Job:
        return await self._jobs.retry(job_id)

    async def set_priority(self, job_id: JobId, priority: int) -> Job:
        return await self._jobs.set_priority(job_id, priority)

    async def move(self, job_id: JobId, *, before: JobId | None = None, after: JobId | None = None) -> Job:
        return await self._jobs.move(job_id, before=before, after=after)

    async def remove(self, job_id: JobId) -> Undo:
        return await self._jobs.remove(job_id)

    async def undo(self, token: str) -> tuple[Job, ...]:
        return await self._jobs.undo(token)

    async def many(self, order: ManyOrder, job_ids: Sequence[JobId], *, priority: int = 0) -> Many:
        """The same for all of them; one that can't obey is named with its reason and stops no other."""
        runs = self._dispatcher.attempts
        publishing = {job_id for job_id in job_ids if job_id in runs and runs[job_id].is_publishing}
        done = await self._jobs.order_many(
            order, job_ids, priority=priority, running=frozenset(runs), untouchable=publishing
        )
        await self._obey(order, {job_id: None for job_id in done.job_ids})
        return done

    async def _obey(self, order: ManyOrder, ordered: Mapping[JobId, None]) -> None:
        for attempt in [attempt for attempt in self._dispatcher.attempts.values() if attempt.id in ordered]:
            match order:
                case "pause":
                    attempt.stop_for("job_paused")
                case "resume":
                    attempt.go_on_from("job_paused")
                case "cancel":
                    await self._dispatcher.end(attempt.id)
                case _:
                    pass
        self._dispatcher.poke()

    def _require_not_publishing(self, job_id: JobId) -> None:
        attempt = self._dispatcher.attempts.get(job_id)
        if attempt is not None and attempt.is_publishing:
            raise Conflict("Its output is verified and is being put in place this very moment.")
