"""Profiles over the API: what can be made, making one's own, and exchanging them as files."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.media.example_argv import example_argv
from tests.support.api import Api, open_api
from tests.support.clips import MP4, ClipShelf, clips

__all__ = ["clips"]

PROFILES = "/api/v1/profiles"
WALL: dict[str, Any] = {
    "name": "led-wall",
    "description": "Hap Q for our wall",
    "container": "mov",
    "target": "resolume",
    "video": {
        "codec": "hap",
        "codec_profile": "hap_q",
        "pixel_format": "rgba",
        "divisor": 4,
        "is_all_intra": True,
    },
    "audio": {"codec": "pcm_s16le", "sample_rate_hz": 48_000},
}


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    async with open_api(tmp_path) as opened:
        yield opened


async def did(request: Any, status: int = 200) -> Any:
    answer: httpx.Response = await request
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


async def refused(request: Any, status: int, code: str) -> dict[str, Any]:
    answer: httpx.Response = await request
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), problem
    return problem


def folder(tmp_path: Path, profile: str) -> dict[str, Any]:
    (tmp_path / "in").mkdir(exist_ok=True)
    rule = {"pattern": "*.mov", "profile": profile}
    return {
        "watch_directory": str(tmp_path / "in"),
        "output_directory": str(tmp_path / "out"),
        "rules": [rule],
    }


async def test_what_comes_with_the_program_is_listed_and_can_be_made(api: Api) -> None:
    items = (await did(api.client.get(PROFILES)))["items"]
    assert [item["name"] for item in items] == list(BUILTIN_PROFILES)
    assert all(item["is_builtin"] and item["available"] and item["created_at"] is None for item in items)
    hap = next(item for item in items if item["name"] == "live-hap")
    assert (hap["target"], hap["video_settings"]["divisor"]) == ("resolume", 4)


async def test_one_s_own_is_made_read_changed_and_removed(api: Api) -> None:
    made = await did(api.client.post(PROFILES, json=WALL), 201)
    assert (made["name"], made["is_builtin"], made["available"]) == ("led-wall", False, True)
    assert await did(api.client.get(f"{PROFILES}/led-wall")) == made
    changed = await did(api.client.patch(f"{PROFILES}/led-wall", json={"description": "Narrower"}))
    assert (changed["description"], changed["video_settings"]) == ("Narrower", made["video_settings"])
    silent = await did(api.client.patch(f"{PROFILES}/led-wall", json={"audio": None}))
    assert silent["audio"] is None
    await did(api.client.delete(f"{PROFILES}/led-wall"), 204)
    await refused(api.client.get(f"{PROFILES}/led-wall"), 404, "not_found")


async def test_one_s_own_outlives_the_server(tmp_path: Path) -> None:
    async with open_api(tmp_path) as api:
        await did(api.client.post(PROFILES, json=WALL), 201)
    async with open_api(tmp_path) as api:
        assert (await did(api.client.get(f"{PROFILES}/led-wall")))["description"] == "Hap Q for our wall"


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"name": "live-hap"}, 409, "conflict", None),
        ({"name": "Led Wall"}, 422, "invalid_profile", "name"),
        ({"target": "nowhere"}, 422, "invalid_profile", "target"),
        ({"container": "mp4"}, 422, "invalid_profile", "container"),
        (
            {"video": WALL["video"] | {"pixel_format": "rgba -y /etc/passwd"}},
            422,
            "invalid_profile",
            "video.pixel_format",
        ),
        ({"video": WALL["video"] | {"frame_rate": "29.97"}}, 422, "invalid_profile", "video.frame_rate"),
        ({"video": WALL["video"] | {"codek": "hap"}}, 422, "validation", "video.codek"),
    ],
)
async def test_what_can_not_work_is_refused_by_its_field(
    change: dict[str, Any], status: int, code: str, field: str | None, api: Api
) -> None:
    problem = await refused(api.client.post(PROFILES, json=WALL | change), status, code)
    assert problem["field"] == field


@pytest.mark.parametrize("order", ["patch", "delete"])
async def test_what_comes_with_the_program_stays_as_it_is(order: str, api: Api) -> None:
    request = api.client.delete if order == "delete" else lambda path: api.client.patch(path, json={})
    problem = await refused(request(f"{PROFILES}/live-hap"), 409, "conflict")
    assert "Copy it under another name" in problem["detail"]


async def test_a_name_is_given_once(api: Api) -> None:
    await did(api.client.post(PROFILES, json=WALL), 201)
    await refused(api.client.post(PROFILES, json=WALL), 409, "conflict")


async def test_profiles_are_exchanged_as_files(api: Api) -> None:
    await did(api.client.post(PROFILES, json=WALL), 201)
    exported = await api.client.get(f"{PROFILES}/export", params={"name": "led-wall"})
    assert exported.headers["content-type"].startswith("application/toml")
    assert 'codec_profile = "hap_q"' in exported.text
    await did(api.client.delete(f"{PROFILES}/led-wall"), 204)
    taken = await did(api.client.post(f"{PROFILES}/import", json={"toml": exported.text}), 201)
    assert [item["name"] for item in taken["items"]] == ["led-wall"]
    again = {"toml": exported.text, "file_name": "wall.toml"}
    await refused(api.client.post(f"{PROFILES}/import", json=again), 409, "conflict")
    await did(api.client.post(f"{PROFILES}/import", json=again | {"replace": True}), 201)


async def test_a_copy_of_a_built_in_one_is_made_by_its_file(api: Api) -> None:
    text = (await api.client.get(f"{PROFILES}/export", params={"name": "live-qlab"})).text
    await refused(api.client.post(f"{PROFILES}/import", json={"toml": text}), 409, "conflict")
    text = text.replace('"live-qlab"', '"my-qlab"')
    await did(api.client.post(f"{PROFILES}/import", json={"toml": text}), 201)


async def test_a_file_with_one_bad_profile_brings_none(api: Api) -> None:
    names = {"name": ["live-hap", "audio-cue"]}
    text = (await api.client.get(f"{PROFILES}/export", params=names)).text
    text = text.replace('"live-hap"', '"good"').replace('"audio-cue"\ndesc', '"bad"\nquality = 1\ndesc')
    body = {"toml": text, "file_name": "two.toml"}
    problem = await refused(api.client.post(f"{PROFILES}/import", json=body), 422, "invalid_profile")
    assert problem["detail"].startswith("two.toml: “profile.quality” is not known.")
    await refused(api.client.get(f"{PROFILES}/good"), 404, "not_found")


@pytest.mark.parametrize("names", [["nothing"], []])
async def test_there_must_be_something_to_export(names: list[str], api: Api) -> None:
    await refused(api.client.get(f"{PROFILES}/export", params={"name": names}), 404, "not_found")


async def test_a_rule_names_it_at_once_and_then_it_stays(api: Api, tmp_path: Path) -> None:
    body = folder(tmp_path, "led-wall")
    await refused(api.client.post("/api/v1/folders", json=body), 422, "unknown_profile")
    await did(api.client.post(PROFILES, json=WALL), 201)
    made = await did(api.client.post("/api/v1/folders", json=body), 201)
    problem = await refused(api.client.delete(f"{PROFILES}/led-wall"), 409, "conflict")
    assert str(tmp_path / "in") in problem["detail"]
    await did(api.client.delete(f"/api/v1/folders/{made['id']}"), 204)
    await did(api.client.delete(f"{PROFILES}/led-wall"), 204)


@pytest.mark.ffmpeg
async def test_a_job_says_who_encoded_it_and_that_the_circuit_was_not_to_be_had(
    api: Api, clips: ClipShelf, tmp_path: Path
) -> None:
    """No machine that runs these tests has the circuit, so its trial fails and the software does the work."""
    video = {"codec": "h264", "pixel_format": "yuv420p", "crf": 30, "hardware": "nvenc", "lowest_ssim": None}
    profile = WALL | {"name": "quick", "container": "mp4", "target": "any", "video": video, "audio": None}
    await did(api.client.post(PROFILES, json=profile), 201)
    job = await ended(api, clips.copy(MP4, tmp_path / "a.mp4"), "quick", tmp_path)
    assert job["status"] == "completed", job
    assert "Made by libx264 instead of h264_nvenc" in job["warnings"][0]
    report = await did(api.client.get(f"/api/v1/jobs/{job['id']}/report"))
    assert report["encoder"] == "libx264"


@pytest.mark.ffmpeg
async def test_a_cue_comes_out_at_its_loudness(api: Api, clips: ClipShelf, tmp_path: Path) -> None:
    job = await ended(api, clips.copy(MP4, tmp_path / "a.mp4"), "audio-cue-r128", tmp_path)
    assert job["status"] == "completed", job
    report = await did(api.client.get(f"/api/v1/jobs/{job['id']}/report"))
    assert report["encoder"] == "pcm_s24le"
    assert any(word.startswith("volume=") for word in report["command"])


async def ended(api: Api, source: Path, profile: str, tmp_path: Path) -> dict[str, Any]:
    """The job, once it has come to its end."""
    (tmp_path / "out").mkdir(exist_ok=True)
    body = {"paths": [str(source)], "profile": profile, "output_directory": str(tmp_path / "out")}
    job: dict[str, Any]
    (job,) = (await did(api.client.post("/api/v1/jobs", json=body), 201))["jobs"]
    async with asyncio.timeout(60):
        while job["finished_at"] is None:
            job = (await did(api.client.get(f"/api/v1/jobs/{job['id']}")))["job"]
    return job


async def test_a_profile_is_tried_without_a_trace_and_shows_ffmpeg_s_words(api: Api) -> None:
    tried = await did(api.client.post(f"{PROFILES}/try", json=WALL))
    words = tried["arguments"]
    assert (words[0], words[-1], tried["unavailable_reason"]) == ("ffmpeg", "OUTPUT.mov", None)
    assert words[words.index("-c:v") + 1] == "hap"
    assert words[words.index("-i") + 1] == "SOURCE"
    assert "led-wall" not in {item["name"] for item in (await did(api.client.get(PROFILES)))["items"]}
    wrong = {**WALL, "video": {**WALL["video"], "pixel_format": "yuv420p"}}
    tried = await did(api.client.post(f"{PROFILES}/try", json=wrong))
    assert (tried["arguments"], tried["wrong"]["field"]) == ([], "video.pixel_format")


async def test_every_profile_that_comes_with_the_program_shows_its_command() -> None:
    for profile in BUILTIN_PROFILES.values():
        words = example_argv(profile)
        assert words[words.index("-i") + 1] == "SOURCE"
        assert words[-1] == f"OUTPUT.{profile.container}"
        assert not [word for word in words if str(Path.cwd()) in word]


async def test_the_words_to_choose_from_are_those_that_profiles_are_checked_by(api: Api) -> None:
    choices = await did(api.client.get(f"{PROFILES}/choices"))
    for profile in BUILTIN_PROFILES.values():
        if profile.video is not None:
            codec = choices["video"][profile.video.codec]
            kinds = codec["codec_profiles"]
            assert profile.video.pixel_format in kinds.get(
                profile.video.codec_profile, codec["pixel_formats"]
            )
            assert profile.container in codec["containers"]
        if profile.audio is not None:
            assert profile.audio.codec in choices["audio"][profile.container]
