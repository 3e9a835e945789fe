"""A sample is ten real seconds of a real file, and leaves nothing behind."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.profile_file import profile_table
from tests.support.api import Api, open_api
from tests.support.clips import MP4, WAV, ClipShelf, clips
from tests.support.waiting import until

__all__ = ["clips"]
pytestmark = pytest.mark.ffmpeg
QLAB = profile_table(BUILTIN_PROFILES["live-qlab"])
LONG = replace(MP4, seconds=14.0)


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    async with open_api(tmp_path) as opened:
        yield opened


async def _start(api: Api, path: Path | str, profile: dict[str, Any] = QLAB, status: int = 202) -> Any:
    answer = await api.client.post("/api/v1/samples", json={"path": str(path), "profile": profile})
    assert answer.status_code == status, answer.text
    return answer.json()


async def _ended(api: Api, sample: Any) -> Any:
    samples = api.rooms.engine.samples
    await until(lambda: samples.get(sample["id"]).state != "running", within_s=60, what="the sample's end")
    return (await api.client.get(f"/api/v1/samples/{sample['id']}")).json()


async def test_ten_seconds_of_the_middle_are_made_and_the_whole_is_reckoned_from_them(
    api: Api, clips: ClipShelf, tmp_path: Path
) -> None:
    source = clips.path(LONG)
    before = (source.read_bytes(), source.stat().st_mtime_ns)
    told = await _ended(api, await _start(api, source))
    assert (told["state"], told["error"]) == ("done", None)
    assert (told["start_s"], told["length_s"]) == (pytest.approx(2.0, abs=0.1), 10.0)
    assert told["whole_bytes"] == pytest.approx(told["output_bytes"] * 1.4, rel=0.02)
    probed = await api.rooms.engine.samples._tools().inspector.probe(Path(told["output"]))
    assert probed.duration_s == pytest.approx(10.0, abs=0.1)
    assert [one["at_s"] for one in told["stills"]] == pytest.approx([3.0, 7.0, 11.0], abs=0.1)
    for number in (one["number"] for one in told["stills"]):
        for side in ("source", "output"):
            picture = await api.client.get(
                f"/api/v1/samples/{told['id']}/stills/{number}", params={"of": side}
            )
            assert (picture.status_code, picture.content[:2]) == (200, b"\xff\xd8")
    assert (source.read_bytes(), source.stat().st_mtime_ns) == before
    assert (await api.client.get("/api/v1/jobs")).json()["items"] == []


async def test_a_clip_shorter_than_a_sample_is_made_whole(api: Api, clips: ClipShelf) -> None:
    told = await _ended(api, await _start(api, clips.path(MP4)))
    assert (told["state"], told["start_s"]) == ("done", 0.0)
    assert told["length_s"] == pytest.approx(1.0, abs=0.1)


async def test_sound_alone_has_no_pictures(api: Api, clips: ClipShelf) -> None:
    told = await _ended(
        api, await _start(api, clips.path(WAV), profile_table(BUILTIN_PROFILES["audio-qlab"]))
    )
    assert (told["state"], told["stills"]) == ("done", [])


async def test_only_the_last_sample_is_kept_and_none_over_a_restart(
    api: Api, clips: ClipShelf, tmp_path: Path
) -> None:
    first = await _ended(api, await _start(api, clips.path(MP4)))
    second = await _ended(api, await _start(api, clips.path(MP4)))
    assert (await api.client.get(f"/api/v1/samples/{first['id']}")).status_code == 404
    assert not Path(first["output"]).exists()
    assert Path(second["output"]).exists()


async def test_samples_that_are_asked_for_at_once_end_one_after_the_other(api: Api, clips: ClipShelf) -> None:
    asked = await asyncio.gather(*(_start(api, clips.path(MP4)) for _ in range(8)))
    known = [sample for sample in asked if sample["id"] == api.rooms.engine.samples.latest]
    assert len(known) == 1
    told = await _ended(api, known[0])
    assert told["state"] == "done"
    folder = Path(told["output"]).parent
    assert {path.name.split("-")[0].split(".")[0] for path in folder.iterdir()} == {told["id"]}


async def test_one_that_is_cancelled_ends_at_once_and_leaves_nothing(
    api: Api, clips: ClipShelf, tmp_path: Path
) -> None:
    sample = await _start(api, clips.path(LONG), profile_table(BUILTIN_PROFILES["live-linux-hevc-mkv"]))
    answer = await api.client.delete(f"/api/v1/samples/{sample['id']}")
    assert answer.json()["state"] == "cancelled"
    assert not (tmp_path / "samples").exists()


async def test_a_file_that_is_none_says_so(api: Api, tmp_path: Path) -> None:
    text = tmp_path / "notes.mov"
    text.write_text("This is not a film." * 100)
    told = await _ended(api, await _start(api, text))
    assert told["state"] == "failed"
    assert "notes.mov" in told["error"]
    gone = await _start(api, tmp_path / "gone.mov", status=422)
    assert gone["code"] == "invalid_file"


async def test_show_lock_starts_no_sample(api: Api, clips: ClipShelf) -> None:
    await api.client.put("/api/v1/lock", json={"is_locked": True, "running": "finish"})
    assert (await _start(api, clips.path(MP4), status=423))["code"] == "show_locked"
