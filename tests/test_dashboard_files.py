"""Files of the server's machine, chosen and sent from another one."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bulletproof.domain.folder import FolderSpec, Rule
from bulletproof.engine.uploads import PREFIX
from tests.support.api import Api, open_api

BYTES = {"Content-Type": "application/octet-stream"}


@asynccontextmanager
async def _open(tmp_path: Path, *roots: Path) -> AsyncIterator[Api]:
    data = tmp_path / "data"
    data.mkdir(exist_ok=True)
    async with open_api(data, roots=roots) as api:
        (await api.client.post("/api/v1/queue/hold")).raise_for_status()
        yield api


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    async with _open(tmp_path) as opened:
        yield opened


async def _listed(api: Api, under: Path | str) -> Any:
    answer = await api.client.get("/api/v1/files", params={"under": str(under)})
    assert answer.status_code == 200, answer.text
    return answer.json()


def _names(listed: Any) -> list[str]:
    return [item["name"] for item in listed["items"]]


async def test_a_folder_is_listed_with_folders_first_and_media_in_cue_order(api: Api, tmp_path: Path) -> None:
    show = tmp_path / "show"
    for folder in ("act 10", "act 2", ".bulletproof"):
        (show / folder).mkdir(parents=True)
    for name in ("cue 10.mov", "cue 2.mov", "notes.txt", ".hidden.mov", "copy.mov.part"):
        (show / name).write_bytes(b"12345")
    (show / "link.mov").symlink_to(show / "cue 2.mov")
    listed = await _listed(api, show)
    assert _names(listed) == ["act 2", "act 10", "cue 2.mov", "cue 10.mov"]
    assert [item["kind"] for item in listed["items"]] == ["folder", "folder", "media", "media"]
    assert [item["size_bytes"] for item in listed["items"]] == [None, None, 5, 5]
    assert listed["left_out"] == 2
    assert listed["parent"] == str(tmp_path)


async def test_a_name_that_can_not_be_written_in_json_is_counted_and_breaks_nothing(
    api: Api, tmp_path: Path
) -> None:
    (tmp_path / "good.mov").write_bytes(b"1")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.mov")).write_bytes(b"1")
    listed = await _listed(api, tmp_path)
    assert "good.mov" in _names(listed)
    assert listed["left_out"] == 1


async def test_the_way_up_leads_up(api: Api, tmp_path: Path) -> None:
    (tmp_path / "show" / "act").mkdir(parents=True)
    listed = await _listed(api, f"{tmp_path}/show/act/../act//")
    assert (listed["folder"], listed["parent"]) == (f"{tmp_path}/show/act", f"{tmp_path}/show")
    assert (await _listed(api, "/.."))["parent"] is None


async def test_a_watch_folder_whose_name_is_no_utf8_breaks_no_list(api: Api, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd\xff"))
    odd.mkdir()
    rule = Rule(pattern="*", profile="live-qlab")
    await api.rooms.engine.add_folder(FolderSpec(odd, tmp_path / "out", (rule,)))
    answer = await api.client.get("/api/v1/files")
    assert answer.status_code == 200
    assert any("odd�" in place for place in answer.json()["places"])
    assert (await api.client.get("/metrics")).status_code == 200


async def test_without_a_folder_the_places_to_begin_at_are_told(api: Api, tmp_path: Path) -> None:
    answer = (await api.client.get("/api/v1/files")).json()
    assert str(Path.home()) in answer["places"]
    assert answer["items"] == []
    assert (await _listed(api, tmp_path))["places"] == [], "a dead place would keep this list waiting"


@pytest.mark.parametrize("under", ["relative", "/no/such/folder", "/etc/hostname"])
async def test_a_folder_that_can_not_be_opened_is_named(api: Api, under: str) -> None:
    answer = await api.client.get("/api/v1/files", params={"under": under})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_file")
    assert under in answer.json()["detail"]


async def test_roots_keep_every_order_within_them(tmp_path: Path) -> None:
    inside, outside = tmp_path / "show", tmp_path / "private"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.mov").write_bytes(b"1")
    (inside / "way out").symlink_to(outside)
    async with _open(tmp_path, inside) as api:
        assert (await _listed(api, inside))["parent"] is None
        assert (await api.client.get("/api/v1/files")).json()["places"] == [str(inside)]
        for path in (outside, inside / "way out", inside / ".." / "private"):
            await _refuse_everywhere(api, str(path), str(inside))


async def test_a_zero_byte_in_a_path_is_refused_in_words(tmp_path: Path) -> None:
    root = tmp_path / "show"
    root.mkdir()
    async with _open(tmp_path, root) as api:
        for path, body in (
            ("preflight", {"folder": f"{root}\0", "target": "any"}),
            ("jobs", {"paths": [f"{root}/\0.mov"], "profile": "live-qlab"}),
            ("checks/none/cure", {"output_directory": "\0"}),
        ):
            answer = await api.client.post(f"/api/v1/{path}", json=body)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid_file"), path


async def _refuse_everywhere(api: Api, outside: str, inside: str) -> None:
    media, profile = f"{outside}/a.mov", "live-qlab"
    folder = {"rules": [{"pattern": "*", "profile": profile}]}
    client = api.client
    answers = [
        await client.get("/api/v1/files", params={"under": outside}),
        await client.post("/api/v1/jobs", json={"paths": [media], "profile": profile}),
        await client.post(
            "/api/v1/jobs",
            json={"paths": [f"{inside}/a.mov"], "profile": profile, "output_directory": outside},
        ),
        await client.post("/api/v1/verify", json={"paths": [media]}),
        await client.post("/api/v1/preflight", json={"folder": outside, "target": "any"}),
        await client.post(
            "/api/v1/folders", json={**folder, "watch_directory": outside, "output_directory": inside}
        ),
        await client.post(
            "/api/v1/folders", json={**folder, "watch_directory": inside, "output_directory": outside}
        ),
        await client.patch("/api/v1/settings", json={"intake_folder": outside}),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(403, "outside_roots")] * 8


async def _put(api: Api, name: str, content: Any, **headers: str) -> httpx.Response:
    return await api.client.put(f"/api/v1/uploads/{name}", content=content, headers={**BYTES, **headers})


async def _take_uploads(api: Api, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    answer = await api.client.patch(
        "/api/v1/settings", json={"intake_folder": str(folder), "disk_reserve_bytes": 0}
    )
    assert answer.status_code == 200, answer.text


async def test_uploads_are_off_unless_a_folder_is_set(api: Api) -> None:
    answer = await _put(api, "a.mov", b"123")
    assert (answer.status_code, answer.json()["code"]) == (409, "uploads_off")


async def test_an_uploaded_file_lies_whole_in_its_folder_and_takes_no_other_ones_place(
    api: Api, tmp_path: Path
) -> None:
    intake = tmp_path / "intake"
    await _take_uploads(api, intake)
    content = os.urandom(3_000_000)
    first = await _put(api, "Act 1, Überraschung.mov", content)
    second = await _put(api, "Act 1, Überraschung.mov", b"another")
    assert (first.status_code, second.status_code) == (201, 201), first.text + second.text
    assert first.json() == {"path": str(intake / "Act 1, Überraschung.mov"), "is_watched": False}
    assert (intake / "Act 1, Überraschung.mov").read_bytes() == content
    assert (intake / "Act 1, Überraschung (2).mov").read_bytes() == b"another"
    assert len(list(intake.iterdir())) == 2


async def test_a_watch_folder_that_takes_the_upload_is_told_of(api: Api, tmp_path: Path) -> None:
    intake, out = tmp_path / "intake", tmp_path / "out"
    out.mkdir()
    await _take_uploads(api, intake)
    folder = {"watch_directory": str(intake), "output_directory": str(out)}
    rules = [{"pattern": "*", "profile": "live-qlab"}]
    (await api.client.post("/api/v1/folders", json={**folder, "rules": rules})).raise_for_status()
    assert (await _put(api, "a.mov", b"1")).json()["is_watched"] is True


@pytest.mark.parametrize(
    "name",
    ["notes.txt", ".hidden.mov", "a.mov.part", "..%2Fa.mov", "a%5Cb.mov", "C%3Aa.mov", "a%00.mov", "%0a.mov"],
)
async def test_a_name_that_is_no_plain_media_name_writes_nothing(api: Api, tmp_path: Path, name: str) -> None:
    intake = tmp_path / "intake"
    await _take_uploads(api, intake)
    answer = await _put(api, name, b"123")
    assert answer.status_code in (404, 405, 422), answer.text
    assert list(intake.iterdir()) == []
    assert not (tmp_path / "a.mov").exists()


async def test_an_upload_that_is_cut_off_leaves_nothing_behind(api: Api, tmp_path: Path) -> None:
    intake = tmp_path / "intake"
    await _take_uploads(api, intake)
    answer = await _put(api, "a.mov", b"123", **{"Content-Length": "400000"})
    assert (answer.status_code, answer.json()["code"]) == (409, "cut_off")
    assert list(intake.iterdir()) == []


async def test_an_upload_that_would_fill_the_disk_is_refused_before_it_is_written(
    api: Api, tmp_path: Path
) -> None:
    intake = tmp_path / "intake"
    await _take_uploads(api, intake)
    answer = await _put(api, "a.mov", b"123", **{"Content-Length": str(10**18)})
    assert (answer.status_code, answer.json()["code"]) == (503, "disk_full")
    assert list(intake.iterdir()) == []


async def test_only_bytes_are_a_file_and_only_an_upload_may_be_large(api: Api) -> None:
    as_form = await api.client.put(
        "/api/v1/uploads/a.mov", content=b"a=b", headers={"Content-Type": "text/plain"}
    )
    as_json = await api.client.put("/api/v1/uploads/a.mov", json={})
    large = await api.client.patch("/api/v1/settings", content=b"{" + b" " * 2_000_000 + b"}", headers=BYTES)
    assert [answer.json()["code"] for answer in (as_form, as_json, large)] == [
        "not_bytes",
        "not_bytes",
        "not_json",
    ]


async def test_what_an_upload_left_behind_in_a_crash_is_gone_after_the_next_start(tmp_path: Path) -> None:
    intake = tmp_path / "intake"
    async with _open(tmp_path) as api:
        await _take_uploads(api, intake)
    left, other = intake / f"{PREFIX}0123.part", intake / "mine.part"
    for path in (left, other):
        path.write_bytes(b"1")
    async with _open(tmp_path):
        assert (left.exists(), other.exists()) == (False, True)
