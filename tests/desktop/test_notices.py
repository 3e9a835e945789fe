"""What the system is asked for, over a real session bus: to show a notification, to stay awake."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletproof_desktop.keep_awake import KeepAwake
from bulletproof_desktop.notifier import Notifier, icon_path
from tests.desktop.session_bus import desktop, session_bus
from tests.desktop.told_by_system import assert_told
from tests.support.clips import MP4, ClipShelf, clips
from tests.support.waiting import until
from tests.support.xvfb import Desk

__all__ = ["clips"]

pytestmark = pytest.mark.display  # dbus-daemon comes with what the window needs


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with session_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


async def test_a_notification_is_shown_and_a_click_on_it_brings_the_window_forward(bus: str) -> None:
    clicked = threading.Event()
    async with desktop(bus) as system:
        notifier = Notifier(clicked.set)
        notifier.tell("act one.mov failed", "Black for 0.52 s.")
        await until(lambda: bool(system.shown), what="the notification")
        assert system.shown == [("Bulletproof", "act one.mov failed", "Black for 0.52 s.")]
        notifier.tell("The queue is done", "1 failed.")
        await until(lambda: len(system.shown) == 2, what="the second notification")
        assert not clicked.is_set()
        system.click(1)
        await until(clicked.is_set, what="the click to be heard")


async def test_the_machine_is_kept_awake_as_long_as_it_is_wanted(bus: str) -> None:
    async with desktop(bus) as system:
        awake = KeepAwake()
        assert awake.works is None
        for _ in range(2):
            awake.want(True)
            await until(lambda: system.awake == 1, what="the request to stay awake")
            await until(lambda: awake.works is True, what="it to be known")
            awake.want(False)
            await until(lambda: system.awake == 0, what="the request to be taken back")


async def test_a_machine_without_these_services_is_told_of_in_the_log_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    awake = KeepAwake()
    with caplog.at_level(logging.INFO):
        Notifier(lambda: None).tell("title", "words")
        awake.want(True)
        await until(lambda: awake.works is False, what="the refusal to be known")
        await until(lambda: "Notification failed" in caplog.text, what="the refusal to be logged")
    awake.want(False)


@pytest.mark.ffmpeg
async def test_whoever_put_the_window_away_hears_of_a_failure_and_of_the_end(
    desk: Desk, clips: ClipShelf, tmp_path: Path
) -> None:
    await assert_told(desk, tmp_path, clips.copy(MP4, tmp_path / "act one.mp4"))


def test_the_picture_of_the_program_comes_with_it() -> None:
    assert icon_path().read_bytes().startswith(b"\x89PNG")
