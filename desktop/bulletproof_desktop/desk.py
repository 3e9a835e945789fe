"""The desktop around the server: the window, the system's dialogs, its file manager, its notifications.

The server asks on threads of its own, also before the window is there and after it is gone; both are answered
by doing nothing.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bulletproof import crash_reports
from bulletproof.logs import log_path
from bulletproof_desktop import file_manager
from bulletproof_desktop.drops import Drops
from bulletproof_desktop.keep_awake import KeepAwake
from bulletproof_desktop.notifier import Notifier

if TYPE_CHECKING:
    import webview

    from bulletproof.api.shell import Closing, OwnFolder, Wanted

FILE_TYPES = (
    "Video (*.mov;*.mp4;*.m4v;*.mkv;*.mxf;*.avi;*.webm;*.ts;*.mts;*.m2ts;*.mpg;*.mpeg;*.wmv)",
    "Sound (*.wav;*.aif;*.aiff;*.caf;*.mp3;*.m4a;*.flac;*.ogg)",
    "All files (*.*)",
)


class Desk:
    """The server's `Shell`."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._window: webview.Window | None = None
        self._answer: Callable[[Closing], None] = lambda how: None
        self._follow: Callable[[bool], None] = lambda is_dark: None
        self._awake = KeepAwake()
        self._notifier = Notifier(self.bring_forward)
        self.drops = Drops()
        self.is_painted = threading.Event()
        self.is_active = False
        """The user works in the window: what it shows needs no notification."""

    @property
    def keeps_awake(self) -> bool | None:
        return self._awake.works

    def has(
        self, window: "webview.Window", answer: "Callable[[Closing], None]", follow: Callable[[bool], None]
    ) -> None:
        """`answer` is told what the page makes of a wish to close, `follow` whether it is dark."""
        self._window, self._answer, self._follow = window, answer, follow

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

    def save(self, name: str, content: str) -> str | None:
        import webview

        if self._window is None:
            return None
        chosen = self._window.create_file_dialog(webview.FileDialog.SAVE, save_filename=name)
        if not chosen:
            return None
        path = Path(chosen if isinstance(chosen, str) else chosen[0])
        path.write_text(content, encoding="utf-8", newline="")
        return str(path)

    def ask(self, title: str, words: str) -> bool:
        """A question of the system's; not for a server. Waits for the user."""
        return self._window is not None and bool(self._window.create_confirmation_dialog(title, words))

    def dropped(self) -> list[str]:
        return self.drops.take()

    def reveal(self, path: Path) -> None:
        file_manager.reveal(path)

    def open_folder(self, folder: "OwnFolder") -> None:
        own = {"logs": log_path(self._data_dir).parent, "crash_reports": crash_reports.folder(self._data_dir)}
        file_manager.open_folder(own[folder])

    def painted(self, *, is_dark: bool) -> None:
        self.is_painted.set()
        self._follow(is_dark)

    def close(self, how: "Closing") -> None:
        self._answer(how)

    def tell(self, title: str, words: str) -> None:
        if not self.is_active:
            self._notifier.tell(title, words)

    def stay_awake(self, wanted: bool) -> None:
        self._awake.want(wanted)
