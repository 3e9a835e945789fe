"""One defect must not end the night."""

import asyncio
from pathlib import Path

import pytest

from bulletproof.engine import keep_going as module
from bulletproof.engine.keep_going import keep_going
from bulletproof.engine.watcher import Watcher
from tests.support.clips import MP4, ClipShelf
from tests.support.show import show
from tests.support.waiting import until


async def test_a_task_that_breaks_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "START_AGAIN_S", 0.0)
    starts: list[int] = []

    async def break_twice() -> None:
        starts.append(1)
        if len(starts) < 3:
            raise ZeroDivisionError
        await asyncio.Event().wait()

    task = asyncio.ensure_future(keep_going(break_twice, name="test"))
    await until(lambda: len(starts) == 3)
    task.cancel()
    await asyncio.wait({task})


@pytest.mark.ffmpeg
async def test_a_watcher_that_broke_watches_again(
    tmp_path: Path, clips: ClipShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "START_AGAIN_S", 0.1)
    broken: list[int] = []
    seen = Watcher._seen

    async def broken_once(self: Watcher) -> object:
        if not broken:
            broken.append(1)
            raise ZeroDivisionError
        return await seen(self)

    monkeypatch.setattr(Watcher, "_seen", broken_once)
    async with show(tmp_path) as venue:
        await venue.watch()
        assert (await venue.ended(venue.drop(clips.path(MP4), "a.mp4"))).message == "All 25 frames decoded."
    assert broken == [1]
