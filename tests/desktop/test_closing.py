"""Whether the window may close: what is asked of whom, without a window."""

import threading
from collections.abc import Callable
from functools import partial
from typing import cast

import pytest
import webview

from bulletproof.api.shell import Closing as Answer
from bulletproof_desktop import closing
from bulletproof_desktop.closing import Closing
from tests.support.waiting import seen_soon


class Window:
    """Notes what was done to it."""

    def __init__(self, *, agrees: bool = False) -> None:
        self._agrees = agrees
        self.done: list[str] = []

    def create_confirmation_dialog(self, title: str, message: str) -> bool:
        self.done.append(message.splitlines()[0])
        return self._agrees

    def destroy(self) -> None:
        self.done.append("closed")

    def hide(self) -> None:
        self.done.append("hidden")


def made(window: Window, running: Callable[[], int], *, page: bool = False) -> Closing:
    return Closing(cast(webview.Window, window), count_running_jobs=running, ask_page=lambda: page)


def ended_threads() -> None:
    """What the question began has come to its end."""
    for thread in threading.enumerate():
        if thread.name in ("close-window", "end-window", "hide-window", "end-when-idle"):
            thread.join(5)
            assert not thread.is_alive()


def test_an_idle_window_closes_and_is_never_closed_inside_its_own_handler() -> None:
    window = Window()
    question = made(window, lambda: 0)
    assert question.wanted() is False  # vetoed: it closes from another thread
    seen_soon(lambda: window.done == ["closed"], what="the window to close")
    assert question.wanted() is True


def test_without_a_page_the_system_asks() -> None:
    window = Window(agrees=True)
    made(window, lambda: 2).wanted()
    seen_soon(lambda: window.done == ["2 jobs are running. Quit now?", "closed"], what="the question")


def test_a_page_that_does_not_say_that_it_asks_is_taken_for_hung(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "PAGE_ANSWERS_WITHIN_S", 0.05)
    window = Window()
    made(window, lambda: 1, page=True).wanted()
    seen_soon(lambda: window.done == ["One job is running. Quit now?"], what="the system to ask")


def test_the_page_asks_and_its_answer_is_carried_out() -> None:
    answers: dict[Answer, list[str]] = {"stay": [], "background": ["hidden"], "now": ["closed"]}
    for answer, done in answers.items():
        window = Window()
        question = made(window, lambda: 1, page=True)
        question.wanted()
        question.answer("asking")
        question.answer(answer)
        seen_soon(partial(list.__eq__, window.done, done), what=answer)
        ended_threads()
        assert window.done == done  # and nothing else followed


def test_asked_once_more_it_still_quits_when_what_runs_is_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "LOOK_EVERY_S", 0.01)
    window, running = Window(), [1]
    question = made(window, lambda: running[0], page=True)
    question.answer("finish")
    question.wanted()
    question.answer("asking")
    running[0] = 0
    seen_soon(lambda: "closed" in window.done, what="the window to close")


def test_taken_back_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "LOOK_EVERY_S", 0.01)
    window, counted, running = Window(), threading.Event(), [1]

    def count() -> int:
        counted.set()
        return running[0]

    question = made(window, count)
    question.answer("finish")
    assert counted.wait(5)
    question.answer("stay")
    ended_threads()
    running[0] = 0
    assert window.done == []
