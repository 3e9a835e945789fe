"""`bvp manifest` as a technician calls it, before the van leaves and on the playback machine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bulletproof.cli.main import main


def bvp(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["manifest", *(str(word) for word in words)])


@pytest.fixture
def show(tmp_path: Path) -> Path:
    for name in ("cue 1.mov", "cue 2.mov"):
        (tmp_path / name).write_text(name)
    return tmp_path


def test_what_is_sealed_is_told_and_checked(show: Path) -> None:
    assert bvp(show).exit_code == 0
    checked = bvp("--check", show)
    assert (checked.exit_code, checked.output) == (0, "2 files, each as it was when it was sealed.\n")


def test_every_difference_is_named_and_the_exit_code_is_1(show: Path) -> None:
    bvp(show)
    (show / "cue 1.mov").write_text("another")
    (show / "cue 2.mov").rename(show / "cue 3.mov")
    found = bvp("--check", show)
    assert found.exit_code == 1
    assert found.output.splitlines() == [
        "missing  cue 2.mov",
        "added    cue 3.mov",
        "CHANGED  cue 1.mov",
        "2 files sealed: 1 missing, 1 added, 1 changed, 0 can't be read.",
    ]
    as_json = json.loads(bvp("--check", "--json", show).output)
    assert as_json["changed"] == ["cue 1.mov"]


def test_a_folder_that_was_never_sealed_is_an_error_with_the_way_out(show: Path) -> None:
    found = bvp("--check", show)
    assert found.exit_code == 1
    assert "bvp manifest FOLDER" in found.output


def test_a_folder_that_is_not_there_is_a_usage_error(show: Path) -> None:
    assert bvp(show / "gone").exit_code == 2


def test_in_a_pipe_nothing_but_the_answer_is_written(show: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bulletproof.cli.main", "manifest", str(show), "--json"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["files"] == 2
