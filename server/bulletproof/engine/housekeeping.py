"""What must not grow for ever: old events, removed jobs, originals whose days are over."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta

from bulletproof.domain.folder import FolderSpec
from bulletproof.engine.clock import Clock
from bulletproof.engine.dispose import remove_expired
from bulletproof.store.store import Store

logger = logging.getLogger(__name__)

EVERY_S = 600.0
EVENTS_KEPT = timedelta(days=7)


class Housekeeping:
    def __init__(self, store: Store, clock: Clock, folders: Mapping[str, FolderSpec]) -> None:
        self._store = store
        self._clock = clock
        self._folders = folders

    async def run(self) -> None:
        while True:
            await self.tidy()
            await asyncio.sleep(EVERY_S)

    async def tidy(self) -> None:
        now = self._clock.now()
        await self._store.events.prune(now - EVENTS_KEPT)
        await self._store.jobs.purge_removed()
        for spec in list(self._folders.values()):
            await asyncio.to_thread(self._end_waits, spec)

    def _end_waits(self, spec: FolderSpec) -> None:
        try:
            removed = remove_expired(
                spec.watch_directory, keep_days=spec.keep_originals_days, now=self._clock.now()
            )
        except OSError as error:
            logger.warning("Originals can't be removed", extra={"cause": str(error)})
            return
        if removed:
            logger.info("Originals whose days were over are deleted", extra={"number": removed})
