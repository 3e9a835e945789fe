"""`bvp transcode analyze batch config`, as scripts of release 3 know them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bulletproof.cli.main import main
from bulletproof.cli.old_words import THE_TEN
from tests.support.clips import MKV, MOV, MP4, ClipShelf


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.setenv("BULLETPROOF_DATA", str(folder / "data"))
    return folder


def bvp(*words: str | Path, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=answer)


def test_version_is_told_in_the_old_form() -> None:
    result = bvp("--version")
    assert result.exit_code == 0
    assert result.output.startswith("bvp, version 4.")


def test_every_command_has_help_with_an_example() -> None:
    for name in ("transcode", "analyze", "batch", "config"):
        result = bvp(name, "--help")
        assert result.exit_code == 0
        assert "Example" in result.output


def test_transcode_names_its_output_as_ever(clips: ClipShelf, tmp_path: Path) -> None:
    source = clips.copy(MP4, tmp_path / "a.mp4")
    result = bvp("transcode", source)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "a__processed__live-qlab.mov").is_file()
    assert "Transcode successful: " in result.output
    assert not list(tmp_path.glob(".bp-*"))


def test_transcode_replaces_only_once_the_new_file_is_verified(clips: ClipShelf, tmp_path: Path) -> None:
    output = tmp_path / "show.mov"
    output.write_bytes(b"last night's")
    cut = clips.copy(MKV, tmp_path / "cut.mkv", share=0.5)
    failed = bvp("transcode", cut, "-o", output)
    assert failed.exit_code == 1
    assert failed.stderr.startswith("Transcode failed: ")
    assert output.read_bytes() == b"last night's"
    assert bvp("transcode", clips.copy(MKV, tmp_path / "a.mkv"), "-o", output).exit_code == 0
    assert output.read_bytes() != b"last night's"


def test_a_link_that_somebody_names_is_followed(clips: ClipShelf, tmp_path: Path) -> None:
    link = tmp_path / "opening.mp4"
    link.symlink_to(clips.path(MP4))
    done = bvp("transcode", link, "--profile", "standard-playback")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "opening__processed__standard-playback.mp4").is_file()


def test_profiles_are_listed_without_a_file() -> None:
    result = bvp("transcode", "--list-profiles")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[:2] == ["Available profiles:", "=" * 60]
    listed = [line.split()[0] for line in lines[2:] if line and not line.startswith(" ")]
    assert tuple(listed[:10]) == THE_TEN


@pytest.mark.parametrize(
    "words", [("transcode", "--profile", "nope", "x.mov"), ("transcode", "none.mov"), ("transcode",)]
)
def test_what_makes_no_sense_is_a_usage_error(words: tuple[str, ...]) -> None:
    assert bvp(*words).exit_code == 2


def test_a_resolution_holds_for_its_own_call_alone(clips: ClipShelf, tmp_path: Path) -> None:
    source = clips.copy(MP4, tmp_path / "a.mp4")
    assert bvp("transcode", source, "--resolution", "160:-2", "-o", tmp_path / "s.mov").exit_code == 0
    assert bvp("transcode", source, "-o", tmp_path / "f.mov").exit_code == 0
    assert "Resolution: 160x90" in bvp("analyze", tmp_path / "s.mov").output
    assert "Resolution: 320x180" in bvp("analyze", tmp_path / "f.mov").output


@pytest.mark.parametrize("words", ["wide", "0x", "1:2:3", "-5:100", "99999:10"])
def test_a_resolution_that_is_none_is_told(clips: ClipShelf, tmp_path: Path, words: str) -> None:
    result = bvp("transcode", clips.copy(MP4, tmp_path / "a.mp4"), "--resolution", words)
    assert result.exit_code == 2
    assert "--resolution" in result.output
    assert "Starting" not in result.output


def test_analyze_prints_the_old_lines(clips: ClipShelf) -> None:
    result = bvp("analyze", clips.path(MOV))
    assert result.exit_code == 0
    for line in (
        "File Analysis:",
        "Duration: 1.0s",
        "Stream 0: VIDEO (prores)",
        "  FPS: 25/1",
        "Stream 1: AUDIO",
    ):
        assert line in result.output


def test_analyze_fails_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.mov").write_text("text")
    result = bvp("analyze", tmp_path / "a.mov")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error analyzing file: ")


def test_batch_goes_on_after_a_failure_and_ends_with_0(clips: ClipShelf, tmp_path: Path) -> None:
    clips.copy(MOV, tmp_path / "good.mov")
    (tmp_path / "bad.mov").write_text("no video")
    result = bvp("batch", tmp_path)
    assert result.exit_code == 0
    assert "Found 2 file(s) to process" in result.output
    assert result.output.rstrip().endswith("Batch processing complete. successful=1 failed=1")
    assert (tmp_path / "good_output.mp4").is_file()


def test_batch_without_a_match_is_no_error(tmp_path: Path) -> None:
    result = bvp("batch", tmp_path, "-e", ".zzz")
    assert (result.exit_code, result.output) == (0, f"No files matching *.zzz found in {tmp_path}\n")


def test_batch_wants_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert bvp("batch", tmp_path / "none").exit_code == 2
    assert bvp("batch", tmp_path / "file").exit_code == 1


def test_config_keeps_what_it_is_told(home: Path, tmp_path: Path) -> None:
    assert "✓ Default profile set to: archival" in bvp("config", "set-default-profile", "archival").output
    assert bvp("config", "set-output-dir", tmp_path / "new" / "out").exit_code == 0
    assert bvp("config", "set-preset", "fast").exit_code == 0
    assert (tmp_path / "new" / "out").is_dir()
    kept = json.loads((home / ".bvp" / "config.json").read_text())
    assert kept == {
        "default_profile": "archival",
        "default_output_dir": str(tmp_path / "new" / "out"),
        "speed_preset": "fast",
    }
    assert f"{'default_profile':<25} archival" in bvp("config", "show").output


def test_a_reset_that_is_declined_changes_nothing(home: Path) -> None:
    bvp("config", "set-preset", "fast")
    result = bvp("config", "reset", answer="n\n")
    assert result.exit_code == 0
    assert "Cancelled." in result.output
    assert (home / ".bvp" / "config.json").exists()
    assert bvp("config", "reset", answer="y\n").exit_code == 0
    assert not (home / ".bvp" / "config.json").exists()


def test_what_a_killed_command_left_is_taken_away_by_the_next(
    clips: ClipShelf, tmp_path: Path, home: Path
) -> None:
    source = clips.copy(MP4, tmp_path / "a.mp4")
    dead = home / "data" / "commands" / "left"
    dead.mkdir(parents=True)
    part = tmp_path / ".bp-left.part"
    part.write_bytes(b"half")
    (dead / "parts").write_bytes(str(part).encode() + b"\0")
    words = [sys.executable, "-m", "bulletproof.cli.main", "transcode", str(source)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "Progress: 100%" in done.stdout
    assert not part.exists()
    assert not dead.exists()
