"""Statistics over the API: by day, profile and folder, and as a file for a spreadsheet."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bulletproof.api.routes.statistics import BY_HAND
from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.job import NewJob, SourceVersion
from bulletproof.store.store import Store
from tests.support.api import Api, open_api

HISTORY = "/api/v1/stats/history"


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    async with open_api(tmp_path) as opened:
        yield opened


async def _failed(api: Api, folder_id: str | None) -> None:
    store: Store = api.app.state.rooms.store
    source = SourceVersion(Path("/in/a.mov"), 1_000, 1, str(folder_id), 1, 2)
    profile = BUILTIN_PROFILES["live-qlab"]
    new = NewJob(source, Path("/out/a.mov"), profile, folder_id=folder_id, origin="watcher")
    await store.jobs.add(new)
    job = await store.jobs.claim()
    assert job is not None
    await store.jobs.fail(job.id, job.attempt, reason="truncated", message="cut")


async def test_the_last_thirty_days_are_summed_up(api: Api) -> None:
    await _failed(api, None)
    told = (await api.client.get("/api/v1/stats/summary")).json()
    assert told["sums"]["not_ready"] == 1
    assert told["failures"] == [{"code": "truncated", "jobs": 1}]
    days = datetime.fromisoformat(told["last_day"]) - datetime.fromisoformat(told["first_day"])
    assert days.days == 29


async def test_what_was_added_by_hand_has_a_name_too(api: Api) -> None:
    await _failed(api, None)
    [item] = (await api.client.get(HISTORY, params={"by": "folder"})).json()["items"]
    assert (item["key"], item["name"], item["sums"]["not_ready"]) == ("", BY_HAND, 1)


async def test_a_spreadsheet_gets_the_same_numbers_and_no_formula(api: Api) -> None:
    await _failed(api, "=cmd|' /C calc'!A0")
    answer = await api.client.get(f"{HISTORY}.csv", params={"by": "folder"})
    header, line = answer.text.splitlines()
    assert answer.headers["content-type"].startswith("text/csv")
    assert header.split(",")[:4] == ["folder", "show_ready", "warnings", "not_ready"]
    assert line.startswith("'=cmd")
    assert line.split(",")[1:4] == ["0", "0", "1"]


async def test_days_the_wrong_way_round_are_refused_with_the_way_out(api: Api) -> None:
    day = datetime.now(UTC).date().isoformat()
    answer = await api.client.get(HISTORY, params={"from": day, "to": "2020-01-01"})
    assert (answer.status_code, answer.json()["field"]) == (422, "from")
