"""What a handler may reach: the engine for orders, the store for questions, and the credentials.

Built once by `bulletproof.runtime`; a handler asks for the one room that it needs, so its signature tells
whether it changes anything.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from bulletproof.api.access import Access
from bulletproof.api.hosts import Hosts
from bulletproof.api.hub import Hub
from bulletproof.api.shell import Shell
from bulletproof.api.show_reports import ShowReports
from bulletproof.api.updates import Updates
from bulletproof.engine.engine import Engine
from bulletproof.store.store import Store


@dataclass(frozen=True, slots=True)
class Rooms:
    engine: Engine
    store: Store
    hub: Hub
    access: Access
    hosts: Hosts
    static_dir: Path
    version: str
    updates: Updates
    diagnose: Callable[[], Awaitable[str]]
    """Answers the text that `GET /diagnostics` gives out."""
    notices: tuple[str, ...] = field(default=())
    """What start-up has to tell the user: a restored backup, a setting that was ignored."""
    shows: ShowReports = field(default_factory=ShowReports)
    shell: Shell | None = None
    """None: nobody opened a window around this server."""


def rooms_of(connection: HTTPConnection) -> Rooms:
    rooms: Rooms = connection.app.state.rooms
    return rooms


def _engine(connection: HTTPConnection) -> Engine:
    return rooms_of(connection).engine


def _store(connection: HTTPConnection) -> Store:
    return rooms_of(connection).store


RoomsDep = Annotated[Rooms, Depends(rooms_of)]
EngineDep = Annotated[Engine, Depends(_engine)]
StoreDep = Annotated[Store, Depends(_store)]
