"""A picture in the notification area, where the desktop has one: the way back to a hidden window.

Only on Qt, which has it already. Elsewhere a second start brings the window back, as it does here.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from bulletproof_desktop.notifier import icon_path

if TYPE_CHECKING:
    import webview


class Tray:
    def __init__(self) -> None:
        self._icon: object = None  # gone from the area as soon as nobody holds it

    def show(
        self, window: "webview.Window", *, open_: Callable[[], None], quit_: Callable[[], object]
    ) -> None:
        """On the main thread, once the native window is there."""
        if sys.platform != "linux":
            return
        from PySide6.QtGui import QIcon
        from PySide6.QtWidgets import QMenu, QSystemTrayIcon

        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        icon = QSystemTrayIcon(QIcon(str(icon_path())), window.native)
        menu = QMenu(window.native)
        menu.addAction("Open Bulletproof").triggered.connect(open_)
        menu.addAction("Quit").triggered.connect(quit_)
        icon.setContextMenu(menu)
        icon.setToolTip("Bulletproof")
        icon.activated.connect(lambda reason: open_() if reason == icon.ActivationReason.Trigger else None)
        icon.show()
        self._icon = icon
