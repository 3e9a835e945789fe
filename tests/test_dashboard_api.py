"""What a script may ask for, through real app, engine and store: orders, questions, telling refusals."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from tests.support.api import HOST, TOKEN, Api, open_api
from tests.support.asgi import asked

PROFILE = "live-qlab"
FOLDER_WORDS = {
    "id",
    "watch_directory",
    "output_directory",
    "rules",
    "delete_input",
    "keep_originals_days",
    "poll_interval",
    "recursive",
    "on_collision",
    "state",
    "state_message",
    "state_since",
    "created_at",
}


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    """A server whose queue is held, so that nothing moves unless a test moves it."""
    async with open_api(tmp_path) as opened:
        await _did(opened.client.post("/api/v1/queue/hold"))
        yield opened


async def _did(request: Any, status: int = 200) -> Any:
    answer: httpx.Response = await request
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


async def _refused(request: Any, status: int, code: str) -> dict[str, Any]:
    answer: httpx.Response = await request
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code), problem
    assert problem["type"] == f"urn:bulletproof:problem:{code}"
    assert len(problem["detail"]) > 10
    return problem


def _files(folder: Path, *names: str) -> list[str]:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(name.encode() * 100)
    return [str(folder / name) for name in names]


async def _queued(api: Api, tmp_path: Path, *names: str) -> list[dict[str, Any]]:
    body = {"paths": _files(tmp_path / "in", *names), "profile": PROFILE}
    added = await _did(api.client.post("/api/v1/jobs", json=body), 201)
    assert added["refused"] == []
    jobs: list[dict[str, Any]] = added["jobs"]
    return jobs


async def test_files_are_queued_by_path_and_one_bad_one_stops_no_other(api: Api, tmp_path: Path) -> None:
    paths = [*_files(tmp_path / "in", "a.mov", "é ' \".mov"), str(tmp_path / "gone.mov")]
    added = await _did(api.client.post("/api/v1/jobs", json={"paths": paths, "profile": PROFILE}), 201)
    assert [job["name"] for job in added["jobs"]] == ["a.mov", "é ' \".mov"]
    assert {job["status"] for job in added["jobs"]} == {"queued"}
    [refused] = added["refused"]
    assert refused["path"] == str(tmp_path / "gone.mov")
    assert refused["message"]


async def test_an_unknown_profile_is_named_and_nothing_is_queued(api: Api, tmp_path: Path) -> None:
    body = {"paths": _files(tmp_path / "in", "a.mov"), "profile": "live-qlap"}
    problem = await _refused(api.client.post("/api/v1/jobs", json=body), 422, "unknown_profile")
    assert "live-qlap" in problem["detail"]
    assert (await _did(api.client.get("/api/v1/jobs")))["items"] == []


async def test_jobs_are_listed_in_pages_and_filtered(api: Api, tmp_path: Path) -> None:
    await _queued(api, tmp_path, *[f"clip {number}.mov" for number in range(7)])
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        params: dict[str, str | int] = {"limit": 3, **({"cursor": cursor} if cursor else {})}
        page = await _did(api.client.get("/api/v1/jobs", params=params))
        assert set(page) == {"items", "next_cursor", "seq"}
        seen += [job["name"] for job in page["items"]]
        cursor = page["next_cursor"]
    assert sorted(seen) == [f"clip {number}.mov" for number in range(7)]
    filters: list[tuple[dict[str, str | list[str]], int]] = [
        ({"q": "clip 3"}, 1),
        ({"q": "CLIP"}, 7),
        ({"q": '"*\\'}, 0),
        ({"status": ["queued", "failed"]}, 7),
        ({"status": "completed"}, 0),
        ({"profile": "no such"}, 0),
        ({"verdict": "not_ready"}, 0),
        ({"folder": "nowhere"}, 0),
    ]
    for wanted, count in filters:
        page = await _did(api.client.get("/api/v1/jobs", params=wanted))
        assert len(page["items"]) == count, wanted


async def test_a_job_is_paused_resumed_cancelled_and_brought_back(api: Api, tmp_path: Path) -> None:
    [job] = await _queued(api, tmp_path, "a.mov")
    path = f"/api/v1/jobs/{job['id']}"
    assert (await _did(api.client.post(f"{path}/pause")))["status"] == "paused"
    assert (await _did(api.client.post(f"{path}/resume")))["status"] == "queued"
    cancelled = await _did(api.client.post(f"{path}/cancel"))
    assert cancelled["job"]["status"] == "cancelled"
    await _refused(api.client.post(f"{path}/pause"), 409, "conflict")
    restored = await _did(api.client.post(f"/api/v1/undo/{cancelled['undo']['token']}"))
    assert [(one["id"], one["status"]) for one in restored["jobs"]] == [(job["id"], "queued")]
    detail = await _did(api.client.get(path))
    assert detail["job"]["status"] == "queued"
    assert [event["kind"] for event in detail["history"]] == ["job_added", *["job_changed"] * 4]


async def test_a_removed_job_is_gone_until_it_is_brought_back(api: Api, tmp_path: Path) -> None:
    [job] = await _queued(api, tmp_path, "a.mov")
    await _did(api.client.post(f"/api/v1/jobs/{job['id']}/cancel"))
    undo = await _did(api.client.delete(f"/api/v1/jobs/{job['id']}"))
    await _refused(api.client.get(f"/api/v1/jobs/{job['id']}"), 404, "not_found")
    await _did(api.client.post(f"/api/v1/undo/{undo['token']}"))
    assert (await _did(api.client.get(f"/api/v1/jobs/{job['id']}")))["job"]["name"] == "a.mov"
    await _refused(api.client.post("/api/v1/undo/no-such-token"), 404, "not_found")


async def test_the_order_of_the_queue_is_changed_by_move_and_priority(api: Api, tmp_path: Path) -> None:
    first, second, third = await _queued(api, tmp_path, "1.mov", "2.mov", "3.mov")
    await _did(api.client.post(f"/api/v1/jobs/{third['id']}/move", json={"before": first["id"]}))
    await _did(api.client.post(f"/api/v1/jobs/{second['id']}/priority", json={"priority": 500}))
    snapshot = await _did(api.client.get("/api/v1/snapshot"))
    assert [job["name"] for job in snapshot["jobs"]] == ["2.mov", "3.mov", "1.mov"]
    for body in ({}, {"before": first["id"], "after": second["id"]}):
        await _refused(api.client.post(f"/api/v1/jobs/{third['id']}/move", json=body), 422, "refused")


async def test_one_order_reaches_many_and_says_who_could_not_obey(api: Api, tmp_path: Path) -> None:
    first, second = await _queued(api, tmp_path, "1.mov", "2.mov")
    ids = [first["id"], second["id"]]
    listed = await _did(api.client.get("/api/v1/jobs/ids", params={"sort": "name", "order": "asc"}))
    assert (listed["job_ids"], listed["total"]) == (ids, 2)
    done = await _did(
        api.client.post("/api/v1/jobs/orders", json={"order": "cancel", "job_ids": [*ids, "nobody"]})
    )
    assert (done["done"], [one["job_id"] for one in done["skipped"]]) == (2, ["nobody"])
    restored = await _did(api.client.post(f"/api/v1/undo/{done['undo']['token']}"))
    assert {one["id"] for one in restored["jobs"]} == set(ids)
    await _refused(
        api.client.post("/api/v1/jobs/orders", json={"order": "priority", "job_ids": ids}), 422, "refused"
    )


async def test_a_cleared_queue_comes_back_whole(api: Api, tmp_path: Path) -> None:
    await _queued(api, tmp_path, "1.mov", "2.mov")
    cleared = await _did(api.client.post("/api/v1/queue/clear"))
    assert cleared["cancelled"] == 2
    assert (await _did(api.client.get("/api/v1/jobs", params={"status": "queued"})))["items"] == []
    restored = await _did(api.client.post(f"/api/v1/undo/{cleared['undo']['token']}"))
    assert len(restored["jobs"]) == 2
    await _did(api.client.post("/api/v1/queue/clear"))
    assert await _did(api.client.post("/api/v1/queue/clear")) == {"cancelled": 0, "undo": None}


async def test_the_queue_is_held_frozen_and_resumed(api: Api) -> None:
    for order, mode in (("freeze", "frozen"), ("hold", "held"), ("resume", "running")):
        assert await _did(api.client.post(f"/api/v1/queue/{order}")) == {"mode": mode}
        assert (await _did(api.client.get("/api/v1/status")))["queue"] == mode


async def test_what_does_not_exist_is_not_found_by_every_order(api: Api) -> None:
    for order in ("pause", "resume", "cancel", "retry"):
        await _refused(api.client.post(f"/api/v1/jobs/nope/{order}"), 404, "not_found")
    await _refused(api.client.post("/api/v1/jobs/nope/priority", json={"priority": 1}), 404, "not_found")
    await _refused(api.client.post("/api/v1/jobs/nope/move", json={"before": "x"}), 404, "not_found")
    await _refused(api.client.delete("/api/v1/jobs/nope"), 404, "not_found")
    for question in ("", "/report", "/log", "/stills/0", "/stills/7"):
        await _refused(api.client.get(f"/api/v1/jobs/nope{question}"), 404, "not_found")
    await _refused(api.client.get("/api/v1/folders/nope"), 404, "not_found")
    await _refused(api.client.patch("/api/v1/folders/nope", json={}), 404, "not_found")
    await _refused(api.client.delete("/api/v1/folders/nope"), 404, "not_found")
    await _refused(api.client.post("/api/v1/folders/nope/rescan"), 404, "not_found")


def _folder(tmp_path: Path, **changes: Any) -> dict[str, Any]:
    (tmp_path / "watch").mkdir(exist_ok=True)
    (tmp_path / "out").mkdir(exist_ok=True)
    rule = {"pattern": "*.mov", "profile": PROFILE}
    directories = {"watch_directory": str(tmp_path / "watch"), "output_directory": str(tmp_path / "out")}
    return {**directories, "rules": [rule], **changes}


async def test_a_folder_is_added_changed_and_removed_in_the_monitor_files_words(
    api: Api, tmp_path: Path
) -> None:
    made = await _did(api.client.post("/api/v1/folders", json=_folder(tmp_path)), 201)
    assert set(made) == FOLDER_WORDS
    assert (made["delete_input"], made["keep_originals_days"]) == (False, 7)
    path = f"/api/v1/folders/{made['id']}"
    changed = await _did(api.client.patch(path, json={"poll_interval": 9.5, "recursive": True}))
    assert (changed["poll_interval"], changed["recursive"]) == (9.5, True)
    assert changed["rules"] == made["rules"]
    assert changed["watch_directory"] == made["watch_directory"]
    emptied = await _did(api.client.patch(path, json={"rules": []}))
    assert emptied["rules"] == []
    listed = await _did(api.client.get("/api/v1/folders"))
    assert [folder["id"] for folder in listed["items"]] == [made["id"]]
    await _did(api.client.post(f"{path}/rescan"), 202)
    await _did(api.client.delete(path), 204)
    assert (await _did(api.client.get("/api/v1/folders")))["items"] == []


async def test_a_wrong_input_is_named_in_the_apis_own_words(api: Api, tmp_path: Path) -> None:
    for changes, field in (
        ({"poll_intervall": 3}, "poll_intervall"),
        ({"poll_interval": 0}, "poll_interval"),
        ({"on_collision": "overwrite"}, "on_collision"),
        ({"rules": [{"pattern": "", "profile": PROFILE}]}, "rules.0.pattern"),
        ({"rules": [{"profile": PROFILE}]}, "rules.0.pattern"),
        ({"watch_directory": ""}, "watch_directory"),
    ):
        request = api.client.post("/api/v1/folders", json=_folder(tmp_path, **changes))
        problem = await _refused(request, 422, "validation")
        assert problem["field"] == field
        assert f"“{field}”" in problem["detail"]
    assert (await _did(api.client.get("/api/v1/folders")))["items"] == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"pattern": "*.mov", "profile": "nope"}, "unknown_profile"),
        ({"pattern": "(", "pattern_type": "regex", "profile": PROFILE}, "invalid_rule"),
        ({"pattern": "*", "profile": PROFILE, "output_pattern": "../{stem}"}, "invalid_template"),
        ({"pattern": "*", "profile": PROFILE, "output_pattern": "{nope}"}, "invalid_template"),
    ],
)
async def test_a_rule_that_can_not_work_is_refused_and_nothing_is_kept(
    api: Api, tmp_path: Path, rule: dict[str, Any], code: str
) -> None:
    folder = _folder(tmp_path, rules=[rule])
    await _refused(api.client.post("/api/v1/folders", json=folder), 422, code)
    await _refused(api.client.post("/api/v1/rules/try", json={"name": "a.mov", "folder": folder}), 422, code)
    assert (await _did(api.client.get("/api/v1/folders")))["items"] == []


async def test_a_rule_is_tried_without_a_trace(api: Api, tmp_path: Path) -> None:
    tried = await _did(
        api.client.post("/api/v1/rules/try", json={"name": "scene 1.mov", "folder": _folder(tmp_path)})
    )
    assert (tried["rule"], tried["profile"]) == (0, PROFILE)
    assert tried["output"] == str(tmp_path / "out" / "scene 1.mov")
    assert tried["source_after"] == "The source stays."
    assert list((tmp_path / "out").iterdir()) == []


async def test_settings_are_changed_one_by_one_and_checked(api: Api) -> None:
    changed = await _did(api.client.patch("/api/v1/settings", json={"quiet_s": 2.5, "theme": "dark"}))
    assert (changed["quiet_s"], changed["theme"], changed["stall_s"]) == (2.5, "dark", 30.0)
    problem = await _refused(
        api.client.patch("/api/v1/settings", json={"quiet_s": -1}), 422, "invalid_setting"
    )
    assert problem["field"] == "quiet_s"
    await _refused(api.client.patch("/api/v1/settings", json={"them": "dark"}), 422, "validation")
    assert await _did(api.client.get("/api/v1/settings")) == changed
    assert (await _did(api.client.patch("/api/v1/settings", json={"quiet_s": None})))["quiet_s"] == 5.0


async def test_the_profiles_are_listed_with_their_availability(api: Api) -> None:
    listed = await _did(api.client.get("/api/v1/profiles"))
    assert len(listed["items"]) == len(BUILTIN_PROFILES)
    for profile in listed["items"]:
        assert profile["available"] is (profile["unavailable_reason"] is None)


async def test_what_is_no_json_no_route_or_no_method_is_a_problem_too(api: Api) -> None:
    json_type = {"Content-Type": "application/json"}
    await _refused(
        api.client.post("/api/v1/folders", content=b'{"watch', headers=json_type), 400, "invalid_json"
    )
    await _refused(api.client.post("/api/v1/folders"), 422, "validation")
    await _refused(api.client.post("/api/v1/folders", json=[1]), 422, "validation")
    await _refused(api.client.get("/api/v1/nothing"), 404, "no_such_route")
    refused = await api.client.put("/api/v1/jobs")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, POST")
    await _refused(api.client.put("/api/v1/jobs"), 405, "method_not_allowed")
    await _refused(api.client.get("/api/v1/jobs", params={"status": "done"}), 422, "validation")
    await _refused(api.client.get("/api/v1/jobs", params={"limit": 501}), 422, "validation")


async def test_a_failure_of_ours_tells_nothing_of_the_inside(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(api.rooms.engine, "status", broken)
    answer = await api.client.get("/api/v1/status")
    assert answer.json()["code"] == "failure"
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_openapi_names_each_operation_once_and_holds_the_sockets_messages(api: Api) -> None:
    schema = await _did(api.client.get("/openapi.json"))
    operations = [operation for path in schema["paths"].values() for operation in path.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(set(ids)) == len(ids)
    assert all(name.isalpha() for name in ids)
    schemas = schema["components"]["schemas"]
    assert len(schemas["ServerMessage"]["oneOf"]) == 8
    assert len(schemas["ClientMessage"]["oneOf"]) == 2
    assert "HTTPValidationError" not in schemas


async def test_a_browser_trades_the_token_for_a_cookie_that_no_script_can_read(api: Api) -> None:
    origin = {"Origin": f"http://{HOST}"}
    transport = httpx.ASGITransport(api.app)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}", headers=origin) as browser:
        assert 'id="sign-in"' in (await browser.get("/")).text
        await _refused(browser.get("/api/v1/status"), 401, "no_credential")
        await _refused(browser.post("/api/v1/session", json={"token": "guess"}), 401, "wrong_token")
        answer = await browser.post("/api/v1/session", json={"token": TOKEN})
        assert answer.status_code == 204
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("bp_test=")
        assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))
        assert TOKEN not in cookie
        await _did(browser.get("/api/v1/status"))
        assert 'id="sign-in"' not in (await browser.get("/")).text
        assert (await browser.delete("/api/v1/session")).status_code == 204
        await _refused(browser.get("/api/v1/status"), 401, "no_credential")


async def test_a_launch_address_signs_in_once(api: Api) -> None:
    path = (await _did(api.client.post("/api/v1/launch"), 201))["path"]
    transport = httpx.ASGITransport(api.app)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as browser:
        answer = await browser.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        await _did(browser.get("/api/v1/status"))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as late:
        answer = await late.get(path)
        assert answer.status_code == 303
        assert "set-cookie" not in answer.headers
        await _refused(late.get("/api/v1/status"), 401, "no_credential")


async def test_a_deep_link_opens_the_dashboard_and_a_missing_asset_does_not(api: Api) -> None:
    html = {"Accept": "text/html,application/xhtml+xml"}
    home = (await api.client.get("/")).text
    assert (await api.client.get("/jobs/17", headers=html)).text == home
    await _refused(api.client.get("/jobs/17"), 404, "no_such_route")
    await _refused(api.client.get("/api/v1/nothing", headers=html), 404, "no_such_route")
    await _refused(api.client.get("/assets/nothing.js", headers=html), 404, "not_found")
    bearer = [("Host", HOST), ("Authorization", f"Bearer {TOKEN}")]
    for name in ("..", "../index.html", "..\\index.html", "./../../api/app.py", "/etc/passwd", "\0"):
        assert (await asked(api.app, "GET", f"/assets/{name}", bearer)).status == 404


async def test_no_page_of_ours_starts_a_script_inline(api: Api) -> None:
    for path in ("/", "/docs", "/redoc", "/nothing-here"):
        for headers in ({}, {"Authorization": ""}):
            page = (await api.client.get(path, headers={**headers, "Accept": "text/html"})).text
            assert "<script>" not in page
            assert " onclick=" not in page
            assert "https://" not in page
