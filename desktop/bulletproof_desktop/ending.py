"""How the process ends: by a signal before the window is up, and with the exit code that was meant.

The window takes both signals over later, and a server without one has handlers of its own.
"""

import contextlib
import logging
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

ENDING = (signal.SIGINT, signal.SIGTERM)


def raise_on_signals() -> None:
    """From now on either signal raises KeyboardInterrupt on the main thread."""
    for number in ENDING:
        signal.signal(number, signal.default_int_handler)


@contextlib.contextmanager
def put_off() -> Iterator[None]:
    """Raise at the end of the block instead of within it.

    PySide's modules swallow what is raised while they are being imported, or make an ImportError of it.
    """
    came: list[int] = []

    def keep(number: int, _frame: FrameType | None) -> None:
        came.append(number)

    before = {number: signal.signal(number, keep) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        raise KeyboardInterrupt


def leave(code: int) -> NoReturn:
    """End the process now, with this code, without waiting for threads."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)
