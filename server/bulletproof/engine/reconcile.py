"""Put the world in order after whatever ended us last time: a clean exit, SIGKILL or a power cut.

The database says what was meant, the disk says what happened. A job whose intent stands at its final name
was published and is recorded now; any other goes back to the queue without its part file.
"""

import asyncio
import contextlib
import logging
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.folder import FolderSpec
from bulletproof.domain.job import Intent, Job, Status
from bulletproof.engine.endings import discarded
from bulletproof.engine.final_name import fsync_folder
from bulletproof.engine.publisher import Publisher
from bulletproof.store.store import Store

logger = logging.getLogger(__name__)

_PART = re.compile(r"\.bp-([0-9a-z]+)\.part")


class Reconciler:
    def __init__(self, store: Store, publisher: Publisher, folders: Mapping[str, FolderSpec]) -> None:
        self._store = store
        self._publisher = publisher
        self._folders = folders

    async def run(self) -> int:
        """Before anything is claimed; returns how many jobs were interrupted."""
        interrupted = await self._store.jobs.interrupted()
        for job in interrupted:
            await self.settle(job)
        await self.dispose_waiting()
        await self._sweep({job.output.parent for job in interrupted} | self._output_folders())
        return len(interrupted)

    async def dispose_waiting(self) -> None:
        """Sources whose turn was kept from them: by an end of the program, or by Show Lock."""
        for job in await self._store.jobs.with_undisposed_source():
            spec = self._folders.get(job.folder_id or "")
            await self._publisher.dispose(job, spec.watch_directory if spec else None)

    async def settle(self, job: Job) -> None:
        """One job whose attempt broke off: recorded where its output stands, else back in the queue."""
        try:
            if job.intent is not None and await asyncio.to_thread(_stands, job.intent):
                await self._record(job, job.intent)
                return
        except (BulletproofError, OSError) as error:
            logger.warning("Can't finish an interrupted job", extra={"job": job.id, "cause": str(error)})
        await discarded(job.part)
        if job.status is Status.PROCESSING:
            await self._store.jobs.requeue(job.id, job.attempt, crashed=True)

    async def _record(self, job: Job, intent: Intent) -> None:
        report = await self._store.reports.get(job.id)
        if report is None or report.attempt != job.attempt:
            raise FileNotFoundError(f"the report of {job.id} is missing")
        await asyncio.to_thread(fsync_folder, intent.path.parent)
        await self._publisher.record(job, intent, report)
        logger.info("An interrupted job was already published", extra={"job": job.id})

    def _output_folders(self) -> set[Path]:
        return {spec.output_directory for spec in self._folders.values()}

    async def _sweep(self, folders: Iterable[Path]) -> None:
        """Part files of jobs of ours that have none any more; another program's are not ours to judge."""
        for folder in folders:
            for part in await asyncio.to_thread(_parts, folder):
                match = _PART.fullmatch(part.name)
                if match and await self._is_leftover(match.group(1)):
                    await discarded(part)

    async def _is_leftover(self, job_id: str) -> bool:
        try:
            job = await self._store.jobs.get(job_id)
        except BulletproofError:
            return False
        return job.status is not Status.PROCESSING


def _stands(intent: Intent) -> bool:
    try:
        found = os.lstat(intent.path)
    except OSError:
        return False
    return (found.st_dev, found.st_ino) == (intent.device, intent.inode)


def _parts(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return [path for path in folder.rglob(".bp-*.part") if path.is_file()]
    return []
