"""How an attempt ends before its time: each cause has one place where the job goes next."""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import TypeVar

from bulletproof.domain.errors import (
    Blocked,
    BulletproofError,
    Conflict,
    InvalidFile,
    SourceChanged,
    SourceLost,
    StaleAttempt,
)
from bulletproof.domain.finding import worst_first
from bulletproof.domain.job import Status
from bulletproof.domain.live import Report
from bulletproof.engine.attempt import Attempt
from bulletproof.engine.source import named_version
from bulletproof.store.store import Store

logger = logging.getLogger(__name__)
T = TypeVar("T")


class NotReady(BulletproofError):
    """Verification said no: the job fails with the worst finding's code and words."""

    def __init__(self, report: Report) -> None:
        worst = worst_first(report.findings)[0]
        super().__init__(worst.message)
        self.report, self.reason = report, worst.code


class Endings:
    def __init__(self, store: Store) -> None:
        self._jobs = store.jobs

    async def record(self, attempt: Attempt, error: BulletproofError) -> None:
        """Blocked waits, a lost source cancels, everything else fails; nothing where the attempt is over."""
        logger.info("Attempt ended", extra={"job": attempt.id, "code": error.code, "cause": str(error)})
        with contextlib.suppress(StaleAttempt):
            if isinstance(error, NotReady):
                await self._jobs.fail(
                    attempt.id,
                    attempt.number,
                    reason=error.reason,
                    message=str(error),
                    report=error.report,
                )
            elif isinstance(error, Blocked):
                await self._jobs.hold(
                    attempt.id, attempt.number, hold_reason=error.hold_reason, message=str(error)
                )
            elif isinstance(error, SourceChanged) and attempt.job.origin != "watcher":
                await self._renew(attempt, error)
            elif isinstance(error, SourceLost):
                await self._jobs.lose(attempt.id, attempt.number, reason=error.code, message=str(error))
            else:
                await self._jobs.fail(attempt.id, attempt.number, reason=error.code, message=str(error))

    async def _renew(self, attempt: Attempt, error: SourceChanged) -> None:
        """No watcher will find the new version of a file that somebody added by hand."""
        try:
            source = await asyncio.to_thread(named_version, attempt.job.source.path)
        except InvalidFile:
            await self._jobs.lose(attempt.id, attempt.number, reason=error.code, message=str(error))
        else:
            await self._jobs.renew(attempt.id, attempt.number, source)

    async def give_back(self, attempt: Attempt) -> None:
        """We are being stopped: the job goes back to the queue, unless somebody has ended it."""
        with contextlib.suppress(Conflict):
            job = await self._jobs.get(attempt.id)
            if job.status is Status.PROCESSING:
                await self._jobs.requeue(attempt.id, attempt.number, crashed=False)


async def discarded(part: Path) -> None:
    with contextlib.suppress(OSError):
        await asyncio.to_thread(part.unlink, missing_ok=True)


async def uninterrupted(step: Coroutine[None, None, T]) -> T:
    """Let a step that must not be left half done come to its end, and only then be cancelled."""
    task = asyncio.ensure_future(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


def first_cause(group: BaseExceptionGroup[BulletproofError]) -> BulletproofError:
    """A source that is cut says more than the encode that it ended."""
    leaves = list(_leaves(group))
    return next((error for error in leaves if isinstance(error, NotReady)), leaves[0])


def _leaves(group: BaseExceptionGroup[BulletproofError]) -> Iterator[BulletproofError]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
