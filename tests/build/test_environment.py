"""`.venv` follows the locks and the project, and is left alone as long as neither changed."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

import environment
from places import ROOT
from steps import StepFailed

PROJECT = '[project]\nname = "x"\ndependencies = ["click"]\n[tool.ruff]\nline-length = 110\n'


@pytest.fixture
def no_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "stamp.json")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path / ".venv"


def labels(lock: environment.Lock) -> list[str]:
    return [step.log_name for step in environment.set_up(lock)]


def seem_made(venv: Path) -> None:
    """A Python that has pip, at the place where the environment's own is looked for."""
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", venv / "pyvenv.cfg")
    (venv / "lib").symlink_to(Path(sys.prefix) / "lib")


def test_on_a_fresh_machine_everything_is_made(no_venv: Path) -> None:
    assert labels("app") == ["venv", "pip-app", "pip-project"]


def test_a_venv_whose_python_is_gone_is_made_anew(no_venv: Path) -> None:
    (no_venv / "bin").mkdir(parents=True)
    (no_venv / "bin" / "python").symlink_to(no_venv / "gone")
    assert labels("app")[0] == "venv"


@pytest.mark.skipif(sys.platform == "win32", reason="links to the running environment's Python")
def test_after_the_suite_s_environment_the_app_needs_nothing_more(no_venv: Path) -> None:
    seem_made(no_venv)
    assert labels("all") == ["pip-all", "pip-project"]
    environment._stamp(**environment._stamps_of("all"))
    environment._stamp(project=environment.project_sha256(ROOT / "pyproject.toml"))
    assert labels("all") == []
    assert labels("app") == []


@pytest.mark.skipif(sys.platform == "win32", reason="links to the running environment's Python")
def test_after_the_app_s_environment_the_suite_still_needs_its_packages(no_venv: Path) -> None:
    seem_made(no_venv)
    environment._stamp(**environment._stamps_of("app"))
    assert labels("all") == ["pip-all", "pip-project"]


def test_without_the_venv_module_debian_s_package_is_named(
    no_venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(StepFailed, match="python3-venv"):
        environment.set_up("app")


def test_a_linter_s_setting_does_not_install_the_project_again(tmp_path: Path) -> None:
    pyproject = tmp_path / "pyproject.toml"

    def project(text: str) -> str:
        pyproject.write_text(text, encoding="utf-8")
        return environment.project_sha256(pyproject)

    before = project(PROJECT)
    assert project(PROJECT.replace("110", "100")) == before
    assert project(PROJECT.replace('"click"', '"rich"')) != before
