"""Whether the window may close, asked in the page where it is there, else in a dialog of the system's.

pywebview deadlocks when any window method is called inside its `closing` handler (pywebview #1699), so that
handler looks at one plain value and vetoes; everything else happens on threads of their own.
"""

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import webview

    from bulletproof.api.shell import Closing as Answer

logger = logging.getLogger(__name__)

QUESTION_TITLE = "Quit while jobs run?"
PAGE_ANSWERS_WITHIN_S = 2.0  # a page that hangs must not make a window that can't be closed
LOOK_EVERY_S = 1.0


class Closing:
    def __init__(
        self,
        window: "webview.Window",
        *,
        count_running_jobs: Callable[[], int],
        ask_page: Callable[[], bool],
    ) -> None:
        """`ask_page`: False where there is no page to ask; it shows the question and says so by an answer."""
        self._window = window
        self._count_running_jobs = count_running_jobs
        self._ask_page = ask_page
        self._may_close = False
        self._is_asking = threading.Event()
        self._page_asks = threading.Event()
        self._leaves = False

    def wanted(self) -> bool:
        """The user wants it closed: True lets it."""
        if self._may_close:
            return True
        if not self._is_asking.is_set():
            self._is_asking.set()
            _begin("close-window", self._close_if_agreed)
        return False

    def end(self) -> None:
        """Close the window without asking. From any thread."""
        self._may_close = True
        # destroy() waits until the window is shown, and a signal may arrive on the main thread before that.
        _begin("end-window", self._window.destroy)

    def answer(self, how: "Answer") -> None:
        """What the page makes of it; the engine is told by whoever calls."""
        logger.info("the question whether to quit: %s", how)
        if how == "asking":
            self._page_asks.set()
            return  # what was answered before holds until it is answered anew
        self._leaves = how == "finish"
        if how == "now":
            self.end()
        elif how == "background":
            _begin("hide-window", self._window.hide)
        elif how == "finish":
            _begin("end-when-idle", self._end_when_idle)

    def _close_if_agreed(self) -> None:
        try:
            running = self._count_running_jobs()
            if running == 0 or (not self._page_takes_over() and self._is_agreed(running)):
                self.end()
        finally:
            self._is_asking.clear()

    def _page_takes_over(self) -> bool:
        self._page_asks.clear()
        return self._ask_page() and self._page_asks.wait(PAGE_ANSWERS_WITHIN_S)

    def _is_agreed(self, running: int) -> bool:
        is_agreed: bool = self._window.create_confirmation_dialog(QUESTION_TITLE, _question(running))
        if not is_agreed:
            logger.info("the window stays: %d running", running)
        return is_agreed

    def _end_when_idle(self) -> None:
        pause = threading.Event()
        while self._leaves:
            if self._count_running_jobs() == 0:
                self.end()
                return
            pause.wait(LOOK_EVERY_S)


def _begin(name: str, work: Callable[[], object]) -> None:
    threading.Thread(target=work, name=name, daemon=True).start()


def _question(running: int) -> str:
    jobs = "One job is running." if running == 1 else f"{running} jobs are running."
    return f"{jobs} Quit now?\n\nWhat is running goes back to the queue and begins again at the next start."
