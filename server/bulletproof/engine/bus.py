"""Tell listeners what changed, in the order of the commits, and none of it twice or never.

The store numbers each change inside its own transaction. The bus only reads on from the last number that it
told of whenever somebody says that there is more, so two commits that finish together can't overtake each
other, and a change made by another process is told too.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Protocol

from bulletproof.domain.folder import FolderActivity
from bulletproof.domain.live import Changes, JobProgress
from bulletproof.store.store import Store

logger = logging.getLogger(__name__)

BATCH = 500
LOOK_ANYWAY_S = 5.0  # a second process on the same database has no way to poke us


class Listener(Protocol):
    """Called on the event loop; must return at once."""

    def changes(self, changes: Changes) -> None: ...
    def progress(self, progress: JobProgress) -> None: ...
    def activity(self, activity: FolderActivity) -> None: ...


class Bus:
    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._more = asyncio.Event()
        self._seq: int | None = None
        """The last number that listeners were told of."""

    def poke(self) -> None:
        """There are changes to tell of; called by the store after each commit."""
        self._more.set()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear everything from now on; call the answer to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def progress(self, progress: JobProgress) -> None:
        for listener in self._listeners:
            listener.progress(progress)

    def activity(self, activity: FolderActivity) -> None:
        for listener in self._listeners:
            listener.activity(activity)

    async def run(self, store: Store) -> None:
        """Started a second time it goes on where it was."""
        if self._seq is None:
            self._seq = await store.events.seq()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_ANYWAY_S):
                    await self._more.wait()
            self._more.clear()
            await self._tell(store, self._seq)

    async def _tell(self, store: Store, seq: int) -> None:
        while (changes := await store.events.since(seq, limit=BATCH)).seq > seq:
            self._seq = seq = changes.seq
            for listener in self._listeners:
                listener.changes(changes)
