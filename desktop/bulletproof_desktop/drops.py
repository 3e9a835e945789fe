"""The whole paths of what is dropped onto the window; a page is told the names alone.

pywebview tells the paths to a listener that it adds to the page by `eval`, which our content security policy
forbids, so they are taken where they arrive.
"""

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import webview

MOST_KEPT = 10_000  # drops that no page asked for


class Drops:
    def __init__(self) -> None:
        self._paths: list[str] = []
        self._lock = threading.Lock()
        self._filter: object = None  # Qt keeps no reference of its own

    def listen(self, window: "webview.Window") -> None:
        """On the main thread, once the native window is there."""
        if sys.platform == "linux":
            self._filter = _qt_filter(window, self._add)
        else:
            import webview.dom

            webview.dom._dnd_state["num_listeners"] += (
                1  # otherwise the window does not look at what is dropped
            )

    def take(self) -> list[str]:
        """Each path once."""
        with self._lock:
            paths, self._paths = self._paths, []
        if sys.platform != "linux":
            paths += _taken_elsewhere()
        return paths

    def _add(self, paths: list[str]) -> None:
        with self._lock:
            self._paths = [*self._paths, *paths][-MOST_KEPT:]


def _taken_elsewhere() -> list[str]:
    import webview.dom

    state: dict[str, Any] = webview.dom._dnd_state
    paths = [path for _, path in state["paths"]]  # by name and whole path
    state["paths"] = []
    return paths


def _qt_filter(window: "webview.Window", add: Callable[[list[str]], None]) -> object:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QDropEvent

    class Filter(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
                urls = event.mimeData().urls()
                add([url.toLocalFile() for url in urls if url.isLocalFile()])
            return False  # the page gets it too, and asks for the paths

    native: Any = window.native  # declared as None, and set by Qt's part
    view = native.webview
    made = Filter(view)
    view.installEventFilter(made)
    return made
