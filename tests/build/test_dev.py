"""The door itself: what it says to the wrong word."""

import subprocess
import sys
from pathlib import Path

import pytest

from places import BUILD


def dev(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, str(BUILD / "dev.py"), *words]
    return subprocess.run(argv, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


def test_help_lists_the_commands_from_whatever_folder_it_is_asked(tmp_path: Path) -> None:
    told = dev("--help", cwd=tmp_path)
    assert told.returncode == 0
    for command in ("demo", "run", "test", "check", "bench", "corpus", "package", "ui dev", "lock"):
        assert f"  {command}" in told.stdout


@pytest.mark.parametrize(
    "words", [["dmeo"], ["ui"], ["ui", "nothing"], ["lock", "x"], ["check", "x"], ["package", "x"]]
)
def test_a_wrong_word_is_a_usage_error(tmp_path: Path, words: list[str]) -> None:
    assert dev(*words, cwd=tmp_path).returncode == 2


def test_an_old_python_is_told_what_it_needs(tmp_path: Path) -> None:
    code = (
        "import sys; sys.version_info = (3, 10, 4, 'final', 0)\n"
        f"import runpy; runpy.run_path({str(BUILD / 'dev.py')!r}, run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert told.returncode == 2
    assert "needs Python 3.11 or newer" in told.stderr
    assert "3.10.4" in told.stderr
