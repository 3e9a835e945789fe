"""Profiles that users made, on SQLite and on PostgreSQL alike."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from bulletproof.domain.builtin_profiles import profile_named
from bulletproof.domain.errors import NotFound
from bulletproof.store.store import Store
from bulletproof.store.tables import profiles
from tests.store.conftest import SteppingClock

WALL = replace(profile_named("live-hap-q"), name="led-wall")
BAR = replace(profile_named("web-h264"), name="bar-screen")


async def test_they_are_kept_whole_and_told_by_name(store: Store, told: list[None]) -> None:
    before = len(told)
    await store.profiles.put([WALL, BAR])
    assert [own.profile for own in await store.profiles.all()] == [BAR, WALL]
    assert len(told) == before + 1


async def test_a_changed_one_keeps_the_day_it_was_made(store: Store) -> None:
    await store.profiles.put([WALL])
    (first,) = await store.profiles.all()
    await store.profiles.put([replace(WALL, description="wider")])
    (second,) = await store.profiles.all()
    assert second.profile.description == "wider"
    assert second.created_at == first.created_at
    assert second.changed_at > first.changed_at


async def test_a_removed_one_is_gone_and_one_that_is_not_there_is_named(store: Store) -> None:
    await store.profiles.put([WALL])
    await store.profiles.remove("led-wall")
    assert await store.profiles.all() == ()
    with pytest.raises(NotFound, match="led-wall"):
        await store.profiles.remove("led-wall")


async def test_each_change_is_told_by_its_number(store: Store) -> None:
    since = await store.events.seq()
    await store.profiles.put([WALL])
    changes = await store.events.since(since)
    assert changes is not None
    assert changes.profiles_changed
    assert changes.seq == since + 1


async def test_one_that_this_version_can_not_read_is_left_out_and_left_alone(tmp_path: Path) -> None:
    store = await Store.open(None, data_dir=tmp_path, now=SteppingClock(), on_change=lambda: None)
    try:
        await store.profiles.put([WALL, BAR])
        async with store._database.write() as connection:
            spoilt = (
                sa.update(profiles).where(profiles.c.name == "led-wall").values(spec='{"of": "the future"}')
            )
            await connection.execute(spoilt)
        assert [own.profile.name for own in await store.profiles.all()] == ["bar-screen"]
        async with store._database.read() as connection:
            assert len((await connection.execute(sa.select(profiles.c.name))).all()) == 2
    finally:
        await store.close()


async def test_a_database_from_before_there_were_profiles_goes_on(tmp_path: Path) -> None:
    store = await Store.open(None, data_dir=tmp_path, now=SteppingClock(), on_change=lambda: None)
    async with store._database.write() as connection:
        for table in ("seen_again", "daily_failures"):
            await connection.execute(sa.text(f"DROP TABLE {table}"))
        for column in ("work_s", "source_bytes"):
            await connection.execute(sa.text(f"ALTER TABLE daily_stats DROP COLUMN {column}"))
        await connection.execute(sa.text("DROP TABLE profiles"))
        await connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    await store.close()
    store = await Store.open(None, data_dir=tmp_path, now=SteppingClock(), on_change=lambda: None)
    try:
        await store.profiles.put([WALL])
        assert [own.profile for own in await store.profiles.all()] == [WALL]
    finally:
        await store.close()
