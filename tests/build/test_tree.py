"""The tree as git sees it: nothing that has to be committed is hidden, nothing of a machine is in it."""

import subprocess
from pathlib import Path

import pytest

import locks
from places import BUILD, LOCKS, ROOT, UI

OURS_BUT_NAMED_LIKE_RUBBISH = [
    "build/dev.py",
    "build/check.py",
    "build/locks/app.lock",
    "tests/build/test_tree.py",
]
NOT_OURS = [
    ".venv/pyvenv.cfg",
    ".work/logs/x.log",
    "demo-show/in/x.mov",
    "server/bulletproof/static/index.html",
]


def is_ignored(path: str) -> bool:
    return subprocess.run(["git", "check-ignore", "-q", path], cwd=ROOT, check=False).returncode == 0


def committed_files() -> list[Path]:
    told = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in told.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", OURS_BUT_NAMED_LIKE_RUBBISH)
def test_git_does_not_hide_our_build_folder(path: str) -> None:
    assert not is_ignored(path)


@pytest.mark.parametrize("path", NOT_OURS)
def test_git_ignores_what_is_made_here(path: str) -> None:
    assert is_ignored(path)


def test_build_is_no_package_so_that_python_m_build_keeps_working() -> None:
    assert not (BUILD / "__init__.py").exists()


def test_no_module_of_build_hides_one_of_python() -> None:
    import sys

    assert {path.stem for path in BUILD.glob("*.py")} & set(sys.stdlib_module_names) == set()


def test_the_locks_are_sound() -> None:
    assert locks.all_faults() == []


def test_what_the_app_needs_has_the_same_version_in_both_locks() -> None:
    everything = pins(LOCKS / "all.lock")
    app = pins(LOCKS / "app.lock")
    assert app
    assert {name: everything.get(name) for name in app} == app


def test_the_dashboard_never_records_where_its_packages_came_from() -> None:
    assert "omit-lockfile-registry-resolved=true" in (UI / ".npmrc").read_text(encoding="utf-8").splitlines()


def test_no_committed_file_names_a_folder_of_the_machine_that_it_was_written_on() -> None:
    # In two parts, or this file would name one.
    traces = [b"/" + b"work/", b"/" + b"root/", b"/" + b"opt/pypi"]
    guilty = [
        f"{path.relative_to(ROOT)}: {trace.decode()}"
        for path in committed_files()
        for trace in traces
        if trace in path.read_bytes()
    ]
    assert guilty == []


def pins(lock: Path) -> dict[str, str]:
    lines = lock.read_text(encoding="utf-8").splitlines()
    found = [line.split(";")[0].rstrip("\\ ").split("==") for line in lines if line[:1].isalpha()]
    return {name.strip(): version.strip() for name, version in found}
