"""The system's own notifications: a file failed, the queue is done.

desktop-notifier keeps to one event loop for its whole life (its futures are bound to it), so it is given a
thread with one. A machine without a notification service misses nothing that the dashboard does not show.
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_notifier import DesktopNotifier

logger = logging.getLogger(__name__)


class Notifier:
    def __init__(self, clicked: Callable[[], None]) -> None:
        self._clicked = clicked
        self._loop: asyncio.AbstractEventLoop | None = None
        self._service: DesktopNotifier | None = None
        self._starting = threading.Lock()

    def tell(self, title: str, words: str) -> None:
        """Returns at once. On any thread."""
        asyncio.run_coroutine_threadsafe(self._send(title, words), self._running_loop())

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="notifier", daemon=True).start()
            return self._loop

    async def _send(self, title: str, words: str) -> None:
        try:
            self._service = self._service or _service()
            await self._service.send(title, words, on_clicked=self._on_clicked)
        except Exception as error:  # noqa: BLE001 - D-Bus, Cocoa and WinRT each raise what they like
            logger.warning("no notification was shown: %s", error)

    def _on_clicked(self) -> None:
        # A window is raised on its own thread's time; this one has to go on listening.
        threading.Thread(target=self._clicked, name="notification-clicked", daemon=True).start()


def icon_path() -> Path:
    """A real file, also in a packaged program, which unpacks itself."""
    with as_file(files("bulletproof_desktop") / "icon.png") as path:
        return path


def _service() -> "DesktopNotifier":
    from desktop_notifier import DesktopNotifier, Icon

    return DesktopNotifier(app_name="Bulletproof", app_icon=Icon(path=icon_path()))
