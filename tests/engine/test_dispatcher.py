"""One worker for one job, however orders and endings overlap."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.job import Job, NewJob, SourceVersion
from bulletproof.engine.attempt import Attempt
from bulletproof.engine.dispatcher import Dispatcher
from bulletproof.engine.pipeline import Pipeline
from bulletproof.store.store import Store
from tests.support.waiting import until

NEW = NewJob(
    SourceVersion(Path("/in/a.mov"), 1_000, 1, "f", 1, 2), Path("/out/a.mov"), BUILTIN_PROFILES["live-qlab"]
)


class SlowToEnd:
    """A pipeline whose child takes its time to go when it is told to."""

    def __init__(self) -> None:
        self.running: list[int] = []
        self.most_at_once = 0
        self.may_end = asyncio.Event()

    async def run(self, attempt: Attempt) -> None:
        self.running.append(attempt.number)
        self.most_at_once = max(self.most_at_once, len(self.running))
        try:
            await asyncio.Event().wait()
        finally:
            await self.may_end.wait()
            self.running.remove(attempt.number)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(None, data_dir=tmp_path, now=lambda: datetime.now(UTC), on_change=lambda: None)
    yield opened
    await opened.close()


async def _nothing_to_settle(job: Job) -> None:
    raise AssertionError(f"attempt {job.attempt} broke")


async def test_a_job_retried_while_its_cancelled_attempt_still_ends_is_worked_on_once_at_a_time(
    store: Store,
) -> None:
    slow = SlowToEnd()
    dispatcher = Dispatcher(
        store, lambda: cast(Pipeline, slow), lambda: 2, lambda _: None, _nothing_to_settle
    )
    added = await store.jobs.add(NEW)
    assert added is not None
    working = asyncio.create_task(dispatcher.run())
    await until(lambda: slow.running == [1], what="the first attempt")
    await store.jobs.cancel(added.id)
    ending = asyncio.create_task(dispatcher.end(added.id))
    await store.jobs.retry(added.id)
    dispatcher.poke()
    asyncio.get_running_loop().call_later(0.3, slow.may_end.set)
    await until(lambda: slow.running == [2], what="the second attempt")
    await ending
    assert slow.most_at_once == 1
    assert dispatcher.attempts[added.id].number == 2
    working.cancel()
    await asyncio.wait({working})
