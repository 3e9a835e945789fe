"""Bring a database to this version's tables, keep copies of it, and start again from one when it is torn.

Alembic's steps only ever add. Before one runs on SQLite a copy is made (VACUUM INTO: consistent, and while
others read). A file that fails SQLite's own check is put aside, never deleted, and the newest copy takes
its place under a new epoch, so that no client believes its old numbers.
"""

import asyncio
import logging
import secrets
import shutil
import sqlite3
from datetime import datetime
from importlib import resources
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bulletproof.domain.errors import DatabaseTooNew
from bulletproof.store.database import Database
from bulletproof.store.tables import marks

logger = logging.getLogger(__name__)

KEPT_BACKUPS = 5
EPOCH = "epoch"


async def migrate(database: Database, *, backups: Path | None, now: datetime) -> None:
    """All steps in one transaction: killed in the middle, nothing has happened."""
    async with database.read() as connection:
        at, is_new = await connection.run_sync(_revision)
    if at == _script().get_current_head():
        return
    _require_known(at)
    if backups is not None and not is_new:
        await back_up(database, backups, now=now)
    async with database.migrating() as connection:
        await connection.run_sync(_upgrade)
    logger.info("The database is at this version's tables", extra={"was": at})


async def back_up(database: Database, backups: Path, *, now: datetime) -> Path:
    """A consistent copy beside the others; the oldest beyond five go."""
    target = backups / f"{now.strftime('%Y%m%dT%H%M%S%fZ')}.db"
    await asyncio.to_thread(backups.mkdir, parents=True, exist_ok=True)
    async with database.outside() as connection:
        await connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
    await asyncio.to_thread(_drop_oldest, backups)
    return target


def _drop_oldest(backups: Path) -> None:
    for old in sorted(backups.glob("*.db"))[:-KEPT_BACKUPS]:
        old.unlink()


def repair(path: Path, backups: Path, *, now: datetime) -> str | None:
    """Put a torn file aside and the newest sound copy in its place; the answer tells the user, in words."""
    if not path.exists() or _is_sound(path):
        return None
    aside = path.with_name(f"{path.name}.damaged-{now.strftime('%Y%m%dT%H%M%SZ')}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    for backup in sorted(backups.glob("*.db"), reverse=True):
        if _is_sound(backup):
            shutil.copyfile(backup, path)
            return (
                f"The database was damaged. The copy of {_day_of(backup)} is used now;"
                f" what happened since is missing. The damaged file is kept as {aside.name}."
            )
    return (
        "The database was damaged and there is no sound copy of it, so it begins empty: add your folders"
        f" again. No media file was touched. The damaged file is kept as {aside.name}."
    )


async def new_epoch(database: Database) -> None:
    """The numbers begin to mean something else: whoever remembers old ones must fetch everything."""
    async with database.write() as connection:
        value = secrets.token_hex(8)
        await connection.execute(sa.update(marks).where(marks.c.name == EPOCH).values(value=value))


def _is_sound(path: Path) -> bool:
    if path.stat().st_size == 0:  # SQLite takes it for a new database
        return False
    try:
        connection = sqlite3.connect(path)
        try:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return False


def _day_of(backup: Path) -> str:
    return f"{backup.stem[:4]}-{backup.stem[4:6]}-{backup.stem[6:8]}"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("bulletproof.store") / "migrations"))
    return config


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _revision(connection: sa.Connection) -> tuple[str | None, bool]:
    is_new = not sa.inspect(connection).has_table("jobs")
    return MigrationContext.configure(connection).get_current_revision(), is_new


def _require_known(revision: str | None) -> None:
    if revision is not None and revision not in {step.revision for step in _script().walk_revisions()}:
        raise DatabaseTooNew(
            "The database was made by a newer Bulletproof. Install that version again, or choose another"
            " data folder; nothing was changed."
        )


def _upgrade(connection: sa.Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
