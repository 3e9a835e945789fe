"""Is it still the file that was verified? On demand, and at night."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.api import Api, open_api
from tests.support.clips import MOV, ClipShelf, clips
from tests.test_dashboard_reports import finished

__all__ = ["clips"]  # a fixture that this file asks for by name


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    (tmp_path / "data").mkdir()
    async with open_api(tmp_path / "data") as opened:
        await opened.client.patch("/api/v1/settings", json={"disk_reserve_bytes": 0})
        yield opened


@pytest.fixture
async def job(api: Api, clips: ClipShelf, tmp_path: Path) -> Any:
    (found,) = await finished(api, clips.copy(MOV, tmp_path / "cue.mov"))
    return found


async def looked(api: Api, job: Any, status: int = 200) -> Any:
    answer = await api.client.post(f"/api/v1/jobs/{job['id']}/reverify")
    assert answer.status_code == status, answer.text
    return answer.json()


async def job_now(api: Api, job: Any) -> Any:
    return (await api.client.get(f"/api/v1/jobs/{job['id']}")).json()["job"]


async def test_an_output_that_stands_as_it_was_keeps_its_verdict(api: Api, job: Any) -> None:
    seq = (await api.client.get("/api/v1/snapshot")).json()["seq"]
    assert (await looked(api, job))["verdict"] == job["verdict"]
    assert await job_now(api, job) == job
    assert (await api.client.get("/api/v1/snapshot")).json()["seq"] == seq


async def test_a_changed_output_is_told_and_put_back_it_is_ready_again(api: Api, job: Any) -> None:
    output = Path(job["output"])
    verified = output.read_bytes()
    output.write_bytes(verified[:-1] + b"\0")
    report = await looked(api, job)
    assert (report["verdict"], report["findings"][0]["code"]) == ("not_ready", "changed_since")
    changed = await job_now(api, job)
    assert (changed["status"], changed["verdict"]) == ("completed", "not_ready")
    assert "is no longer the file that was verified on" in changed["summary"]
    output.write_bytes(verified)
    assert (await looked(api, job))["verdict"] == job["verdict"]
    assert (await job_now(api, job))["summary"] == job["summary"]


async def test_a_missing_output_is_missing_and_not_changed(api: Api, job: Any) -> None:
    Path(job["output"]).unlink()
    report = await looked(api, job)
    assert "changed_since" not in [finding["code"] for finding in report["findings"]]
    assert "no longer where it was published" in (await job_now(api, job))["summary"]


async def test_a_drive_that_is_not_there_proves_nothing(api: Api, clips: ClipShelf, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    (job,) = await finished(api, clips.copy(MOV, drive / "cue.mov"))
    drive.rename(tmp_path / "unplugged")
    await looked(api, job, 503)
    assert (await job_now(api, job))["verdict"] == job["verdict"]


async def test_what_has_no_output_can_not_be_verified_again(api: Api, tmp_path: Path) -> None:
    (tmp_path / "bad.mov").write_text("no film")
    (failed,) = await finished(api, tmp_path / "bad.mov")
    await looked(api, failed, 409)
    assert (await api.client.post("/api/v1/jobs/none/reverify")).status_code == 404


async def test_the_night_finds_what_nobody_looked_at_for_a_week(api: Api, job: Any) -> None:
    output = Path(job["output"])
    output.write_bytes(b"somebody saved over it")
    reverify, now = api.rooms.engine.reverify, api.rooms.store
    today = (await now.jobs.get(job["id"])).created_at
    assert await reverify.scrub(today + timedelta(days=1)) == 0
    assert await reverify.scrub(today + timedelta(days=8)) == 1
    assert (await job_now(api, job))["verdict"] == "not_ready"
    assert await reverify.scrub(today + timedelta(days=6)) == 0  # seen a moment ago
