"""Make and keep up the private environment `.venv`: exactly what the lock says, then the project itself.

pip refuses `--require-hashes` and an editable project in one call, so these are two steps. Each leaves a
stamp of what it installed from, and is left out as long as the stamp still fits. pip's own settings (indexes,
proxies, certificates) are the machine's: they are used as they are and never written.
"""

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Literal

from places import LOCKS, PYTHON, ROOT, SCRIPTS, VENV
from steps import Counted, Step, StepFailed

Lock = Literal["app", "all", "server"]
STAMP = VENV / "bulletproof-stamp.json"
NO_NETWORK = (
    "see whether this machine reaches the package index (HTTPS_PROXY sets a proxy, pip's own configuration "
    "an index of yours), then give the same command again."
)


def set_up(lock: Lock) -> list[Step]:
    """The steps that are still needed so that `.venv` holds `lock` and the project."""
    stamps = _read_stamps() if _works() else None
    steps = []
    if stamps is None:
        _require_venv_module()
        steps.append(_make_venv())
        stamps = {}
    wanted = lock_sha256(lock)
    if wanted not in (stamps.get(lock), stamps.get("app-in-all") if lock == "app" else None):
        steps.append(_install_lock(lock))
    project = project_sha256(ROOT / "pyproject.toml")
    if stamps.get("project") != project:
        steps.append(_install_project(project))
    return steps


def child_environment() -> dict[str, str]:
    """The environment for what runs inside `.venv`: its scripts first, and nothing of an outer one."""
    env = dict(os.environ)
    for name in ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"):
        env.pop(name, None)
    env["VIRTUAL_ENV"] = str(VENV)
    env["PATH"] = os.pathsep.join([str(SCRIPTS), env.get("PATH", os.defpath)])
    env["PYTHONUTF8"] = "1"
    return env


def lock_path(lock: Lock) -> Path:
    return LOCKS / f"{lock}.lock"


def lock_sha256(lock: Lock) -> str:
    return hashlib.sha256(lock_path(lock).read_bytes()).hexdigest()


def project_sha256(pyproject: Path) -> str:
    """Changes when what pip installs of the project changes; a linter's setting does not."""
    told = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    parts = [told.get("project"), told.get("build-system"), told.get("tool", {}).get("hatch")]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _works() -> bool:
    """A `.venv` whose Python was removed or upgraded away under it can only be made anew."""
    if not PYTHON.exists():
        return False
    asked = [str(PYTHON), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    try:
        return subprocess.run(asked, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _require_venv_module() -> None:
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    raise StepFailed(
        f"{sys.executable} cannot make a private environment: its `venv` or `ensurepip` module is missing.\n"
        "What to do: on Debian and Ubuntu, install the package python3-venv (apt install python3-venv), "
        "then give the same command again."
    )


def _make_venv() -> Step:
    return Step(
        label="Making the private environment .venv",
        argv=lambda: [sys.executable, "-m", "venv", "--clear", VENV],
        way_out="on Debian and Ubuntu, install the package python3-venv, then give the same command again.",
        log_name="venv",
    )


def _install_lock(lock: Lock) -> Step:
    path = lock_path(lock)
    text = path.read_text(encoding="utf-8")
    total = len(re.findall(r"^[A-Za-z0-9]", text, flags=re.MULTILINE))
    return Step(
        label=f"Installing the locked Python packages ({path.name})",
        argv=lambda: _pip("--require-hashes", "--requirement", path),
        way_out=NO_NETWORK,
        log_name=f"pip-{lock}",
        env=child_environment,
        counted=Counted(("Collecting ", "Requirement already satisfied", "Ignoring "), total, "packages"),
        done=lambda: _stamp(**_stamps_of(lock)),
    )


def _install_project(project: str) -> Step:
    return Step(
        label="Installing Bulletproof itself, as an editable package",
        argv=lambda: _pip("--no-deps", "--no-build-isolation", "--editable", ROOT),
        way_out="read the log below; if it names pyproject.toml, mend what it says there.",
        log_name="pip-project",
        env=child_environment,
        done=lambda: _stamp(project=project),
    )


def _pip(*words: str | Path) -> list[str | Path]:
    return [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar",
        "off",
        *words,
    ]


def _stamps_of(lock: Lock) -> dict[str, str]:
    if lock == "app":
        return {"app": lock_sha256("app")}
    # all.lock holds every line of app.lock in the same version, so `demo` after `test` installs nothing.
    return {"all": lock_sha256("all"), "app-in-all": lock_sha256("app")}


def _read_stamps() -> dict[str, str]:
    try:
        told = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in told.items()} if isinstance(told, dict) else {}


def _stamp(**changes: str) -> None:
    STAMP.write_text(json.dumps(_read_stamps() | changes, indent=2) + "\n", encoding="utf-8")
