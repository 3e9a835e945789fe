"""A run that ends as none should leaves a report, and the next one says so."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bulletproof import crash_reports

DIES = """
import os, signal, sys
from pathlib import Path
from bulletproof import crash_reports
with crash_reports.watched(Path(sys.argv[1])):
    os.kill(os.getpid(), getattr(signal, sys.argv[2]))
"""


def die(data_dir: Path, by: str) -> None:
    died = subprocess.run(
        [sys.executable, "-c", DIES, str(data_dir), by], stderr=subprocess.DEVNULL, check=False
    )
    assert died.returncode == -getattr(signal, by)


def test_a_crash_leaves_where_it_stood_and_is_told_once(tmp_path: Path) -> None:
    die(tmp_path, "SIGSEGV")
    with crash_reports.watched(tmp_path) as last:
        assert last is not None
        said = last.report.read_text()
        assert said.startswith("Bulletproof 4")
        assert "Fatal Python error: Segmentation fault" in said
        assert str(last.report) in last.told()
    with crash_reports.watched(tmp_path) as last:
        assert last is None
    assert [path.name for path in (tmp_path / "crash-reports").iterdir()] == [said_in(tmp_path)]


def said_in(data_dir: Path) -> str:
    (report,) = (data_dir / "crash-reports").glob("*.txt")
    return report.name


def test_a_run_that_was_killed_or_ended_in_order_leaves_nothing(tmp_path: Path) -> None:
    die(tmp_path, "SIGKILL")
    with crash_reports.watched(tmp_path) as last:
        assert last is None
    assert list((tmp_path / "crash-reports").iterdir()) == []


def test_no_more_than_ten_reports_are_kept(tmp_path: Path) -> None:
    crash_reports.folder(tmp_path).mkdir()
    for number in range(15):
        (crash_reports.folder(tmp_path) / f"2026-11-{number + 1:02} 10-00-00 1.txt").write_text("x")
    with crash_reports.watched(tmp_path):
        left = sorted(path.name for path in crash_reports.folder(tmp_path).glob("*1.txt"))
    assert left[0].startswith("2026-11-06")


@pytest.mark.skipif(os.name == "nt", reason="a file in the folder's place is told apart differently there")
def test_where_nothing_can_be_written_the_program_works_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "crash-reports").write_text("a file in the way")
    with crash_reports.watched(tmp_path) as last:
        assert last is None
    crash_reports.write(tmp_path, "words")
