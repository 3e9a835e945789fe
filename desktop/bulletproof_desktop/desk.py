"""The desktop around the server: the window in front, the system's dialogs, its file manager.

The server asks on threads of its own, also before the window is there and after it is gone; both are answered
by doing nothing.
"""

import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from bulletproof.media.child import others_environment

if TYPE_CHECKING:
    import webview

    from bulletproof.api.shell import Wanted

FILE_TYPES = (
    "Video (*.mov;*.mp4;*.m4v;*.mkv;*.mxf;*.avi;*.webm;*.ts;*.mts;*.m2ts;*.mpg;*.mpeg;*.wmv)",
    "Sound (*.wav;*.aif;*.aiff;*.caf;*.mp3;*.m4a;*.flac;*.ogg)",
    "All files (*.*)",
)


class Desk:
    """The server's `Shell`."""

    def __init__(self) -> None:
        self._window: webview.Window | None = None

    def has(self, window: "webview.Window") -> None:
        self._window = window

    def bring_forward(self) -> None:
        if self._window is not None:
            self._window.show()
            self._window.restore()

    def choose(self, wanted: "Wanted") -> list[str]:
        import webview

        if self._window is None:
            return []
        if wanted == "folder":
            chosen = self._window.create_file_dialog(webview.FileDialog.FOLDER)
        else:
            chosen = self._window.create_file_dialog(
                webview.FileDialog.OPEN, allow_multiple=True, file_types=FILE_TYPES
            )
        return [str(path) for path in chosen or ()]

    def reveal(self, path: Path) -> None:
        path.lstat()  # the file manager would open some other folder, or nothing, without a word
        if sys.platform == "win32":
            _start("explorer", f"/select,{path}")
        elif sys.platform == "darwin":
            _start("open", "-R", str(path))
        else:
            _start("xdg-open", str(path.parent))


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
