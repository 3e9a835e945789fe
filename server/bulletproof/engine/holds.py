"""Let waiting jobs go on by themselves once what they wait for is there: a drive, a right, room, a writer."""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path

from bulletproof.domain.arrival import Writer
from bulletproof.domain.folder import FolderSpec
from bulletproof.domain.job import Job
from bulletproof.engine.disk import space_of
from bulletproof.engine.writer_probe import writer_of
from bulletproof.store.store import Store

LOOK_EVERY_S = 2.0
WORTH_A_TRY_BYTES = 1_000_000


class Holds:
    def __init__(self, store: Store, folders: Mapping[str, FolderSpec]) -> None:
        self._store = store
        self._folders = folders
        self._free_when_tried: dict[str, int] = {}

    async def run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            for job in await self._store.jobs.held():
                if await asyncio.to_thread(self._is_over, job):
                    await self._store.jobs.release(job.id)

    def _is_over(self, job: Job) -> bool:
        spec = self._folders.get(job.folder_id or "")
        output_root = spec.output_directory if spec else job.output.parent
        if job.hold_reason == "source_open":
            return writer_of(job.source.path) is not Writer.SOMEBODY
        if job.hold_reason == "folder_offline":
            watched = spec.watch_directory if spec else job.source.path.parent
            return output_root.is_dir() and watched.is_dir()
        if job.hold_reason == "folder_not_writable":
            return os.access(output_root, os.W_OK | os.X_OK)
        return self._has_gained_room(job, output_root)

    def _has_gained_room(self, job: Job, folder: Path) -> bool:
        """How much it needs is known once it is claimed: it is tried once, and again when room appears."""
        space = space_of(folder)
        if space is None:
            return False
        tried_with = self._free_when_tried.get(job.id)
        if tried_with is not None and space.free_bytes < tried_with + WORTH_A_TRY_BYTES:
            return False
        self._free_when_tried[job.id] = space.free_bytes
        return True
