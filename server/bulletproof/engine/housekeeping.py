"""What is done by the way: old events, removed jobs and originals whose days are over go; a copy is kept."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from bulletproof.domain.folder import FolderSpec
from bulletproof.engine.clock import Clock
from bulletproof.engine.dispose import remove_expired
from bulletproof.engine.stills import Stills
from bulletproof.store.store import Store

logger = logging.getLogger(__name__)

EVERY_S = 600.0
EVENTS_KEPT = timedelta(days=7)
BACK_UP_EVERY = timedelta(hours=1)


class Housekeeping:
    def __init__(
        self,
        store: Store,
        clock: Clock,
        folders: Mapping[str, FolderSpec],
        stills: Stills,
        may_delete: Callable[[], bool] = lambda: True,
    ) -> None:
        self._may_delete = may_delete
        self._store = store
        self._stills = stills
        self._clock = clock
        self._folders = folders
        self._backed_up = (clock.now(), -1)
        """When, and up to which number."""

    async def run(self) -> None:
        while True:
            await self.tidy()
            await asyncio.sleep(EVERY_S)

    async def tidy(self) -> None:
        await self._back_up()
        if not self._may_delete():
            return
        now = self._clock.now()
        await self._store.events.prune(now - EVENTS_KEPT)
        for job_id in await self._store.jobs.purge_removed():
            await asyncio.to_thread(self._stills.remove, job_id)
        for watched, keep_days in self._kept_for().items():
            await asyncio.to_thread(self._end_waits, watched, keep_days)

    def _kept_for(self) -> dict[Path, int]:
        """Folders that watch the same place share its waiting room: the longest promise holds."""
        days: dict[Path, int] = {}
        for spec in self._folders.values():
            days[spec.watch_directory] = max(spec.keep_originals_days, days.get(spec.watch_directory, 0))
        return days

    async def _back_up(self) -> None:
        """Once an hour, and only when something has changed: an idle machine writes nothing."""
        now, seq = self._clock.now(), await self._store.events.seq()
        at, known = self._backed_up
        if seq != known and now - at >= BACK_UP_EVERY:
            await self._store.back_up()
            self._backed_up = (now, seq)

    def _end_waits(self, watched: Path, keep_days: int) -> None:
        try:
            removed = remove_expired(watched, keep_days=keep_days, now=self._clock.now())
        except OSError as error:
            logger.warning("Originals can't be removed", extra={"cause": str(error)})
            return
        if removed:
            logger.info("Originals whose days were over are deleted", extra={"number": removed})
