"""What only a file can do: be torn, be locked by somebody else, be killed in the middle."""

import asyncio
import shutil
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bulletproof.domain.errors import DatabaseTooNew
from bulletproof.store.database import sqlite_database
from bulletproof.store.migrate import back_up
from bulletproof.store.store import FILE, Store
from bulletproof.store.tables import metadata
from tests.store.conftest import SteppingClock
from tests.store.test_contract import _new


async def _opened(folder: Path) -> Store:
    return await Store.open(None, data_dir=folder, now=SteppingClock(), on_change=lambda: None)


async def test_reads_that_are_followed_by_writes_lose_no_update(tmp_path: Path) -> None:
    """With Python's own transactions four such tasks lost 60 of 80 updates, and no error was seen."""
    database = sqlite_database(tmp_path / "a.db")
    async with database.write() as connection:
        await connection.exec_driver_sql("CREATE TABLE n (value INTEGER)")
        await connection.exec_driver_sql("INSERT INTO n VALUES (0)")

    async def add_twenty() -> None:
        for _ in range(20):
            async with database.write() as connection:
                value = (await connection.exec_driver_sql("SELECT value FROM n")).scalar_one()
                await connection.exec_driver_sql("UPDATE n SET value = ?", (value + 1,))

    await asyncio.gather(*(add_twenty() for _ in range(4)))
    async with database.read() as connection:
        assert (await connection.exec_driver_sql("SELECT value FROM n")).scalar_one() == 80
    await database.close()


async def test_a_migration_that_breaks_leaves_nothing_behind(tmp_path: Path) -> None:
    database = sqlite_database(tmp_path / "a.db")

    async def half_a_migration() -> None:
        async with database.write() as connection:
            await connection.exec_driver_sql("CREATE TABLE half (value INTEGER)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await half_a_migration()
    async with database.read() as connection:
        tables = await connection.exec_driver_sql("SELECT name FROM sqlite_master")
        assert tables.all() == []
    await database.close()


async def test_the_migrations_make_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    await (await _opened(tmp_path)).close()
    engine = sa.create_engine(f"sqlite:///{tmp_path / FILE}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    ours = [difference for difference in differences if "jobs_search" not in str(difference)]
    assert ours == []


async def test_a_change_that_nobody_waits_for_any_more_locks_nobody_out(tmp_path: Path) -> None:
    """A cancelled write used to keep SQLite's lock for good, in about every sixth try."""
    store = await _opened(tmp_path)
    for number in range(30):
        adding = asyncio.ensure_future(store.jobs.add(_new(f"{number}.mov")))
        for _ in range(number % 10):
            await asyncio.sleep(0)  # a few steps into it
        adding.cancel()
        await asyncio.wait({adding})
        assert await store.jobs.add(_new(f"after {number}.mov")) is not None
    await store.close()


async def test_a_database_of_a_newer_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    await (await _opened(tmp_path)).close()
    database = sqlite_database(tmp_path / FILE)
    async with database.write() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    await database.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(DatabaseTooNew, match="newer Bulletproof"):
        await _opened(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.parametrize("kept", [None, 0.0, 0.02, 0.5, 0.9])
async def test_a_torn_file_is_put_aside_and_the_newest_copy_takes_its_place(
    tmp_path: Path, kept: float | None
) -> None:
    store = await _opened(tmp_path)
    await store.jobs.add_many([_new(f"{number}.mov") for number in range(200)])
    epoch = store.epoch
    await store.close()
    database = sqlite_database(tmp_path / FILE)
    await back_up(database, tmp_path / "backups", now=SteppingClock()())
    await database.close()
    path = tmp_path / FILE
    content = path.read_bytes()
    path.write_bytes(b"" if kept is None else content[: int(len(content) * kept)] + b"\0" * 100)
    store = await _opened(tmp_path)
    assert len(await store.jobs.active()) == 200
    assert "The copy of 2026-11-23 is used now" in store.notices[0]
    assert store.epoch != epoch
    assert len([path for path in tmp_path.iterdir() if path.name.startswith(f"{FILE}.damaged-")]) == 1
    await store.close()


async def test_without_a_copy_a_torn_file_is_kept_and_the_store_begins_empty(
    tmp_path: Path,
) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be taken for one" * 100)
    store = await _opened(tmp_path)
    assert await store.jobs.active() == ()
    assert "begins empty" in store.notices[0]
    await store.close()


async def test_only_the_five_newest_copies_are_kept_and_each_is_whole(tmp_path: Path) -> None:
    clock = SteppingClock()
    store = await Store.open(None, data_dir=tmp_path, now=clock, on_change=lambda: None)
    await store.jobs.add(_new())
    for _ in range(7):
        await store.back_up()
    await store.close()
    copies = sorted((tmp_path / "backups").glob("*.db"))
    assert len(copies) == 5
    copy = sqlite3.connect(copies[-1])
    assert copy.execute("SELECT count(*) FROM jobs").fetchone() == (1,)
    copy.close()


async def test_a_foreign_writer_is_waited_for_and_nothing_is_lost(tmp_path: Path) -> None:
    store = await _opened(tmp_path)
    locked, release = threading.Event(), threading.Event()

    def hold_the_lock() -> None:
        connection = sqlite3.connect(tmp_path / FILE, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        locked.set()
        release.wait(5)
        connection.execute("COMMIT")
        connection.close()

    foreign = threading.Thread(target=hold_the_lock)
    foreign.start()
    await asyncio.to_thread(locked.wait, 5)
    adding = asyncio.ensure_future(store.jobs.add(_new()))
    assert len((await store.events.snapshot()).jobs) == 0  # readers go on meanwhile
    release.set()
    assert await adding is not None
    foreign.join()
    await store.close()


async def test_a_copied_data_folder_opens_elsewhere(tmp_path: Path) -> None:
    store = await _opened(tmp_path)
    await store.jobs.add(replace(_new()))
    await store.close()
    (tmp_path / "moved").mkdir()
    shutil.copy(tmp_path / FILE, tmp_path / "moved" / FILE)
    again = await _opened(tmp_path / "moved")
    assert len(await again.jobs.active()) == 1
    await again.close()
