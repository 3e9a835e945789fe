"""Which ffmpeg is taken, what it can do, and what is said when there is none that can be used."""

import os
import stat
import sys
from pathlib import Path

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES, profile_named
from bulletproof.domain.errors import FfmpegMissing
from bulletproof.media.ffmpeg import NEEDED_FILTERS, Capabilities, capabilities, find_ffmpeg, why_unavailable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


def _program(path: Path, answer: str) -> Path:
    path.write_text(f"#!/bin/sh\necho x >> {path}.asked\n{answer}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_chosen_one_comes_first(tmp_path: Path) -> None:
    chosen = _program(tmp_path / "my ffmpeg", "true")
    assert find_ffmpeg(chosen) == chosen


def test_the_bundled_one_comes_before_whatever_the_environment_offers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = _program(tmp_path / "ffmpeg", "true")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(other))
    assert find_ffmpeg(None).parent.parent.name == "imageio_ffmpeg"


@pytest.mark.parametrize("name", ["gone", "."])
def test_a_chosen_one_that_can_not_be_run_is_named_with_the_way_out(name: str, tmp_path: Path) -> None:
    with pytest.raises(FfmpegMissing, match="Correct the ffmpeg setting, or clear it"):
        find_ffmpeg(tmp_path / name)


@pytest.mark.ffmpeg
async def test_the_bundled_one_makes_every_profile() -> None:
    able = await capabilities(find_ffmpeg(None))
    assert able.version
    assert {
        name: why_unavailable(profile, able) for name, profile in BUILTIN_PROFILES.items()
    } == dict.fromkeys(BUILTIN_PROFILES)


def test_a_profile_whose_encoder_is_lacking_says_which() -> None:
    able = Capabilities(Path("/ffmpeg"), "4.4", frozenset({"aac", "libx264"}), frozenset())
    assert why_unavailable(profile_named("standard-playback"), able) is None
    assert "libx265" in (why_unavailable(profile_named("stream-hd"), able) or "")
    assert "pcm_s24le" in (why_unavailable(profile_named("audio-qlab"), able) or "")


async def test_what_is_no_ffmpeg_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FfmpegMissing, match="is not ffmpeg"):
        await capabilities(_program(tmp_path / "other", "echo hello"))


async def test_one_without_the_filters_that_verify_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FfmpegMissing, match="lacks blackdetect"):
        await capabilities(_program(tmp_path / "bare", "echo ffmpeg version 9.0 Copyright"))


async def test_it_is_asked_once_and_again_when_it_was_replaced(tmp_path: Path) -> None:
    answer = f"echo 'ffmpeg version 9.0'; printf ' ... %s\\n' {' '.join(NEEDED_FILTERS)}"
    path = _program(tmp_path / "ffmpeg", answer)
    asked = Path(f"{path}.asked")
    first = await capabilities(path)
    once = asked.read_text()
    assert await capabilities(path) == first
    assert asked.read_text() == once
    assert (await capabilities(_program(path, answer.replace("9.0", "10.0")))).version == "10.0"
