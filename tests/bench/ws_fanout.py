"""Frames per second that our socket sends to many clients, against bare uvicorn sending the same text.

Both run in this process on the loop of their clients, alternating, so the clients' share is in both figures
and the ratio tells what our hub, mailboxes and gate cost. A second line tells what 500 clients at 20 frames a
second take of a core.
"""

import asyncio
import contextlib
import json
import os
import socket
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import uvicorn
from starlette.types import Receive, Scope, Send

from bulletproof.domain.job import Stage
from bulletproof.domain.live import Changes, JobProgress
from tests.support.jobs import job
from tests.support.server import TOKEN, served

CLIENTS = 100
FRAMES = 300
ROUNDS = 5
PACED_CLIENTS = 500
PACED_S = 5.0
Broadcast = Callable[[str], Awaitable[None]]


class Counter(asyncio.Protocol):
    """A client that shakes hands and counts bytes: a real one's parsing would be most of what is measured."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._transport: asyncio.Transport | None = None
        self.bytes = 0
        self.is_in = asyncio.Event()
        self.is_greeted = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(
            f"GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nAuthorization: Bearer {TOKEN}\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        _, ended, rest = data.partition(b"\r\n\r\n")
        if rest or self.is_in.is_set():
            self.is_greeted.set()
        if ended:
            self.is_in.set()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


@contextlib.asynccontextmanager
async def _clients(port: int, count: int, *, are_greeted: bool = True) -> AsyncIterator[list[Counter]]:
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(lambda: Counter(port), "127.0.0.1", port) for _ in range(count)]
    counters = [protocol for _, protocol in made]
    for counter in counters:
        await (counter.is_greeted if are_greeted else counter.is_in).wait()  # a greeting is not counted
    try:
        yield counters
    finally:
        for counter in counters:
            counter.close()


@contextlib.asynccontextmanager
async def _bare() -> AsyncIterator[tuple[int, set[Send]]]:
    """uvicorn and a loop over its clients: as little as a broadcast can be."""
    sends: set[Send] = set()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        sends.add(send)
        while (await receive())["type"] != "websocket.disconnect":
            pass
        sends.discard(send)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app, ws="websockets-sansio", loop="asyncio", lifespan="off", log_config=None,
            access_log=False, ws_per_message_deflate=False,
        )  # fmt: skip
        server = uvicorn.Server(config)
        task = asyncio.create_task(server._serve([listener]))
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        yield listener.getsockname()[1], sends
        server.should_exit = True
        await task


async def _received(counters: list[Counter], expected_bytes: int) -> None:
    async with asyncio.timeout(60):
        while sum(counter.bytes for counter in counters) < expected_bytes:  # noqa: ASYNC110 - each turn of the loop
            await asyncio.sleep(0)


async def _frames_per_s(
    counters: list[Counter], text_bytes: int, put: Callable[[int], Awaitable[None]]
) -> float:
    before = sum(counter.bytes for counter in counters)
    begun_s = time.perf_counter()
    for number in range(FRAMES):
        await put(number)
    await _received(counters, before + FRAMES * CLIENTS * text_bytes)
    return FRAMES * CLIENTS / (time.perf_counter() - begun_s)


async def _compared(data_dir: Path) -> tuple[list[float], list[float]]:
    async with served(data_dir) as server, _bare() as (bare_port, sends):
        hub = server.rooms.hub
        port = int(server.url.rstrip("/").rpartition(":")[2])
        change = Changes(since=10**9, seq=10**9, jobs=(job(),))
        text = _text_of(change)

        async def put_ours(number: int) -> None:
            hub.changes(Changes(since=10**9 + number, seq=10**9 + number + 1, jobs=(job(),)))
            await asyncio.sleep(0)

        async def put_bare(_: int) -> None:
            for send in list(sends):
                await send({"type": "websocket.send", "text": text})
            await asyncio.sleep(0)

        ours, bare = [], []
        async with (
            _clients(port, CLIENTS) as our_clients,
            _clients(bare_port, CLIENTS, are_greeted=False) as bare_clients,
        ):
            for _ in range(ROUNDS):
                ours.append(await _frames_per_s(our_clients, len(text), put_ours))
                bare.append(await _frames_per_s(bare_clients, len(text), put_bare))
        return ours, bare


def _text_of(changes: Changes) -> str:
    from bulletproof.api.messages import ChangesMessage

    return ChangesMessage.of(changes).model_dump_json()


async def _paced_share(data_dir: Path) -> float:
    """Share of a core for 500 clients, ten jobs' progress each twentieth of a second, clients included."""
    async with served(data_dir) as server:
        port = int(server.url.rstrip("/").rpartition(":")[2])
        async with _clients(port, PACED_CLIENTS):
            begun_s, cpu_s = time.perf_counter(), time.process_time()
            while time.perf_counter() - begun_s < PACED_S:
                for number in range(10):
                    server.rooms.hub.progress(JobProgress(f"j{number}", Stage.ENCODING, 0.5))
                await asyncio.sleep(0.05)
            return (time.process_time() - cpu_s) / (time.perf_counter() - begun_s)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = asyncio.run(_compared(Path(folder)))
    ratios = sorted(our / floor for our, floor in zip(ours, bare, strict=True))
    line = {
        "metric": "ws_fanout_frames_per_s",
        "value": round(statistics.median(ours)),
        "floor": round(statistics.median(bare)),
        "ratio": round(statistics.median(ratios), 2),
        "n": ROUNDS * FRAMES * CLIENTS,
        "p50": round(statistics.median(ratios), 2),
        "p99": round(ratios[0], 2),
        "load": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(line))
    with tempfile.TemporaryDirectory() as folder:
        share = asyncio.run(_paced_share(Path(folder)))
    paced = {
        "metric": "ws_500_clients_20_hz_core_share",
        "value": round(share, 3),
        "floor": 0.3,
        "ratio": round(share / 0.3, 2),
        "n": round(PACED_CLIENTS * PACED_S * 20),
        "load": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(paced))


if __name__ == "__main__":
    main()
