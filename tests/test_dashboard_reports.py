"""The proof of a job over the API: as data, as pictures, as pages; and of a whole show."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bulletproof.api.show_reports import MOST, ShowReports
from bulletproof.domain.errors import NotFound
from bulletproof.domain.finding import Verdict
from bulletproof.reports.show import Cue, show_html
from tests.support.api import Api, open_api
from tests.support.clips import MKV, MOV, ClipShelf, clips

__all__ = ["clips"]  # a fixture that this file asks for by name
NAME = "cue <b>1.mov"


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    (tmp_path / "data").mkdir()
    async with open_api(tmp_path / "data") as opened:
        await opened.client.patch("/api/v1/settings", json={"disk_reserve_bytes": 0})
        yield opened


async def soon(api: Api, path: str, holds: Any) -> Any:
    """What `path` answers once it holds."""
    pause = asyncio.Event()
    async with asyncio.timeout(60):
        while not holds(told := (await api.client.get(f"/api/v1{path}")).json()):
            try:
                await asyncio.wait_for(pause.wait(), 0.05)
            except TimeoutError:
                continue
    return told


async def finished(api: Api, *paths: Path) -> list[Any]:
    body = {"paths": [str(path) for path in paths], "profile": "live-qlab"}
    jobs = (await api.client.post("/api/v1/jobs", json=body)).json()["jobs"]
    final = ("completed", "failed")
    return [
        (await soon(api, f"/jobs/{job['id']}", lambda told: told["job"]["status"] in final))["job"]
        for job in jobs
    ]


async def test_a_finished_job_keeps_its_whole_proof(api: Api, clips: ClipShelf, tmp_path: Path) -> None:
    (job,) = await finished(api, clips.copy(MOV, tmp_path / NAME))
    report = await soon(api, f"/jobs/{job['id']}/report", lambda told: len(told["stills"]) == 5)
    assert report["verdict"] == job["verdict"]
    assert report["output"]["similarity"]["worst_second"] > 0.9
    assert report["output"]["sound"][0]["loudness_lufs"] is not None
    assert report["source"]["sound"][0]["loudness_lufs"] is not None
    assert report["encoder"] == "prores_ks"
    for side in ("source", "output"):
        picture = await api.client.get(f"/api/v1/jobs/{job['id']}/stills/3?of={side}")
        assert picture.content.startswith(b"\xff\xd8")
    assert (await api.client.get(f"/api/v1/jobs/{job['id']}/stills/6?of=source")).status_code == 404


async def test_the_page_of_a_job_is_whole_escaped_and_fetches_nothing(
    api: Api, clips: ClipShelf, tmp_path: Path
) -> None:
    (job,) = await finished(api, clips.copy(MOV, tmp_path / NAME))
    await soon(api, f"/jobs/{job['id']}/report", lambda told: len(told["stills"]) == 5)
    answer = await api.client.get(f"/api/v1/jobs/{job['id']}/report.html")
    page = answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert "cue &lt;b&gt;1.mov" in page
    assert "<b>1" not in page
    assert page.count("data:image/jpeg;base64,") == 10
    assert job["sha256"] in page
    assert "-c:v prores_ks" in page
    assert "<script" not in page
    assert not re.search(r'(src|href)="(?!data:)', page)


async def test_a_failed_job_has_a_page_too(api: Api, clips: ClipShelf, tmp_path: Path) -> None:
    (job,) = await finished(api, clips.copy(MKV, tmp_path / "cut.mkv", share=0.5))
    assert job["status"] == "failed"
    page = (await api.client.get(f"/api/v1/jobs/{job['id']}/report.html")).text
    assert "truncated" in page
    assert "not ready" in page


async def test_a_show_is_reported_on_one_sheet(api: Api, clips: ClipShelf, tmp_path: Path) -> None:
    good, cut = await finished(
        api, clips.copy(MOV, tmp_path / NAME), clips.copy(MKV, tmp_path / "cut.mkv", share=0.5)
    )
    body = {"job_ids": [good["id"], cut["id"]], "title": "Opening & <night>"}
    made = (await api.client.post("/api/v1/reports/show", json=body)).json()
    page = (await api.client.get(made["path"])).text
    assert "Opening &amp; &lt;night&gt;" in page
    assert "1 cue of 2 will not play safely" in page
    assert good["sha256"] in page
    cues = (await api.client.get(f"{made['path']}.json")).json()["cues"]
    assert [cue["verdict"] for cue in cues] == [good["verdict"], "not_ready"]
    assert (await api.client.get("/api/v1/reports/show/nope")).status_code == 404
    assert (await api.client.post("/api/v1/reports/show", json={"job_ids": ["nope"]})).status_code == 404


async def test_a_removed_jobs_pictures_go_with_it(api: Api, clips: ClipShelf, tmp_path: Path) -> None:
    (job,) = await finished(api, clips.copy(MOV, tmp_path / NAME))
    await soon(api, f"/jobs/{job['id']}/report", lambda told: len(told["stills"]) == 5)
    stills = tmp_path / "data" / "stills"
    assert len(list(stills.glob(f"{job['id']}*.jpg"))) == 11
    api.rooms.engine.stills.remove(job["id"])
    assert list(stills.glob(f"{job['id']}*.jpg")) == []


async def test_a_report_is_saved_under_a_name_that_any_disk_takes(
    api: Api, clips: ClipShelf, tmp_path: Path
) -> None:
    (job,) = await finished(api, clips.copy(MOV, tmp_path / 'szene "1" – Nebel.mov'))
    answer = await api.client.get(f"/api/v1/jobs/{job['id']}/report.json")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="szene -1- _ Nebel report.json"; '
        "filename*=UTF-8''szene%20-1-%20%E2%80%93%20Nebel%20report.json"
    )
    assert answer.json()["target"] == job["target"]


def test_only_the_newest_hundred_show_reports_are_kept() -> None:
    shows = ShowReports()
    tokens = [shows.add(f"show {number}", ()) for number in range(MOST + 1)]
    with pytest.raises(NotFound, match="Make it again"):
        shows.get(tokens[0])
    assert shows.get(tokens[1]).title == "show 1"
    assert all(len(token) >= 22 for token in tokens)  # 128 bits in base64


def test_a_show_whose_cues_are_sound_but_uneven_is_not_called_clean() -> None:
    even = Cue("a.mov", Verdict.SHOW_READY, 1.0, -20.0, -3.0, None, None, (), stands_out=False)
    assert "every one show-ready." in show_html([even], title="x")
    assert "1 far from the others in loudness" in show_html([even, replace(even, stands_out=True)], title="x")
    assert "1 cue of 2 not verified yet." in show_html([even, replace(even, verdict=None)], title="x")
