"""The store on both databases: whatever holds for one must hold for the other."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bulletproof.store.store import Store
from tests.support.postgres import _Server, fresh_database, postgres_server


class SteppingClock:
    """Each look at it is a millisecond later."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@pytest.fixture(scope="session")
def postgres() -> Iterator[_Server]:
    with postgres_server() as server:
        yield server


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def told() -> list[None]:
    """One entry for each time that the store said that something has changed."""
    return []


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def store(
    request: pytest.FixtureRequest, tmp_path: Path, clock: SteppingClock, told: list[None]
) -> AsyncIterator[Store]:
    url = fresh_database(request.getfixturevalue("postgres")) if request.param == "postgres" else None
    opened = await Store.open(url, data_dir=tmp_path, now=clock, on_change=lambda: told.append(None))
    yield opened
    await opened.close()
