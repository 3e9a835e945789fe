"""What is tidied away, and what is not."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bulletproof.domain.folder import FolderSpec
from bulletproof.engine.clock import Clock
from bulletproof.engine.housekeeping import Housekeeping
from bulletproof.engine.stills import Stills
from bulletproof.store.store import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    data = tmp_path / "data"
    data.mkdir()
    opened = await Store.open(None, data_dir=data, now=lambda: datetime.now(UTC), on_change=lambda: None)
    yield opened
    await opened.close()


@pytest.mark.parametrize(("other_days", "is_kept"), [(36_500, True), (0, False)])
async def test_of_two_folders_that_watch_one_place_the_longest_promise_holds(
    tmp_path: Path, store: Store, other_days: int, is_kept: bool
) -> None:
    original = tmp_path / ".bulletproof" / "originals" / "20200101T000000Z-j1" / "a.mov"
    original.parent.mkdir(parents=True)
    original.write_bytes(b"x")
    folders = {
        "f1": FolderSpec(tmp_path, tmp_path / "out1", keep_originals_days=other_days),
        "f2": FolderSpec(tmp_path, tmp_path / "out2", keep_originals_days=0),
    }
    await Housekeeping(store, Clock(), folders, Stills(tmp_path, lambda: None)).tidy()
    assert original.exists() is is_kept
