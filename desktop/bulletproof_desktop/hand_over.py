"""A second start on the same data folder: give its files to the first, and be done.

Two servers on one database would encode everything twice, so the folder's lock decides who serves. The first
one writes `instance.json` a moment after it takes the lock; a start that comes in between waits for it.
"""

import threading
import time
from collections.abc import Sequence
from pathlib import Path

from bulletproof import instance
from bulletproof_desktop import terminal
from bulletproof_desktop.running_server import NotReached, RunningServer

FIRST_IS_READY_S = 20.0  # as long as a server may take to start
LOOK_EVERY_S = 0.1


def to_first(data_dir: Path, files: Sequence[Path]) -> int:
    """Hand `files` to the server that holds `data_dir`; return the exit code."""
    first = _wait_first(data_dir)
    if first is None:
        terminal.complain(
            f"Bulletproof is already running on {data_dir}, but it has not become ready in "
            f"{FIRST_IS_READY_S:g} s.\nEnd it, then start again; its log is in {data_dir}."
        )
        return 1
    terminal.say(f"Bulletproof is already running: {first.url}")
    first.bring_forward()
    return queue(first, files)


def queue(server: RunningServer, files: Sequence[Path]) -> int:
    """Queue `files` there, say which were refused and why; return the exit code."""
    if not files:
        return 0
    try:
        refused = server.queue(files)
    except NotReached as silence:
        terminal.complain(f"The files were not queued: {silence}.")
        return 1
    for line in refused:
        terminal.complain(f"Not queued: {line}")
    return 1 if refused else 0


def _wait_first(data_dir: Path) -> RunningServer | None:
    until_s = time.monotonic() + FIRST_IS_READY_S
    pause = threading.Event()
    while (found := instance.read_instance(data_dir)) is None:
        if time.monotonic() > until_s:
            return None
        pause.wait(LOOK_EVERY_S)
    return RunningServer(found.url, found.token)
