"""A session bus of our own, with the two services of a desktop that Bulletproof speaks to."""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from dbus_fast import Variant
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

DAEMON = shutil.which("dbus-daemon")


@contextmanager
def session_bus() -> Iterator[str]:
    """Its address."""
    assert DAEMON is not None
    argv = [DAEMON, "--session", "--nofork", "--print-address"]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=10)


@dataclass
class Desktop:
    """What was asked of it."""

    shown: list[tuple[str, str, str]] = field(default_factory=list)
    """Program, title, words."""
    awake: dict[int, str] = field(default_factory=dict)
    """The programs that keep it awake, by their cookie."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)


# The letters are D-Bus's own types, which the library reads from the annotations.
class Notifications(ServiceInterface):
    def __init__(self, desktop: Desktop) -> None:
        super().__init__("org.freedesktop.Notifications")
        self._desktop = desktop

    @dbus_method()
    def Notify(  # type: ignore[no-untyped-def]  # noqa: N802, PLR0913
        self, app: "s", replaces: "u", icon: "s", title: "s", words: "s", actions: "as", hints: "a{sv}", ms: "i"  # noqa: F821, F722, UP037
    ) -> "u":  # noqa: F821, UP037
        self._desktop.shown.append((app, title, words))
        self._desktop.changed.set()
        return len(self._desktop.shown)

    @dbus_method()
    def GetServerInformation(self) -> "ssss":  # type: ignore[name-defined]  # noqa: N802, F821, UP037
        return ["a desk of tests", "nobody", "1", "1.2"]

    @dbus_method()
    def GetCapabilities(self) -> "as":  # type: ignore[name-defined]  # noqa: N802, F722, UP037
        return ["body", "actions"]

    @dbus_signal()
    def ActionInvoked(self, number: int, action: str) -> "us":  # type: ignore[name-defined]  # noqa: N802, F821, UP037
        return [number, action]
