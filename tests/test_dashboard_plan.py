"""Ready by doors: lengths are read while files wait, and the plan is held against the deadline."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.api import Api, open_api
from tests.support.clips import MP4, ClipShelf, clips

__all__ = ["clips"]

PLAN = "/api/v1/queue/plan"


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    async with open_api(tmp_path) as opened:
        await opened.client.post("/api/v1/queue/hold")
        yield opened


async def _plan_when(api: Api, is_so: Any) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            plan: dict[str, Any] = (await api.client.get(PLAN)).json()
            if is_so(plan):
                return plan
            await asyncio.sleep(0.1)


async def _added(api: Api, *paths: Path) -> list[str]:
    body = {"paths": [str(path) for path in paths], "profile": "live-qlab"}
    return [job["id"] for job in (await api.client.post("/api/v1/jobs", json=body)).json()["jobs"]]


@pytest.mark.ffmpeg
async def test_a_waiting_file_s_length_is_read_and_it_says_when_it_will_be_ready(
    api: Api, clips: ClipShelf, tmp_path: Path
) -> None:
    clip = clips.copy(MP4, tmp_path / "a.mp4")
    [job_id] = await _added(api, clip)
    plan = await _plan_when(api, lambda plan: job_id in plan["ready_at"])
    assert plan["unknown"] == 0
    assert plan["empty_at"] == plan["ready_at"][job_id]
    assert [block["job_id"] for lane in plan["lanes"] for block in lane] == [job_id]
    job = (await api.client.get(f"/api/v1/jobs/{job_id}")).json()["job"]
    assert job["duration_s"] > 0


async def test_a_file_that_is_no_media_is_counted_as_unknown_and_promised_nothing(
    api: Api, tmp_path: Path
) -> None:
    (tmp_path / "b.mov").write_bytes(b"no media at all")
    [job_id] = await _added(api, tmp_path / "b.mov")
    plan = await _plan_when(api, lambda plan: plan["unknown"] == 1)
    assert (job_id in plan["ready_at"], plan["misses"]) == (False, [])


@pytest.mark.ffmpeg
async def test_a_deadline_that_is_missed_is_told_with_how_late(
    api: Api, clips: ClipShelf, tmp_path: Path
) -> None:
    [job_id] = await _added(api, clips.copy(MP4, tmp_path / "a.mp4"))
    await _plan_when(api, lambda plan: job_id in plan["ready_at"])
    doors = datetime.now(UTC) - timedelta(minutes=10)
    answer = await api.client.patch("/api/v1/settings", json={"deadline": doors.isoformat()})
    assert answer.status_code == 200, answer.text
    plan = await _plan_when(api, lambda plan: plan["misses_count"] == 1)
    assert plan["misses"][0]["job_id"] == job_id
    assert plan["misses"][0]["late_s"] > 600
    assert plan["in_hand_s"] < -600


async def test_a_deadline_without_its_time_zone_is_refused(api: Api) -> None:
    answer = await api.client.patch("/api/v1/settings", json={"deadline": "2026-11-23T19:30:00"})
    assert answer.status_code == 422
    assert (await api.client.patch("/api/v1/settings", json={"deadline": None})).json()["deadline"] is None
