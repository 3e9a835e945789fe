"""The application menu: the same orders as the page's own, which carries them out.

pywebview knows no shortcuts, so on Qt they are put on its actions afterwards. They repeat keys of the page
where it has some; the page never sees a key that the menu takes.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import webview
    from webview.menu import Menu

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    action: str
    """What the page calls it (`ui/src/actions`), or `quit`."""
    keys: str = ""
    """In Qt's words; on macOS it reads Ctrl as ⌘."""


MENUS: dict[str, tuple[Entry | None, ...]] = {
    "File": (
        Entry("Add files…", "add-files", "Ctrl+O"),
        Entry("Watch a folder…", "add-folder", "Ctrl+Shift+O"),
        None,
        Entry("Save diagnostics…", "diagnostics"),
        None,
        Entry("Quit", "quit", "Ctrl+Q"),
    ),
    "Queue": (
        Entry("Hold", "hold"),
        Entry("Freeze", "freeze"),
        Entry("Resume", "resume"),
        None,
        Entry("Show Lock, finish what runs", "lock"),
        Entry("Show Lock, freeze what runs", "lock-frozen"),
        Entry("Hours of Show Lock…", "lock-hours"),
    ),
    "View": (
        Entry("Dashboard", "go-dashboard", "Ctrl+1"),
        Entry("Jobs", "go-jobs", "Ctrl+2"),
        Entry("Watch folders", "go-folders", "Ctrl+3"),
        Entry("Profiles", "go-profiles", "Ctrl+4"),
        Entry("Preflight", "go-preflight", "Ctrl+5"),
        Entry("Reports", "go-reports", "Ctrl+6"),
        Entry("Settings", "go-settings", "Ctrl+,"),
    ),
    "Help": (
        Entry("Find anything…", "palette", "Ctrl+K"),
        Entry("Keys", "keys", "F1"),
        Entry("Open the folder of the log", "open-logs"),
        Entry("About Bulletproof", "about"),
    ),
}


def menus(tell_page: Tell, quit_: Callable[[], object]) -> "list[Menu]":
    """For `webview.start`."""
    from webview.menu import Menu, MenuAction, MenuSeparator

    def made(entry: Entry | None) -> "MenuAction | MenuSeparator":
        if entry is None:
            return MenuSeparator()
        run = quit_ if entry.action == "quit" else lambda: tell_page(entry.action)
        return MenuAction(entry.label, run)

    return [Menu(title, [made(entry) for entry in entries]) for title, entries in MENUS.items()]


def dress(window: "webview.Window") -> None:
    """Shortcuts and colours. On the main thread, once the native menu is there; only Qt needs it."""
    native: Any = window.native  # declared as None, and set by Qt's part
    native.menuBar().setStyleSheet(_style(is_dark=True))  # as the first page is
    keys = {
        entry.label: entry.keys for entries in MENUS.values() for entry in entries if entry and entry.keys
    }
    for top in native.menuBar().actions():
        top.setText(f"&{top.text()}")
        for action in top.menu().actions():
            if action.text() in keys:
                action.setShortcut(keys[action.text()])


def follow(window: "webview.Window", *, is_dark: bool) -> None:
    """In the colours of the page. From any thread."""
    if sys.platform != "linux":
        return
    from PySide6.QtCore import QTimer

    native: Any = window.native
    QTimer.singleShot(0, native, lambda: native.menuBar().setStyleSheet(_style(is_dark=is_dark)))


def _style(*, is_dark: bool) -> str:
    """The bar would otherwise be painted on the window's own background, black on black; `ui`'s tokens."""
    panel, text, line, hover = (
        ("#17181A", "#B0B6BC", "#292C2F", "#26292C")
        if is_dark
        else ("#F7F7F7", "#4A5056", "#D9DBDD", "#E9EAEB")
    )
    return (
        f"QMenuBar {{ background: {panel}; color: {text}; border-bottom: 1px solid {line}; "
        "padding: 1px 6px }"
        "QMenuBar::item { padding: 3px 9px; border-radius: 3px }"
        f"QMenuBar::item:selected {{ background: {hover} }}"
    )
