"""The database fails for a moment at the worst of times: after the rename, before the record."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from bulletproof.domain.job import Job, Status
from bulletproof.engine import dispatcher
from tests.support.clips import MP4, ClipShelf
from tests.support.show import Show

pytestmark = pytest.mark.ffmpeg


@pytest.mark.parametrize("write", ["record_intent", "complete"])
async def test_a_write_that_fails_around_the_rename_leaves_one_output(
    venue: Show, clips: ClipShelf, monkeypatch: pytest.MonkeyPatch, write: str
) -> None:
    monkeypatch.setattr(dispatcher, "TRY_AGAIN_S", 0.1)
    real: Callable[..., Awaitable[Job]] = getattr(venue.store.jobs, write)
    failures: list[Path] = []

    async def full_twice(*words: object, **more: object) -> Job:
        if len(failures) < 2:
            failures.append(venue.outgoing)
            raise OperationalError("UPDATE jobs", {}, Exception("database or disk is full"))
        return await real(*words, **more)

    monkeypatch.setattr(venue.store.jobs, write, full_twice)
    await venue.watch()
    job = await venue.ended(venue.drop(clips.path(MP4), "a.mp4"))
    assert (job.status, venue.outputs) == (Status.COMPLETED, ["a.mov"])
    assert len(failures) == 2
