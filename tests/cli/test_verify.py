"""`bvp verify` as a script would call it: what it prints, and what its exit code says."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bulletproof.cli.main import main
from tests.support.clips import MKV, MP4, SILENT_MP4, TS, UNEVEN_MP4, ClipShelf

# What a camera or an export writes, and `testsrc2` does not: what its colours are.
TAGGED = replace(
    MP4,
    picture="setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv",
    options=(
        "-color_primaries",
        "bt709",
        "-color_trc",
        "bt709",
        "-colorspace",
        "bt709",
        "-color_range",
        "tv",
    ),
)


def bvp(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_it_tells_its_version_as_it_always_did() -> None:
    assert bvp("--version").output == "bvp, version 4.0.0\n"


@pytest.mark.parametrize(
    "words", [("verify",), ("verify", "gone.mp4"), ("verify", "--target", "moon", __file__)]
)
def test_a_command_that_makes_no_sense_ends_with_2(words: tuple[str, ...]) -> None:
    assert bvp(*words).exit_code == 2


def test_one_source_goes_with_one_file() -> None:
    assert bvp("verify", __file__, __file__, "--source", __file__).exit_code == 2


def test_text_that_poses_as_a_film_is_not_ready(tmp_path: Path) -> None:
    path = tmp_path / "notes.mp4"
    path.write_text("once upon a time")
    result = bvp("verify", path)
    assert result.exit_code == 1
    assert "NOT READY" in result.output


def test_a_missing_ffmpeg_is_an_error_and_no_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETPROOF_FFMPEG", str(tmp_path / "ffmpeg"))
    result = bvp("verify", __file__)
    assert result.exit_code == 1
    assert "ffmpeg" in result.output
    assert "NOT READY" not in result.output


@pytest.mark.ffmpeg
def test_a_sound_file_is_show_ready(clips: ClipShelf) -> None:
    result = bvp("verify", "--strict", clips.path(TAGGED))
    assert result.exit_code == 0, result.output
    assert "show-ready" in result.output


@pytest.mark.ffmpeg
def test_several_files_make_a_table_and_one_bad_one_the_exit_code(clips: ClipShelf, tmp_path: Path) -> None:
    cut = clips.copy(MKV, tmp_path / "cut.mkv", share=0.5)
    result = bvp("verify", clips.path(MP4), cut)
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "2 files, 1 not ready."


@pytest.mark.ffmpeg
def test_json_is_one_document_a_line(clips: ClipShelf) -> None:
    result = bvp("verify", "--json", clips.path(TAGGED), clips.path(UNEVEN_MP4))
    good, uneven = map(json.loads, result.output.splitlines())
    assert list(good) == ["file", "target", "verdict", "cure", "findings", "media", "sha256", "seconds"]
    assert (good["verdict"], good["findings"], good["target"]) == ("show_ready", [], "any")
    assert uneven["verdict"] == "not_ready"
    assert "variable_frame_rate" in {finding["code"] for finding in uneven["findings"]}


@pytest.mark.ffmpeg
def test_against_its_source_a_lost_sound_is_found(clips: ClipShelf) -> None:
    alone = bvp("verify", clips.path(SILENT_MP4))
    held_against = bvp("verify", clips.path(SILENT_MP4), "--source", clips.path(MP4))
    assert (alone.exit_code, held_against.exit_code) == (0, 1)
    assert "sound is missing" in held_against.output


@pytest.mark.ffmpeg
def test_a_stream_cut_between_packets_is_found_only_against_its_source(
    clips: ClipShelf, tmp_path: Path
) -> None:
    whole = clips.path(TS).read_bytes()
    cut = tmp_path / "cut.ts"
    cut.write_bytes(whole[: len(whole) // 188 // 2 * 188])
    assert bvp("verify", cut, "--source", clips.path(TS)).exit_code == 1
