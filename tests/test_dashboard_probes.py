"""What machines ask of the server, and what its log says to them."""

import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bulletproof.logs import set_up_logs
from tests.support.api import HOST, Api, open_api


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    async with open_api(tmp_path) as opened:
        yield opened


async def _numbers(api: Api) -> dict[tuple[str, ...], float]:
    answer = await api.client.get("/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


async def test_prometheus_reads_what_the_engine_does(api: Api, tmp_path: Path) -> None:
    watched, out = tmp_path / "in", tmp_path / "out"
    watched.mkdir()
    out.mkdir()
    (watched / "a.mov").write_bytes(b"1")
    await api.client.post("/api/v1/queue/hold")
    folder = {"watch_directory": str(watched), "output_directory": str(out)}
    rules = [{"pattern": "*.mp4", "profile": "live-qlab"}]
    (await api.client.post("/api/v1/folders", json={**folder, "rules": rules})).raise_for_status()
    added = await api.client.post(
        "/api/v1/jobs", json={"paths": [str(watched / "a.mov")], "profile": "live-qlab"}
    )
    assert added.status_code == 201
    numbers = await _numbers(api)
    assert numbers["bulletproof_jobs", "queued"] == 1
    assert numbers["bulletproof_queue_mode", "held"] == 1
    assert numbers["bulletproof_queue_mode", "running"] == 0
    assert numbers["bulletproof_folder_up", str(watched)] == 1
    assert numbers["bulletproof_disk_free_bytes", str(out)] > 0
    assert numbers["bulletproof_show_locked",] == 0
    await api.client.put("/api/v1/lock", json={"is_locked": True, "running": "finish"})
    assert (await _numbers(api))["bulletproof_show_locked",] == 1


async def test_whether_it_lives_and_can_work_is_told_to_anybody_and_nothing_else_is(api: Api) -> None:
    transport = httpx.ASGITransport(api.app)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as stranger:
        assert (await stranger.get("/healthz")).json() == {"ok": True}
        assert (await stranger.get("/readyz")).json() == {"ok": True}
        assert (await stranger.get("/metrics")).status_code == 401


async def test_a_server_whose_database_does_not_answer_is_not_ready(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: object) -> int:
        raise OSError("disk I/O error")

    monkeypatch.setattr(type(api.rooms.store.events), "seq", broken)
    assert (await api.client.get("/readyz")).status_code == 503
    assert (await api.client.get("/healthz")).status_code == 200


def test_a_log_for_machines_is_one_object_a_line(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = root.handlers[:]
    try:
        path = set_up_logs(tmp_path, "json")
        logging.getLogger("bulletproof.test").warning("It “waits”", extra={"job": "j1"})
        try:
            raise ValueError("broken")
        except ValueError:
            logging.getLogger("bulletproof.test").exception("It broke")
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    finally:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
        root.handlers[:] = before
    assert {
        "level": "WARNING",
        "logger": "bulletproof.test",
        "message": "It “waits”",
        "job": "j1",
    }.items() <= (lines[-2].items())
    assert "ValueError: broken" in lines[-1]["exception"]
