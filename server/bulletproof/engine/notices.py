"""Hear of a file the moment it is closed or renamed into a folder, where the system tells at all.

watchdog reports a rename-in and a close after 0.5 ms and does not wake up in between. Its callbacks come
on a thread of its own and are handed to the event loop.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

logger = logging.getLogger(__name__)

_HEARD: list[type[FileSystemEvent]] = [FileClosedEvent, FileCreatedEvent, FileMovedEvent, DirCreatedEvent]


class _Handler(FileSystemEventHandler):
    def __init__(self, tell: Callable[[Path], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = Path(os.fsdecode(event.dest_path or event.src_path))
        with contextlib.suppress(RuntimeError):  # the loop was closed while we were told
            self._loop.call_soon_threadsafe(self._tell, path)


@contextmanager
def notices(root: Path, tell: Callable[[Path], None], *, recursive: bool) -> Iterator[bool]:
    """Call `tell` on the event loop for each path; yields False where the system can't, and scans must do."""
    observer = Observer()
    try:
        observer.schedule(_Handler(tell), str(root), recursive=recursive, event_filter=_HEARD)
        observer.start()
    except OSError as error:  # no such folder yet, or the user's inotify watches are used up
        logger.warning("No file events, scanning only", extra={"folder": str(root), "cause": str(error)})
        yield False
        return
    try:
        yield True
    finally:
        observer.stop()
