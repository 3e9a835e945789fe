"""Open a folder in the system's file manager."""

import subprocess
import sys
import threading
from pathlib import Path

from bulletproof.media.child import others_environment


def reveal(path: Path) -> None:
    """The folder that holds `path`, with the file selected where the system can. Raises OSError."""
    path.lstat()  # the file manager would open some other folder, or nothing, without a word
    if sys.platform == "win32":
        _start("explorer", f"/select,{path}")
    elif sys.platform == "darwin":
        _start("open", "-R", str(path))
    else:
        _start("xdg-open", str(path.parent))


def open_folder(folder: Path) -> None:
    """Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    openers = {"win32": "explorer", "darwin": "open"}
    _start(openers.get(sys.platform, "xdg-open"), str(folder))


def _start(*argv: str) -> None:
    """In a session of its own: it outlives us. Raises OSError."""
    started = subprocess.Popen(
        argv,
        env=others_environment(),
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    threading.Thread(target=started.wait, name="file-manager", daemon=True).start()
