"""Where things lie in the project, whatever folder the command was called from."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
VENV = ROOT / ".venv"
WORK = ROOT / ".work"
LOGS = WORK / "logs"
UI = ROOT / "ui"
STATIC = ROOT / "server" / "bulletproof" / "static"
LOCKS = BUILD / "locks"
ICONS = BUILD / "icons"
DIST = ROOT / "dist"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def script(name: str) -> Path:
    """The console script `name` of the private environment."""
    return SCRIPTS / (f"{name}.exe" if os.name == "nt" else name)
