"""Show Lock over the API: what it refuses, what it lets through, and what it says."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bulletproof.api.app import build_api
from bulletproof.api.routes.lock import REFUSED_WHILE_LOCKED
from tests.support.api import Api, open_api

LOCK = "/api/v1/lock"

ALLOWED_WHILE_LOCKED = {
    "setLock",
    "raiseWindow",
    "choosePaths",
    "revealFile",
    "takeDropped",
    "saveText",
    "openOwnFolder",
    "reportPainted",
    "closeWindow",
    "askForUpdates",
    "uploadFile",
    "addJobs",
    "orderJobs",
    "rescanFolder",
    "tryRule",
    "tryProfile",
    "pauseJob",
    "resumeJob",
    "cancelJob",
    "retryJob",
    "setJobPriority",
    "moveJob",
    "undo",
    "holdQueue",
    "freezeQueue",
    "signIn",
    "signOut",
    "makeLaunchAddress",
    "makeShowReport",
    "reverifyJob",
    "verify",
    "preflight",
    "cancelCheck",
    "cancelSample",
    "cureChecked",
    "cureJob",
}
"""Orders that start, delete and change nothing: they look, wait in the queue, or stop something."""


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    async with open_api(tmp_path) as opened:
        yield opened


async def lock(api: Api, **body: Any) -> dict[str, Any]:
    answer = await api.client.put(LOCK, json=body)
    assert answer.status_code == 200, answer.text
    state: dict[str, Any] = answer.json()
    return state


def assert_refused(answer: httpx.Response) -> None:
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (423, "show_locked"), problem
    assert "Unlock it first" in problem["detail"]


def test_each_order_is_either_refused_or_known_to_be_harmless() -> None:
    paths = build_api("0").openapi()["paths"].values()
    orders = {
        operation["operationId"]
        for methods in paths
        for method, operation in methods.items()
        if method in {"post", "put", "patch", "delete"}
    }
    assert orders == ALLOWED_WHILE_LOCKED | REFUSED_WHILE_LOCKED


async def test_locked_it_refuses_changes_and_unlocked_it_takes_them(api: Api) -> None:
    assert (await lock(api, is_locked=True))["reason"] == "switch"
    assert_refused(await api.client.patch("/api/v1/settings", json={"keep_originals_days": 2}))
    assert_refused(await api.client.delete("/api/v1/folders/none"))
    assert_refused(await api.client.delete("/api/v1/jobs/none"))
    many = {"order": "remove", "job_ids": ["none"]}
    assert_refused(await api.client.post("/api/v1/jobs/orders", json=many))
    assert (await api.client.post("/api/v1/jobs/orders", json=many | {"order": "cancel"})).status_code == 200
    assert_refused(await api.client.post("/api/v1/queue/clear"))
    assert_refused(await api.client.post("/api/v1/queue/resume"))
    await lock(api, is_locked=False)
    assert (await api.client.patch("/api/v1/settings", json={"theme": "light"})).status_code == 200
    assert (await api.client.post("/api/v1/queue/resume")).status_code == 200


async def test_how_a_page_looks_is_nobodys_business_of_the_lock(api: Api) -> None:
    await lock(api, is_locked=True)
    assert (await api.client.patch("/api/v1/settings", json={"theme": "light"})).status_code == 200
    assert_refused(await api.client.patch("/api/v1/settings", json={"theme": "dark", "parallel_jobs": 1}))


async def test_a_body_that_is_no_settings_at_all_is_refused_in_words(api: Api) -> None:
    await lock(api, is_locked=True)
    for body in (b"[]", b"1", b"{", b"\xff"):
        answer = await api.client.patch(
            "/api/v1/settings", content=body, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code in {400, 422, 423}, (body, answer.text)


async def test_the_status_tells_of_the_lock_and_of_its_hours(api: Api) -> None:
    hours = {"days": ["fri", "sat"], "from_time": "18:30", "to_time": "01:00", "running": "freeze"}
    assert (await lock(api, timetable=[hours]))["timetable"] == [hours]
    await lock(api, is_locked=True, running="freeze")
    told = (await api.client.get("/api/v1/status")).json()
    assert told["lock"]["is_locked"]
    assert told["lock"]["running"] == "freeze"
    assert told["lock"]["timetable"] == [hours]
    assert told["why_idle"] == "Show Lock is on until somebody unlocks it: nothing starts."


async def test_the_hours_are_changed_only_while_it_is_open(api: Api) -> None:
    await lock(api, is_locked=True)
    assert_refused(await api.client.put(LOCK, json={"timetable": []}))
    await lock(api, is_locked=False, timetable=[])


@pytest.mark.parametrize(
    "entry", [{"days": []}, {"from_time": "24:00"}, {"to_time": "7"}, {"days": ["sonntag"]}]
)
async def test_hours_that_no_clock_shows_are_refused(api: Api, entry: dict[str, Any]) -> None:
    hours = {"days": ["mon"], "from_time": "18:00", "to_time": "23:00"} | entry
    assert (await api.client.put(LOCK, json={"timetable": [hours]})).status_code == 422
