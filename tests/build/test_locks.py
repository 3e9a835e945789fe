"""A lock that would install other bytes tomorrow, or only on this machine, is told by reading it."""

import json
from pathlib import Path

import pytest

import locks

SOUND = f"""\
{locks.INPUTS_LINE}abc
click==8.5.1 \\
    --hash=sha256:1111
rich==15.0.0 ; sys_platform == 'win32' \\
    --hash=sha256:2222
"""
PYPROJECT = """\
[build-system]
requires = ["hatchling"]
[project]
requires-python = ">=3.11"
dependencies = ["click>=8"]
[tool.ruff]
line-length = 110
"""


def faults(text: str) -> list[str]:
    return list(locks.faults_of_python_lock(text, "abc"))


def test_a_sound_lock_has_no_faults() -> None:
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (SOUND.replace("    --hash=sha256:2222\n", ""), "no hash for rich==15.0.0"),
        ("--find-links https://somewhere.example\n" + SOUND, "it holds an address"),
        (SOUND.replace("abc", "abd"), "requirements changed"),
    ],
)
def test_a_fault_of_a_python_lock_is_named(text: str, fault: str) -> None:
    assert [found for found in faults(text) if fault in found]


def test_only_a_change_of_requirements_makes_a_lock_stale(tmp_path: Path) -> None:
    pyproject = tmp_path / "pyproject.toml"

    def requirements(text: str) -> str:
        pyproject.write_text(text, encoding="utf-8")
        return locks.requirements_sha256(pyproject)

    before = requirements(PYPROJECT)
    assert requirements(PYPROJECT.replace("110", "100")) == before
    assert requirements(PYPROJECT.replace("click>=8", "click>=9")) != before


def npm_faults(**entry: object) -> list[str]:
    packages = {
        "": {"name": "ui"},
        "node_modules/vite": {"version": "8.3.8", "integrity": "sha512-x", **entry},
        "node_modules/vite-linux": {"version": "8.3.8", "integrity": "sha512-y"},
    }
    return list(locks.faults_of_npm_lock(json.dumps({"packages": packages})))


def test_a_sound_npm_lock_has_no_faults() -> None:
    assert npm_faults(optionalDependencies={"vite-linux": "8.3.8"}) == []


def test_an_npm_lock_that_lost_a_platform_is_told() -> None:
    assert npm_faults(optionalDependencies={"vite-android": "8.3.8"}) == [
        "node_modules/vite may need vite-android, which has no entry"
    ]


def test_an_address_in_an_npm_lock_is_told() -> None:
    assert npm_faults(resolved="https://index.example/vite.tgz") == ["node_modules/vite holds an address"]


def test_an_npm_package_without_a_sum_is_told() -> None:
    assert npm_faults(integrity=None) == ["node_modules/vite has no version or no integrity"]
