"""Wait for a condition, with an end: a test that waits for a time is wrong on a slower machine."""

import asyncio
import threading
import time
from collections.abc import Callable

_PAUSE = 0.01


async def until(holds: Callable[[], bool], *, within_s: float = 10.0, what: str = "it") -> None:
    """Return once `holds`; raises AssertionError, naming `what`, when it does not."""
    deadline_s = time.monotonic() + within_s
    pause = asyncio.Event()
    while not holds():
        assert time.monotonic() < deadline_s, f"{what} did not happen within {within_s} s"
        try:
            await asyncio.wait_for(pause.wait(), _PAUSE)
        except TimeoutError:
            continue


def seen_soon(holds: Callable[[], bool], *, within_s: float = 10.0, what: str = "it") -> None:
    """The same for a test without an event loop of its own, which watches another process."""
    deadline_s, pause = time.monotonic() + within_s, threading.Event()
    while not holds():
        assert time.monotonic() < deadline_s, f"{what} did not happen within {within_s} s"
        pause.wait(_PAUSE)
