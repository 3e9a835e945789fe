"""`bvp jobs folders doctor serve completion`, against a server that runs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bulletproof.cli.main import COMMANDS, main
from bulletproof.instance import read_instance
from tests.support.clips import MP4, ClipShelf
from tests.support.waiting import seen_soon


def bvp(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETPROOF_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("BULLETPROOF_DISK_RESERVE_BYTES", "0")
    monkeypatch.delenv("BULLETPROOF_SERVER", raising=False)
    return tmp_path / "data"


@contextmanager
def serving(data: Path) -> Iterator[None]:
    words = [sys.executable, "-m", "bulletproof.cli.main", "serve"]
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(words, stdout=nowhere, stderr=nowhere)
    try:
        seen_soon(lambda: read_instance(data) is not None, within_s=30, what="the server's start")
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_every_command_tells_itself_with_an_example() -> None:
    for name in COMMANDS:
        result = bvp(name, "--help")
        assert result.exit_code == 0, name
        assert "Example" in result.output, name


def test_without_a_server_the_way_to_one_is_told(data: Path) -> None:
    result = bvp("jobs", "list")
    assert result.exit_code == 1
    assert "bvp serve" in result.output


def test_the_queue_is_seen_and_steered(data: Path, clips: ClipShelf, tmp_path: Path) -> None:
    from bulletproof.cli.client import running_server

    (tmp_path / "bad.mp4").write_text("no media")
    good = clips.copy(MP4, tmp_path / "good.mp4")
    with serving(data):
        assert bvp("jobs", "list").output == "No jobs.\n"
        body = json.dumps({"paths": [str(good), str(tmp_path / "bad.mp4")], "profile": "live-qlab"})
        running_server().raw("POST", "/api/v1/jobs", body)
        seen_soon(lambda: {"show-ready", "failed"} <= set(bvp("jobs", "list").output.split()), within_s=60)
        (failed,) = bvp("jobs", "list", "--status", "failed", "--json").output.splitlines()
        job_id = json.loads(failed)["id"]
        shown = bvp("jobs", "show", job_id).output
        assert "bad.mp4" in shown
        assert "Result" in shown
        assert json.loads(bvp("jobs", "show", job_id, "--json").output)["job"]["id"] == job_id
        assert bvp("jobs", "retry", job_id).exit_code == 0
        unknown = bvp("jobs", "cancel", "nope")
        assert unknown.exit_code == 1
        assert "nope" in unknown.stderr
        assert "No watch folders" in bvp("folders", "list").output
        assert "runs at http://127.0.0.1:" in bvp("doctor").output


def test_the_doctor_names_what_is_missing_and_how_to_mend_it(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bvp("doctor").exit_code == 0
    monkeypatch.setenv("BULLETPROOF_FFMPEG", "/nowhere/ffmpeg")
    result = bvp("doctor", "--json")
    assert result.exit_code == 1
    (ffmpeg,) = [
        told for line in result.output.splitlines() if (told := json.loads(line))["part"] == "ffmpeg"
    ]
    assert ffmpeg["state"] == "fail"
    assert ffmpeg["cure"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(shell: str) -> None:
    result = bvp("completion", shell)
    assert result.exit_code == 0
    assert "_BVP_COMPLETE" in result.output


def test_an_unknown_command_is_a_usage_error() -> None:
    assert bvp("dance").exit_code == 2


def test_under_show_lock_nothing_is_encoded_beside_it(data: Path, clips: ClipShelf, tmp_path: Path) -> None:
    good = clips.copy(MP4, tmp_path / "good.mp4")
    with serving(data):
        assert bvp("lock").output == "Show Lock is off.\n"
        assert "nothing starts, what runs stands still" in bvp("lock", "on", "--running", "freeze").output
        assert json.loads(bvp("lock", "--json").output)["is_locked"]
        for words in (("transcode", str(good)), ("batch", str(tmp_path), "-e", ".mp4")):
            refused = bvp(*words)
            assert refused.exit_code == 1
            assert "Show Lock is on" in refused.output
        assert bvp("transcode", str(good), "--despite-lock").exit_code == 0
        assert bvp("lock", "off").output == "Show Lock is off.\n"
    assert "Error: No Bulletproof runs" in bvp("lock").output
