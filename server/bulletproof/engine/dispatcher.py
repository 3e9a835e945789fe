"""Hand queued jobs to free slots, one claim at a time, the moment either appears."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bulletproof.domain.errors import Conflict
from bulletproof.domain.folder import FolderActivity
from bulletproof.domain.job import Job, JobId
from bulletproof.domain.live import Changes, JobProgress
from bulletproof.engine.attempt import Attempt, Standstill
from bulletproof.engine.pipeline import Pipeline
from bulletproof.store.store import Store

logger = logging.getLogger(__name__)

END_WITHIN_S = 5.0
TRY_AGAIN_S = 2.0


class Dispatcher:
    def __init__(
        self,
        store: Store,
        pipeline: Callable[[], Pipeline | None],
        slots: Callable[[], int],
        tell: Callable[[JobProgress], None],
        settle: Callable[[Job], Awaitable[None]],
        standstill: Callable[[], Standstill | None] = lambda: None,
    ) -> None:
        """`pipeline` answers None while nothing may be encoded; `settle` puts a broken attempt in order;
        `standstill` is asked once a job is claimed: the show may have been locked that very moment."""
        self._standstill = standstill
        self._store = store
        self._pipeline = pipeline
        self._slots = slots
        self._tell = tell
        self._settle = settle
        self._wanted = asyncio.Event()
        self.attempts: dict[JobId, Attempt] = {}

    def poke(self) -> None:
        """Something was queued, resumed or released."""
        self._wanted.set()

    async def run(self) -> None:
        self._wanted.set()
        async with asyncio.TaskGroup() as tasks:
            while True:
                await self._wanted.wait()
                self._wanted.clear()
                await self._fill(tasks)

    async def _fill(self, tasks: asyncio.TaskGroup) -> None:
        while len(self.attempts) < self._slots():
            pipeline = self._pipeline()
            job = await self._store.jobs.claim() if pipeline else None
            if pipeline is None or job is None:
                return
            await self._earlier_is_over(job.id)
            attempt = self.attempts[job.id] = Attempt(job, self._tell)
            if why := self._standstill():
                attempt.stop_for(why)
            attempt.task = tasks.create_task(self._work(pipeline, attempt), name=f"job-{job.id}")

    async def _earlier_is_over(self, job_id: JobId) -> None:
        """A job cancelled and retried at once: both attempts would write the same part file."""
        earlier = self.attempts.get(job_id)
        if earlier is not None and earlier.task is not None:
            await asyncio.wait({earlier.task}, timeout=END_WITHIN_S)

    async def _work(self, pipeline: Pipeline, attempt: Attempt) -> None:
        try:
            await pipeline.run(attempt)
        except Exception:
            logger.exception("This attempt broke", extra={"job": attempt.id, "attempt": attempt.number})
            await self._put_in_order(attempt)
        finally:
            if self.attempts.get(attempt.id) is attempt:
                del self.attempts[attempt.id]
            self._wanted.set()

    async def _put_in_order(self, attempt: Attempt) -> None:
        """Until it can be written down: on a full or locked database the slot waits with it."""
        while True:
            try:
                job = await self._store.jobs.get(attempt.id)
                if job.attempt == attempt.number:
                    await self._settle(job)
            except Conflict:
                return  # somebody ended it meanwhile
            except Exception:
                logger.exception("Not recorded yet", extra={"job": attempt.id})
                await asyncio.sleep(TRY_AGAIN_S)
            else:
                return

    async def end(self, job_id: JobId) -> None:
        """Stop working on a job; its child and its part file are gone when this returns."""
        attempt = self.attempts.get(job_id)
        if attempt is not None:
            await attempt.end(within_s=END_WITHIN_S)


class StartOnChange:
    """Any change may have made a job ready to be claimed."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._dispatcher = dispatcher

    def changes(self, changes: Changes) -> None:
        self._dispatcher.poke()

    def progress(self, progress: JobProgress) -> None:
        """Nothing to start by it."""

    def activity(self, activity: FolderActivity) -> None:
        """Nothing to start by it."""
