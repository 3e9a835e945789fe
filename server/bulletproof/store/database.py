"""One way to a database: how its connections are set up, and what a read and a write transaction are.

Python's sqlite3 opens transactions by itself, late and never for DDL: four tasks that read and then wrote
lost 60 of 80 updates with no error. So it is told to leave transactions alone, and every writer begins with
BEGIN IMMEDIATE, which takes the write lock before the first read.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bulletproof.store.tables import counters

LOCK_TRIES = 6

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # NORMAL may lose the last commits in a power cut (sqlite.org/pragma.html)
)


class Database:
    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        # SQLite has one writer at a time: wait for it here, in order, not by polling its lock.
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """One consistent view, however many statements."""
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        async with self.engine.connect() as connection:
            await connection.execution_options(**options)
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """All of it is kept, or none.

        The row of the number that every change takes is locked first, so writers come one after the other
        on PostgreSQL too, and none waits for another in a ring.
        """
        async with self.migrating() as connection:
            if not self.is_sqlite:
                await connection.execute(
                    sa.select(counters).where(counters.c.name == "seq").with_for_update()
                )
            yield connection

    @asynccontextmanager
    async def migrating(self) -> AsyncIterator[AsyncConnection]:
        """A write transaction of a database that may have no tables yet."""
        if not self.is_sqlite:
            async with self.engine.begin() as connection:
                yield connection
            return
        async with self._turn:
            connection = await self._with_write_lock()
            try:
                yield connection
                await connection.commit()
            finally:
                await connection.close()  # which rolls back what was not committed

    async def _with_write_lock(self) -> AsyncConnection:
        """Wait for a foreign writer for half a minute: six times SQLite's own patience."""
        for attempt in range(1, LOCK_TRIES + 1):
            connection = await self.engine.connect()
            try:
                await connection.execution_options(begin="BEGIN IMMEDIATE")
                await connection.begin()
            except OperationalError as error:
                await connection.close()
                if attempt == LOCK_TRIES or "locked" not in str(error):
                    raise
            else:
                return connection
        raise AssertionError("the last try answers or raises")

    @asynccontextmanager
    async def outside(self) -> AsyncIterator[AsyncConnection]:
        """No transaction: for the few statements of SQLite that refuse to run in one."""
        async with self.engine.connect() as connection:
            await connection.execution_options(begin="")
            yield connection

    async def close(self) -> None:
        """A read that was cancelled half way would keep the checkpoint waiting, so the pool goes first."""
        await self.engine.dispose()
        if self.is_sqlite:
            async with self.outside() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            await self.engine.dispose()


def sqlite_database(path: Path) -> Database:
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}")
    _listen(engine)
    return Database(engine)


def postgres_database(url: str) -> Database:
    return Database(create_async_engine(url, pool_size=10))


def _listen(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Connection) -> None:
        if how := connection.get_execution_options().get("begin", "BEGIN"):
            connection.exec_driver_sql(how)
