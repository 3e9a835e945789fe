"""The native window that hosts the dashboard; the only module that imports webview, and only when asked to.

pywebview deadlocks when any window method is called inside its `closing` handler (pywebview #1699), so that
handler looks at one plain value and vetoes; the question is asked from a thread of its own, which closes the
window afterwards. The bridge object that pywebview injects follows the window to any page, so no `js_api` is
passed and the window is led back as soon as it shows a page that isn't ours.
"""

import logging
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bulletproof_desktop import window_state
from bulletproof_desktop.desk import Desk
from bulletproof_desktop.preflight import NoWebview
from bulletproof_desktop.window_state import Place

if TYPE_CHECKING:
    import webview

logger = logging.getLogger(__name__)

TITLE = "Bulletproof"
QUESTION_TITLE = "Quit while jobs run?"
BACKGROUND = "#0f1115"  # before the page paints; white would flash in a dark control room
SETTINGS = {
    "ALLOW_DOWNLOADS": False,  # broken on Qt 6
    "ALLOW_FILE_URLS": False,
    "OPEN_EXTERNAL_LINKS_IN_BROWSER": True,
    "REMOTE_DEBUGGING_PORT": None,
}


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the window has to know of the server."""

    url: str
    new_launch_url: Callable[[], str]
    """A one-time address that signs the window in; a new one each time a page is opened from here."""
    count_running_jobs: Callable[[], int]
    """May wait for an answer; 0 where there is none, because then nothing can be asked either."""


def show(dashboard: Dashboard, *, desk: Desk, data_dir: Path) -> None:
    """Open the window where it was; return once it is closed. On the main thread only. Raises NoWebview."""
    import webview

    for name, value in SETTINGS.items():
        webview.settings[name] = value
    screens = webview.screens
    place = window_state.load(data_dir).within(screens)
    window = webview.create_window(
        TITLE,
        dashboard.new_launch_url(),
        width=place.width,
        height=place.height,
        x=place.x - screens[0].x if place.x is not None else None,  # it counts from the first screen's corner
        y=place.y - screens[0].y if place.y is not None else None,
        min_size=window_state.MIN_SIZE_PX,
        background_color=BACKGROUND,
        text_select=True,
    )
    if window is None:
        raise NoWebview("The window could not be made. To run without one: bulletproof --headless")
    hosted = HostedWindow(window, dashboard, place)
    hosted.listen()
    desk.has(window)
    webview.start(gui="qt" if sys.platform == "linux" else None, debug=False)
    if hosted.refusal is not None:
        raise NoWebview(hosted.refusal)
    _keep(data_dir, hosted.place)


def _keep(data_dir: Path, place: Place) -> None:
    try:
        window_state.save(data_dir, place)
    except OSError as error:
        logger.warning("the window's place is not kept: %s", error)


class HostedWindow:
    """Ties the events of one pywebview window to what we want of it."""

    def __init__(self, window: "webview.Window", dashboard: Dashboard, place: Place) -> None:
        self._window = window
        self.place = place
        self._dashboard = dashboard
        self._may_close = False
        self._is_asking = threading.Event()
        self.refusal: str | None = None

    def listen(self) -> None:
        events = self._window.events
        events.initialized += self._accept_renderer
        events.before_show += self._take_signals
        events.closing += self._closing
        events.loaded += self._loaded
        events.resized += self._resized
        events.moved += self._moved
        self._take_signals()

    def end(self) -> None:
        """Close the window without asking. From any thread."""
        self._may_close = True
        # destroy() waits until the window is shown, and a signal may arrive on the main thread before that.
        threading.Thread(target=self._window.destroy, name="end-window", daemon=True).start()

    def _take_signals(self) -> None:
        """Called a second time by `before_show`: by then pywebview has put its own SIGINT handler in.

        That one calls QApplication.quit(), which asks every window to close and gives up when one refuses.
        """
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._signalled)

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        logger.info("ending: signal %s", signal.Signals(number).name)
        self.end()

    def _resized(self, width: int, height: int) -> None:
        self.place = replace(self.place, width=int(width), height=int(height))

    def _moved(self, x: int, y: int) -> None:
        self.place = replace(self.place, x=int(x), y=int(y))

    def _accept_renderer(self, renderer: str) -> bool:
        if renderer != "mshtml":
            return True
        self.refusal = (
            "The window can't open: Microsoft Edge WebView2 is not installed, and the Internet Explorer that "
            "Windows offers instead can't show the dashboard.\n"
            "Install “Evergreen WebView2 Runtime” from Microsoft, or run: bulletproof --headless"
        )
        return False

    def _closing(self) -> bool:
        if self._may_close:
            return True
        if not self._is_asking.is_set():
            self._is_asking.set()
            threading.Thread(target=self._close_if_agreed, name="close-window", daemon=True).start()
        return False

    def _close_if_agreed(self) -> None:
        try:
            running = self._dashboard.count_running_jobs()
            if running == 0 or self._window.create_confirmation_dialog(QUESTION_TITLE, _question(running)):
                self.end()
            else:
                logger.info("the window stays: %d running", running)
        finally:
            self._is_asking.clear()

    def _loaded(self) -> None:
        shown = self._window.get_current_url()
        if _is_ours(shown, self._dashboard.url):
            logger.info("the window shows the dashboard")
            return
        logger.warning("the window was led to %s; it is led back", shown)
        self._window.load_url(self._dashboard.new_launch_url())


def _question(running: int) -> str:
    jobs = "One job is running." if running == 1 else f"{running} jobs are running."
    return f"{jobs} Quit now?\n\nWhat is running goes back to the queue and begins again at the next start."


def _is_ours(url: str | None, dashboard_url: str) -> bool:
    """Scheme, host and port all equal: another port on this machine is a stranger."""
    if url is None:
        return False
    asked, ours = urlsplit(url), urlsplit(dashboard_url)
    return (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc)
