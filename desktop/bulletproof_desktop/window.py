"""The native window that hosts the dashboard; the only module that imports webview, and only when asked to.

It shows a page of its own at once and the dashboard as soon as the server answers. The bridge object that
pywebview injects follows the window to any page, so no `js_api` is passed and the window is led back as soon
as it shows a page that isn't ours. No window method may be called in a `closing` handler; see `closing`.
"""

import json
import logging
import signal
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bulletproof_desktop import gpu, menu, window_state
from bulletproof_desktop.closing import Closing
from bulletproof_desktop.desk import Desk
from bulletproof_desktop.notifier import icon_path
from bulletproof_desktop.preflight import NoWebview
from bulletproof_desktop.splash import SPLASH
from bulletproof_desktop.tray import Tray
from bulletproof_desktop.window_state import Place

if TYPE_CHECKING:
    import webview

logger = logging.getLogger(__name__)

TITLE = "Bulletproof"
BACKGROUND = "#0f1115"  # before the page paints; white would flash in a dark control room
USER_AGENT = "Mozilla/5.0 BulletproofWindow"  # the page's way to know that it is in the window
BLANK_AFTER_S = 20.0
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


class StayedBlank(Exception):
    """Nothing was drawn. The window is closed; without the graphics card it may show something."""


def show(
    start: Callable[[], Dashboard], *, desk: Desk, data_dir: Path, blank_after_s: float = BLANK_AFTER_S
) -> None:
    """Open the window where it was, lead it to what `start` answers, return once it is closed.

    On the main thread only. `start` runs on a thread of its own; what it raises closes the window and is
    raised here. Raises NoWebview and StayedBlank, too.
    """
    import webview

    for name, value in SETTINGS.items():
        webview.settings[name] = value
    screens = webview.screens
    place = window_state.load(data_dir).within(screens)
    window = webview.create_window(
        TITLE,
        html=SPLASH,
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
    hosted = HostedWindow(
        window, start, desk, place, Blank(blank_after_s, may_restart=not gpu.is_off(data_dir))
    )
    hosted.listen()
    webview.start(
        gui="qt" if sys.platform == "linux" else None,
        debug=False,
        user_agent=USER_AGENT,
        icon=str(icon_path()),
        menu=menu.menus(hosted.tell_page, hosted.quit),
    )
    if hosted.failure is not None:
        raise hosted.failure
    _keep(data_dir, hosted.place)


def _keep(data_dir: Path, place: Place) -> None:
    try:
        window_state.save(data_dir, place)
    except OSError as error:
        logger.warning("the window's place is not kept: %s", error)


@dataclass(frozen=True, slots=True)
class Blank:
    """How long a window may show nothing, and whether it is worth another try without the graphics card."""

    after_s: float
    may_restart: bool


class HostedWindow:
    """Ties the events of one pywebview window to what we want of it."""

    def __init__(
        self, window: "webview.Window", start: Callable[[], Dashboard], desk: Desk, place: Place, blank: Blank
    ) -> None:
        self._window = window
        self._start = start
        self._desk = desk
        self._blank = blank
        self._began_s = time.monotonic()
        self._dashboard: Dashboard | None = None
        self._closing = Closing(window, count_running_jobs=self._count_running_jobs, ask_page=self._ask_page)
        self._tray = Tray()
        self.place = place
        self.failure: BaseException | None = None

    def listen(self) -> None:
        events = self._window.events
        events.initialized += self._accept_renderer
        events.before_show += self._before_show
        events.closing += self._closing.wanted
        events.loaded += self._loaded
        events.resized += self._resized
        events.moved += self._moved
        self._desk.has(self._window, self._closing.answer, self._follow)
        self._take_signals()

    def quit(self) -> None:
        """As if the window's cross was pressed: asks while jobs run. From any thread."""
        if self._closing.wanted():
            self._closing.end()

    def _follow(self, is_dark: bool) -> None:
        menu.follow(self._window, is_dark=is_dark)

    def tell_page(self, order: str) -> None:
        """Let the page carry out one of its actions, by its id. From any thread."""
        told = json.dumps(order)
        # On Qt the call waits for the page's answer, which one that hangs never gives.
        _begin(
            "tell-page",
            lambda: self._window.run_js(f"window.dispatchEvent(new CustomEvent('desk', {{detail: {told}}}))"),
        )

    def _before_show(self) -> None:
        self._take_signals()
        if sys.platform == "linux":
            from PySide6.QtCore import QTimer

            QTimer.singleShot(0, self._dress)  # pywebview makes the menu after this
        else:
            self._desk.drops.listen(self._window)
        _begin("start", self._begin)

    def _dress(self) -> None:
        menu.dress(self._window)
        self._desk.drops.listen(self._window)
        self._tray.show(self._window, open_=self._raise, quit_=self.quit)
        _when_active(lambda is_active: setattr(self._desk, "is_active", is_active))

    def _raise(self) -> None:
        _begin("raise-window", self._desk.bring_forward)

    def _begin(self) -> None:
        try:
            self._dashboard = self._start()
            self._window.load_url(self._dashboard.new_launch_url())
        except BaseException as error:  # noqa: BLE001 - raised where the main thread waits; SystemExit as well
            self._fail(error)
            return
        self._watch_for_blank()

    def _fail(self, error: BaseException) -> None:
        self.failure = self.failure or error
        self._closing.end()

    def _watch_for_blank(self) -> None:
        if self._desk.is_painted.wait(self._blank.after_s):
            logger.info("the dashboard was drawn %.1f s after the start", time.monotonic() - self._began_s)
            return
        logger.error("the window is blank after %g s", self._blank.after_s)
        if self._blank.may_restart:
            self._fail(StayedBlank())
        elif self._dashboard and self._desk.ask(
            "The window stays blank",
            "Open the dashboard in the browser instead? Bulletproof goes on as it is.",
        ):
            webbrowser.open(self._dashboard.new_launch_url())

    def _count_running_jobs(self) -> int:
        return self._dashboard.count_running_jobs() if self._dashboard else 0

    def _ask_page(self) -> bool:
        if not self._desk.is_painted.is_set():
            return False
        self.tell_page("quit")
        return True

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
        self._closing.end()

    def _resized(self, width: int, height: int) -> None:
        self.place = replace(self.place, width=int(width), height=int(height))

    def _moved(self, x: int, y: int) -> None:
        self.place = replace(self.place, x=int(x), y=int(y))

    def _accept_renderer(self, renderer: str) -> bool:
        if renderer != "mshtml":
            return True
        self.failure = NoWebview(
            "The window can't open: Microsoft Edge WebView2 is not installed, and the Internet Explorer that "
            "Windows offers instead can't show the dashboard.\n"
            "Install “Evergreen WebView2 Runtime” from Microsoft, or run: bulletproof --headless"
        )
        return False

    def _loaded(self) -> None:
        if self._dashboard is None:
            return  # our own first page
        shown = self._window.get_current_url()
        if _is_ours(shown, self._dashboard.url):
            logger.info("the window shows the dashboard")
            return
        logger.warning("the window was led to %s; it is led back", shown)
        self._window.load_url(self._dashboard.new_launch_url())


def _when_active(tell: Callable[[bool], None]) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance()
    if isinstance(application, QGuiApplication):
        active = Qt.ApplicationState.ApplicationActive
        application.applicationStateChanged.connect(lambda state: tell(state == active))


def _begin(name: str, work: Callable[[], object]) -> None:
    threading.Thread(target=work, name=name, daemon=True).start()


def _is_ours(url: str | None, dashboard_url: str) -> bool:
    """Scheme, host and port all equal: another port on this machine is a stranger."""
    if url is None:
        return False
    asked, ours = urlsplit(url), urlsplit(dashboard_url)
    return (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc)
