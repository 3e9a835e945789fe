"""The live socket over a real connection: no update is lost, whatever the client or its network does."""

import asyncio
import itertools
import json
import random
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin

from bulletproof.api import hub as hub_module
from bulletproof.api import mailbox as mailbox_module
from bulletproof.domain.job import Stage
from bulletproof.domain.live import Changes, JobProgress
from tests.support.jobs import job
from tests.support.live import Dashboard, Picture
from tests.support.server import TOKEN, Served, served

PROFILE = "live-qlab"


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Served]:
    (tmp_path / "data").mkdir()
    async with served(tmp_path / "data") as running:
        await running.client.post("/api/v1/queue/hold")
        yield running


async def _snapshot(server: Served) -> Picture:
    return Picture.of((await server.client.get("/api/v1/snapshot")).raise_for_status().json())


def _clips(folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.mov" for number in range(count)]
    for path in paths:
        path.write_bytes(path.name.encode() * 50)
    return paths


async def _queued(server: Served, folder: Path, count: int) -> list[str]:
    paths = _clips(folder, count)
    body = {"paths": [str(path) for path in paths], "profile": PROFILE}
    answer = (await server.client.post("/api/v1/jobs", json=body)).raise_for_status()
    return [made["id"] for made in answer.json()["jobs"]]


async def _any_order(server: Served, chance: random.Random, job_ids: list[str]) -> None:
    """An order as a busy evening brings them; a refused one is part of it."""
    job_id = chance.choice(job_ids)
    order = chance.choice(["pause", "resume", "cancel", "retry", "priority", "move", "hold", "freeze"])
    if order in ("hold", "freeze"):
        await server.client.post(f"/api/v1/queue/{order}")
        return
    bodies = {"priority": {"priority": chance.randrange(1000)}, "move": {"before": chance.choice(job_ids)}}
    await server.client.post(f"/api/v1/jobs/{job_id}/{order}", json=bodies.get(order))


async def _next(connection: ClientConnection, kind: str) -> dict[str, Any]:
    async with asyncio.timeout(10):
        while True:
            message: dict[str, Any] = json.loads(await connection.recv())
            if message["type"] == kind:
                return message


@pytest.mark.parametrize("seed", range(3))
async def test_no_update_is_lost_across_reconnects_under_load(
    server: Served, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    job_ids = await _queued(server, tmp_path / "in", 12)
    dashboards = [Dashboard(server.url, TOKEN) for _ in range(4)]

    async def order_about() -> None:
        for _ in range(80):
            await _any_order(server, chance, job_ids)

    async def come_and_go(dashboard: Dashboard) -> None:
        while not ordering.done():
            await dashboard.follow(messages=chance.randrange(6), until_seq=None)

    async with asyncio.TaskGroup() as tasks:
        ordering = tasks.create_task(order_about())
        for dashboard in dashboards:
            tasks.create_task(come_and_go(dashboard))
    expected = await _snapshot(server)
    assert expected.seq > 40
    for dashboard in dashboards:
        await dashboard.follow(until_seq=expected.seq)
        assert dashboard.picture == expected
        assert dashboard.resyncs == []


async def test_a_client_that_comes_back_is_told_what_it_missed_and_no_more(
    server: Served, tmp_path: Path
) -> None:
    dashboard = Dashboard(server.url, TOKEN)
    await dashboard.follow(messages=0)
    job_ids = await _queued(server, tmp_path / "in", 3)
    async with dashboard.socket() as connection:
        assert json.loads(await connection.recv())["resumed"] is True
        missed = await _next(connection, "changes")
        assert missed["since"] == dashboard.picture.seq
        assert sorted(one["id"] for one in missed["jobs"]) == sorted(job_ids)


@pytest.mark.parametrize(
    ("epoch", "ahead", "reason"), [("another", 0, "other_epoch"), (None, 1000, "ahead"), (None, 1, "ahead")]
)
async def test_what_can_not_be_brought_up_to_date_is_resynced(
    server: Served, tmp_path: Path, epoch: str | None, ahead: int, reason: str
) -> None:
    await _queued(server, tmp_path / "in", 2)
    current = await _snapshot(server)
    dashboard = Dashboard(server.url, TOKEN)
    dashboard.picture = Picture(epoch=epoch or current.epoch, seq=current.seq + ahead)
    await dashboard.follow(messages=1)
    assert dashboard.resyncs == [reason]
    assert dashboard.picture == current


async def test_a_client_whose_changes_are_no_longer_kept_is_resynced(server: Served, tmp_path: Path) -> None:
    dashboard = Dashboard(server.url, TOKEN)
    await dashboard.follow(messages=0)
    await _queued(server, tmp_path / "in", 2)
    await server.rooms.store.events.prune(server.rooms.store.events._recorder.now())
    await dashboard.follow(messages=1)
    assert dashboard.resyncs == ["too_old"]
    assert dashboard.picture == await _snapshot(server)


async def test_progress_comes_only_to_those_who_chose_it_and_changes_to_all(server: Served) -> None:
    chooser, other = Dashboard(server.url, TOKEN), Dashboard(server.url, TOKEN)
    async with chooser.socket() as quiet, other.socket() as full:
        await _next(quiet, "hello")
        await _next(full, "hello")
        await quiet.send('{"type":"subscribe","channels":[]}')
        await quiet.send('{"type":"ping"}')
        await _next(quiet, "pong")
        server.rooms.hub.progress(JobProgress("j1", Stage.ENCODING, 0.5, eta_s=3.0))
        progress = await _next(full, "progress")
        assert progress["items"][0]["fraction"] == 0.5
        server.rooms.hub.changes(Changes(since=server.rooms.hub.seq, seq=server.rooms.hub.seq + 1))
        async with asyncio.timeout(5):
            kinds = []
            while "changes" not in kinds:
                kinds.append(json.loads(await quiet.recv())["type"])
        assert "progress" not in kinds


@pytest.mark.parametrize(
    "frame", ["{}", "nonsense", '{"type":"order","do":"cancel"}', b"\x00\x01", '{"type":"subscribe"}']
)
async def test_what_is_no_message_ends_that_connection_alone(server: Served, frame: str | bytes) -> None:
    async with Dashboard(server.url, TOKEN).socket() as good, Dashboard(server.url, TOKEN).socket() as bad:
        await _next(bad, "hello")
        await bad.send(frame)
        with pytest.raises(ConnectionClosed) as closed:
            await _next(bad, "never")
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008
        await good.send('{"type":"ping"}')
        await _next(good, "pong")


async def test_a_message_above_64_kib_is_refused(server: Served) -> None:
    async with Dashboard(server.url, TOKEN).socket() as connection:
        await _next(connection, "hello")
        await connection.send(" " * 65_537)
        with pytest.raises(ConnectionClosed):
            await _next(connection, "never")


def _origin(text: str | None) -> Origin | None:
    return Origin(text) if text is not None else None


async def test_a_stranger_is_refused_at_the_handshake(server: Served) -> None:
    address = f"{server.url.replace('http', 'ws', 1)}api/v1/live"
    for headers, origin, status in (
        ({}, None, 401),
        ({"Authorization": "Bearer wrong"}, None, 401),
        ({"Authorization": f"Bearer {TOKEN}"}, "http://evil.com", 403),
        ({"Cookie": f"bp_test={server.rooms.access.new_session()}"}, None, 403),
        ({"Cookie": f"bp_test={server.rooms.access.new_session()}"}, "http://127.0.0.1:1", 403),
    ):
        with pytest.raises(InvalidStatus) as refused:
            async with connect(address, additional_headers=headers, origin=_origin(origin), proxy=None):
                pass
        assert refused.value.response.status_code == status
        assert json.loads(refused.value.response.body or b"{}")["code"]


async def test_a_browser_with_a_session_and_the_right_origin_comes_in(server: Served) -> None:
    headers = {"Cookie": f"bp_test={server.rooms.access.new_session()}"}
    address = f"{server.url.replace('http', 'ws', 1)}api/v1/live"
    origin = _origin(server.url.rstrip("/"))
    async with connect(address, additional_headers=headers, origin=origin, proxy=None) as connection:
        await _next(connection, "hello")


async def _deaf_client(server: Served) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Shakes hands and then reads no byte more; a small window, so that its buffers fill soon."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.setblocking(False)
    host, port = server.url.removeprefix("http://").rstrip("/").split(":")
    await asyncio.get_running_loop().sock_connect(raw, (host, int(port)))
    reader, writer = await asyncio.open_connection(sock=raw, limit=1024)
    writer.write(
        f"GET /api/v1/live HTTP/1.1\r\nHost: {host}:{port}\r\nAuthorization: Bearer {TOKEN}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    await reader.readuntil(b"\r\n\r\n")
    reader._transport.pause_reading()  # type: ignore[attr-defined]  # asyncio has no public way to stop reading
    return reader, writer


async def test_a_client_that_reads_nothing_is_cut_off_and_nobody_else_feels_it(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox_module, "SLOW_S", 1.0)
    monkeypatch.setattr(hub_module, "HEARTBEAT_S", 0.2)
    hub = server.rooms.hub
    reader, writer = await _deaf_client(server)
    jobs = tuple(job(f"job-{number}") for number in range(200))
    loop = asyncio.get_running_loop()
    async with Dashboard(server.url, TOKEN).socket() as good:
        await _next(good, "hello")
        assert len(hub._mailboxes) == 2
        waits: list[float] = []
        async with asyncio.timeout(30):
            for seq in itertools.count(1_000_000):
                if len(hub._mailboxes) < 2:
                    break
                sent_s = loop.time()
                hub.changes(Changes(since=seq - 1, seq=seq, jobs=jobs))
                while (await _next(good, "changes"))["seq"] != seq:
                    pass  # one of the server's own, from before
                waits.append(loop.time() - sent_s)
        assert len(waits) > 10
        assert sorted(waits)[len(waits) // 2] < 0.5
        await good.send('{"type":"ping"}')
        await _next(good, "pong")
    reader._transport.resume_reading()  # type: ignore[attr-defined]  # see above
    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await reader.readexactly(2**40)  # the rest of what was on its way, then the end
    writer.close()


async def test_a_server_that_stops_says_goodbye_to_its_clients(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    async with served(tmp_path / "data") as server:
        connection = await Dashboard(server.url, TOKEN).socket()
        await _next(connection, "hello")
    with pytest.raises(ConnectionClosed) as closed:
        await _next(connection, "never")
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012
