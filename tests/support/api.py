"""The whole server's inside without a socket: real store, real engine, real app, one client."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from fastapi import FastAPI

from bulletproof.api.access import Access
from bulletproof.api.app import create_app
from bulletproof.api.hosts import served_hosts
from bulletproof.api.rooms import Rooms
from bulletproof.api.shell import Shell
from bulletproof.domain.settings import ServerOptions
from bulletproof.runtime import open_rooms

TOKEN = "the-token-of-a-test-with-32-characters"
HOST = "127.0.0.1:8642"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True, slots=True)
class Api:
    app: FastAPI
    rooms: Rooms
    client: httpx.AsyncClient
    """Carries the token."""


@asynccontextmanager
async def open_api(
    data_dir: Path, shell: Shell | None = None, roots: Sequence[Path] = ()
) -> AsyncIterator[Api]:
    """`data_dir` exists."""
    access = Access(TOKEN, instance_id="test")
    options = ServerOptions(data_dir=data_dir, roots=tuple(roots))
    hosts = served_hosts("127.0.0.1", 8642)
    async with open_rooms(options, access=access, hosts=hosts, shell=shell) as rooms:
        app = create_app(rooms)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(
            transport=transport, base_url=f"http://{HOST}", headers=BEARER
        ) as client:
            yield Api(app, rooms, client)
