"""The store: everything that is kept, and the only room that speaks SQL."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from bulletproof.store.database import Database, postgres_database, sqlite_database
from bulletproof.store.events import Events
from bulletproof.store.folders import Folders
from bulletproof.store.jobs import Jobs
from bulletproof.store.journal import Recorder, write_event
from bulletproof.store.lengths import Lengths
from bulletproof.store.migrate import EPOCH, back_up, migrate, new_epoch, repair
from bulletproof.store.outputs import Outputs
from bulletproof.store.profiles import Profiles
from bulletproof.store.queue import Queue
from bulletproof.store.reports import Reports
from bulletproof.store.saved_settings import SavedSettings
from bulletproof.store.stats import Stats
from bulletproof.store.tables import marks

FILE = "bulletproof.db"
BACKUPS = "backups"


class Store:
    def __init__(self, recorder: Recorder, epoch: str, *, data_dir: Path, notices: tuple[str, ...]) -> None:
        self._database = recorder.database
        self._now = recorder.now
        self._data_dir = data_dir
        self.epoch = epoch
        self.notices = notices
        """What the user should know of how the database was opened."""
        self.jobs = Jobs(recorder)
        self.lengths = Lengths(recorder)
        self.folders = Folders(recorder)
        self.profiles = Profiles(recorder)
        self.reports = Reports(recorder)
        self.stats = Stats(recorder)
        self.outputs = Outputs(recorder)
        self.events = Events(recorder, epoch)
        self.queue = Queue(recorder)
        self.settings = SavedSettings(recorder)

    @classmethod
    async def open(
        cls,
        url: str | None,
        *,
        data_dir: Path,
        now: Callable[[], datetime],
        on_change: Callable[[], None],
    ) -> "Store":
        """None: SQLite in `data_dir`; else a `postgresql+asyncpg://` address. Migrates before it answers."""
        path, backups = data_dir / FILE, data_dir / BACKUPS
        notice = repair(path, backups, now=now()) if url is None else None
        database = sqlite_database(path) if url is None else postgres_database(url)
        try:
            await migrate(database, backups=backups if url is None else None, now=now())
            if notice is not None:
                await new_epoch(database)
                async with database.write() as connection:
                    await write_event(connection, "database_restored", subject=notice, at=now())
            epoch = await _epoch(database)
        except BaseException:
            await database.engine.dispose()
            raise
        notices = (notice,) if notice else ()
        return cls(Recorder(database, now, on_change), epoch, data_dir=data_dir, notices=notices)

    async def back_up(self) -> None:
        """A copy from which the next start can go on if the database is torn; PostgreSQL has its own."""
        if self._database.is_sqlite:
            await back_up(self._database, self._data_dir / BACKUPS, now=self._now())

    async def close(self) -> None:
        await self._database.close()


async def _epoch(database: Database) -> str:
    async with database.read() as connection:
        found = await connection.execute(sa.select(marks.c.value).where(marks.c.name == EPOCH))
        return str(found.scalar_one())
