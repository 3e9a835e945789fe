"""Preflights over the API: started, followed, stopped, cured."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.api import Api, open_api
from tests.support.clips import MKV, MOV, MP4, Clip, ClipShelf, clips

__all__ = ["clips"]  # a fixture that this file asks for by name
LONG = Clip("mp4", seconds=30, size="1280x720")


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    (tmp_path / "data").mkdir()
    async with open_api(tmp_path / "data") as opened:
        await opened.client.post("/api/v1/queue/hold")
        yield opened


@pytest.fixture
def stick(tmp_path: Path, clips: ClipShelf) -> Path:
    """Cue 2 is ready for QLab, cue 10 can be cured, cue 11 is cut; and a note for the technician."""
    folder = tmp_path / "stick"
    folder.mkdir()
    clips.copy(MOV, folder / "cue 2.mov")
    clips.copy(MKV, folder / "cue 10.mkv")
    clips.copy(MP4, folder / "cue 11.mp4", share=0.5)
    (folder / "notes.txt").write_text("Cue 3 is cut.")
    return folder


async def asked(api: Api, method: str, path: str, status: int, body: object = None) -> Any:
    answer = await api.client.request(method, f"/api/v1{path}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def finished(api: Api, check_id: str) -> Any:
    pause = asyncio.Event()
    async with asyncio.timeout(60):
        while (check := await asked(api, "GET", f"/checks/{check_id}", 200))["finished_at"] is None:
            try:
                await asyncio.wait_for(pause.wait(), 0.05)
            except TimeoutError:
                continue
    return check


async def preflighted(api: Api, folder: Path) -> Any:
    started = await asked(api, "POST", "/preflight", 202, {"folder": str(folder), "target": "qlab"})
    return await finished(api, started["check_id"])


async def test_a_folder_is_held_against_a_target_in_cue_order(api: Api, stick: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (stick, *stick.iterdir())}
    check = await preflighted(api, stick)
    assert (check["state"], check["target"], check["ignored"]) == ("done", "qlab", 1)
    assert [Path(one["path"]).name for one in check["files"]] == ["cue 2.mov", "cue 10.mkv", "cue 11.mp4"]
    good, curable, cut = check["files"]
    assert good["verdict"] != "not_ready", good["findings"]
    assert (curable["verdict"], curable["findings"][0]["code"]) == ("not_ready", "wrong_container")
    assert curable["cure"] in ("live-qlab", "live-prores-lt", "live-hap")
    assert (cut["verdict"], cut["cure"]) == ("not_ready", None)
    assert {path: path.stat().st_mtime_ns for path in (stick, *stick.iterdir())} == before


async def test_one_click_queues_what_can_be_cured(api: Api, stick: Path) -> None:
    check = await preflighted(api, stick)
    curable = {"paths": [check["files"][1]["path"]]}
    added = await asked(api, "POST", f"/checks/{check['id']}/cure", 200, curable)
    (job,) = added["jobs"]
    assert (job["origin"], job["status"], job["profile"]) == ("cure", "queued", check["files"][1]["cure"])
    assert job["output"] == str(stick / "show-ready" / "cue 10.mov")
    broken = {"paths": [check["files"][2]["path"]]}
    refused = await asked(api, "POST", f"/checks/{check['id']}/cure", 409, broken)
    assert "copied or made again" in refused["detail"]


async def test_a_check_can_be_stopped_and_keeps_what_it_found(
    api: Api, clips: ClipShelf, tmp_path: Path
) -> None:
    first, second = clips.path(MOV), clips.path(LONG)
    started = await asked(api, "POST", "/verify", 202, {"paths": [str(first), str(second)], "target": "any"})
    path = f"/checks/{started['check_id']}"
    async with asyncio.timeout(60):
        while (await asked(api, "GET", path, 200))["files"][1]["state"] == "waiting":
            pass
    stopped = await asked(api, "DELETE", path, 200)
    assert stopped["state"] == "cancelled"
    assert [one["state"] for one in stopped["files"]] == ["done", "cancelled"]


async def test_a_file_is_held_against_its_source(api: Api, clips: ClipShelf) -> None:
    source, other = clips.path(MP4), clips.path(Clip("mp4", picture="negate"))
    body = {"paths": [str(other)], "source": str(source)}
    check = await finished(api, (await asked(api, "POST", "/verify", 202, body))["check_id"])
    assert "quality_low" in [finding["code"] for finding in check["files"][0]["findings"]]
    same = {"paths": [str(source)], "source": str(source)}
    check = await finished(api, (await asked(api, "POST", "/verify", 202, same))["check_id"])
    assert "quality_low" not in [finding["code"] for finding in check["files"][0]["findings"]]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"paths": ["/nowhere/a.mov"], "target": "any"}, "invalid_file"),
        ({"paths": ["a.mov"], "target": "any"}, "invalid_file"),
        ({"paths": ["/tmp"], "target": "betamax"}, "unknown_target"),
    ],
)
async def test_what_can_not_be_checked_is_refused_in_words(api: Api, body: object, code: str) -> None:
    assert (await asked(api, "POST", "/verify", 422, body))["code"] == code


async def test_targets_are_told_with_their_sources(api: Api) -> None:
    items = (await asked(api, "GET", "/targets", 200))["items"]
    assert len(items) == 12
    assert items[0]["name"] == "any"
    assert all(target["title"] for target in items)


async def test_an_unknown_check_is_not_found(api: Api) -> None:
    await asked(api, "GET", "/checks/none", 404)
    await asked(api, "POST", "/jobs/none/cure", 404)


async def test_a_mistake_in_a_target_of_ones_own_stops_no_server(tmp_path: Path) -> None:
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "van.toml").write_text('titel = "The van"')
    async with open_api(tmp_path) as api:
        assert len((await asked(api, "GET", "/targets", 200))["items"]) == 12
