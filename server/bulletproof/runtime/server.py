"""One run of the server on a socket, from opening the rooms to closing them.

uvicorn is told everything that it would otherwise guess: another loop gained nothing over asyncio's,
deflate costs up to 90 % of the live socket's throughput on loopback, and trusting a proxy's headers lets
anybody lie about where they come from.
"""

import asyncio
import contextlib
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass

import uvicorn

from bulletproof.api.access import Access
from bulletproof.api.app import create_app
from bulletproof.api.hosts import is_loopback, served_hosts
from bulletproof.api.live_protocol import LiveProtocol
from bulletproof.api.rooms import Rooms
from bulletproof.api.shell import Shell
from bulletproof.domain.settings import ServerOptions
from bulletproof.instance import Instance, announced, instance_id
from bulletproof.runtime.address import BACKLOG, port_of
from bulletproof.runtime.rooms import open_rooms

GRACE_S = 3
LARGEST_MESSAGE_BYTES = 64 * 1024
MOST_CONNECTIONS = 1000


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    instance: Instance
    access: Access

    def new_launch_url(self) -> str:
        """Opens the dashboard signed in, once. May be called from any thread."""
        return f"{self.instance.url}launch?k={self.access.new_launch_code()}"


async def serve(
    options: ServerOptions,
    listener: socket.socket,
    *,
    ready: Callable[[Running], None],
    stop: asyncio.Event,
    shell: Shell | None = None,
    notices: Sequence[str] = (),
) -> None:
    """Serve until `stop` is set. The caller holds the data folder; `ready` is called once, on the loop."""
    port = port_of(listener)
    token = options.token or secrets.token_urlsafe(32)
    access = Access(token, instance_id=instance_id(options.data_dir))
    hosts = served_hosts(options.host, port, options.hosts)
    async with (
        open_rooms(options, access=access, hosts=hosts, shell=shell, notices=notices) as rooms,
        answering(rooms, options, listener),
    ):
        with announced(
            options.data_dir, host=options.host, port=port, token=token, version=rooms.version
        ) as instance:
            ready(Running(instance, access))
            await stop.wait()


@contextlib.asynccontextmanager
async def answering(rooms: Rooms, options: ServerOptions, listener: socket.socket) -> AsyncIterator[None]:
    """HTTP and WebSocket on `listener` for the block; its end closes every connection within `GRACE_S`."""
    server = _Server(_config(rooms, options))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(server.serve([listener]), name="http")
        await server.is_up.wait()
        try:
            yield
        finally:
            server.end.set()


class _Server(uvicorn.Server):
    """Ends when it is told to; signals are for whoever runs the process."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()
        self.end = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_up.set()

    async def main_loop(self) -> None:
        """uvicorn's own looks ten times a second whether it should end; an idle server should sleep."""
        await self.end.wait()
        self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """uvicorn's own raises each signal again at its end, so that the process dies of it."""
        yield


def _config(rooms: Rooms, options: ServerOptions) -> uvicorn.Config:
    return uvicorn.Config(
        create_app(rooms),
        loop="asyncio",
        http="h11",
        ws=LiveProtocol,
        ws_max_size=LARGEST_MESSAGE_BYTES,
        ws_per_message_deflate=not is_loopback(options.host),
        lifespan="off",  # the rooms are opened around the server, not by it
        log_config=None,
        access_log=False,  # it would write launch codes down
        proxy_headers=False,
        server_header=False,
        date_header=False,
        backlog=BACKLOG,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=GRACE_S,
    )
