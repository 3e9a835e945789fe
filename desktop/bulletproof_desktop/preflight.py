"""What has to be true before Qt is imported, since some of it can't be caught afterwards.

Without a display Qt aborts the whole process (exit 134, no exception), and as root Qt WebEngine ends it
because its sandbox refuses to start. So both are settled here, from the environment alone.
"""

import importlib
import os
import re
import socket
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

X11_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where every X server puts them, X(7)
QT_PARTS = ("PySide6.QtWebEngineWidgets", "PySide6.QtWebChannel", "qtpy")


class NoDisplay(Exception):
    """There is nothing to open a window on."""


class NoWebview(Exception):
    """What shows the page inside the window is missing or unfit."""


def require_display(environ: Mapping[str, str]) -> None:
    """Raise NoDisplay where Qt would abort; on Windows and macOS a desktop is always there."""
    if sys.platform != "linux" or environ.get("QT_QPA_PLATFORM") or environ.get("WAYLAND_DISPLAY"):
        return
    display = environ.get("DISPLAY")
    if not display:
        raise NoDisplay(
            "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
            "To run without a window: bulletproof --headless"
        )
    if not _x_server_answers(display):
        raise NoDisplay(
            f"Nothing answers on the display {display} (DISPLAY names it).\n"
            "Set DISPLAY to a running one, or run without a window: bulletproof --headless"
        )


def set_up_environment(environ: MutableMapping[str, str], *, is_root: bool, is_frozen: bool) -> None:
    """Set what pywebview and Qt WebEngine read when they start."""
    if sys.platform == "linux":
        environ["PYWEBVIEW_GUI"] = "qt"  # asked for the screens, it would look for GTK first
    if is_root:
        environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    elif environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "":
        # Qt asks only whether the name is set, so an empty value would turn the sandbox off as well.
        del environ["QTWEBENGINE_DISABLE_SANDBOX"]
    if is_frozen:
        # Either one opens a debugging port that needs no credential.
        environ.pop("QTWEBENGINE_REMOTE_DEBUGGING", None)
        environ.pop("QTWEBENGINE_CHROMIUM_FLAGS", None)


def require_webview() -> None:
    """Raise NoWebview where pywebview, or what it stands on, can't be loaded."""
    parts = ("webview", *QT_PARTS) if sys.platform == "linux" else ("webview",)
    for part in parts:
        try:
            importlib.import_module(part)
        except ImportError as missing:
            raise NoWebview(_way_out(part, missing)) from missing


def is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _way_out(part: str, missing: ImportError) -> str:
    headless = "To run without a window: bulletproof --headless"
    if isinstance(missing, ModuleNotFoundError):
        return (
            f"The window can't open: the package {missing.name or part} is not installed.\n"
            f'Install it with: pip install "bulletproof-video[desktop]"\n{headless}'
        )
    return (
        f"The window can't open: {part} does not load ({missing}).\n"
        f"A system library is missing; README.md lists the packages to install.\n{headless}"
    )


def _x_server_answers(display: str) -> bool:
    """False only where a local display surely has no server; a remote one is left to Qt."""
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if local is None:
        return True
    path = f"{X11_SOCKETS}/X{local[1]}"
    return any(_connects(address) for address in (f"\0{path}", path))


def _connects(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
        return True
