"""Step 8: take the final name, record it, and only then let the source go.

The intent (name, hash, device and inode of the part) is committed before the rename. So a crash between
the two is told from a stranger's file at the next start: if the inode stands at the name, it is ours.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable
from pathlib import Path

from bulletproof.domain.errors import OutputExists
from bulletproof.domain.finding import Level
from bulletproof.domain.job import Intent, Job
from bulletproof.domain.live import Report
from bulletproof.domain.text import count_text, seconds_text, shown
from bulletproof.engine.clock import Clock
from bulletproof.engine.dispose import dispose
from bulletproof.engine.failpoints import Failpoints
from bulletproof.engine.final_name import (
    free_names,
    fsync_file,
    fsync_folder,
    publish_new,
    publish_replacing,
)
from bulletproof.store.store import Store

logger = logging.getLogger(__name__)


class Publisher:
    def __init__(
        self, store: Store, clock: Clock, failpoints: Failpoints, may_delete: Callable[[], bool]
    ) -> None:
        self._may_delete = may_delete
        self._store = store
        self._clock = clock
        self._failpoints = failpoints

    async def publish(self, job: Job, report: Report) -> Job:
        """Make a verified part file visible; the answer is the completed job.

        Raises OutputExists where the job's policy is to refuse, OSError where the disk fails.
        """
        await asyncio.to_thread(fsync_file, job.part)
        self._failpoints.reach("fsynced")
        intent = await self._named(job, report)
        await asyncio.to_thread(fsync_folder, intent.path.parent)
        self._failpoints.reach("renamed")
        return await self.record(job, intent, report)

    async def record(self, job: Job, intent: Intent, report: Report) -> Job:
        """Write down what stands at its final name; also the way out of a crash right before this."""
        found = await asyncio.to_thread(intent.path.stat)
        job = await self._store.jobs.complete(
            job.id,
            job.attempt,
            published=intent.path,
            sha256=intent.sha256,
            size_bytes=found.st_size,
            message=summary_of(report),
            report=report,
        )
        self._failpoints.reach("recorded")
        with contextlib.suppress(FileNotFoundError):  # after a swap the old output stands here
            await asyncio.to_thread(job.part.unlink)
        return job

    async def dispose(self, job: Job, watched: Path | None) -> None:
        """The source, by its job's policy; a source that another job still needs stays.

        Under Show Lock nothing is recorded, so that it is found again when the lock is opened.
        """
        if not self._may_delete():
            return
        if not job.disposal.delete_input or await self._store.jobs.is_source_needed(job):
            return
        self._failpoints.reach("delete_begun")
        try:
            fate = await asyncio.to_thread(dispose, job, watched=watched, now=self._clock.now())
        except OSError as error:
            logger.warning(
                "The source stays: it can't be removed", extra={"job": job.id, "cause": str(error)}
            )
            fate = "kept"
        self._failpoints.reach("deleted")
        await self._store.jobs.record_disposed(job.id, fate)

    async def _named(self, job: Job, report: Report) -> Intent:
        for name in free_names(job.output):
            is_replaced = await self._may_replace(job, name)
            if not is_replaced and await asyncio.to_thread(os.path.lexists, name):
                _require_other_name(job, name)
                continue
            intent = await self._intend(job, name, report)
            try:
                await asyncio.to_thread(publish_replacing if is_replaced else publish_new, job.part, name)
            except FileExistsError:  # somebody took it this very moment
                continue
            return intent
        raise AssertionError("free_names never ends")

    async def _may_replace(self, job: Job, name: Path) -> bool:
        """A revised clip keeps the name that the show's cues point at; a stranger's file is never touched."""
        if not await asyncio.to_thread(name.is_file) or job.on_collision in ("rename", "refuse"):
            return False
        if job.on_collision == "replace":
            return True
        found = await asyncio.to_thread(os.lstat, name)
        jobs = self._store.jobs
        is_ours = await jobs.is_own_output(device=found.st_dev, inode=found.st_ino, size_bytes=found.st_size)
        is_of_source = is_ours and await jobs.output_owner(name) == job.source.path
        return is_of_source and not await self._is_other_folders(job, name)

    async def _is_other_folders(self, job: Job, name: Path) -> bool:
        """Two folders may make two outputs of one source; a folder that was removed needs its own no more."""
        made_for = await self._store.jobs.output_folder(name)
        if made_for is None or made_for == job.folder_id:
            return False
        return any(folder.id == made_for for folder in await self._store.folders.all())

    async def _intend(self, job: Job, name: Path, report: Report) -> Intent:
        part = await asyncio.to_thread(os.stat, job.part)
        intent = Intent(name, _sha256(report), part.st_dev, part.st_ino)
        await self._store.jobs.record_intent(job.id, job.attempt, intent, report)
        self._failpoints.reach("intent_committed")
        return intent


def _require_other_name(job: Job, taken: Path) -> None:
    if job.on_collision == "refuse":
        raise OutputExists(
            f"{shown(taken)} is there already and this folder's rule is to refuse."
            " Move it away, then press Retry."
        )


def _sha256(report: Report) -> str:
    if report.output is None or report.output.sha256 is None:
        raise AssertionError("a verified output has a hash")
    return report.output.sha256


def summary_of(report: Report) -> str:
    """The one line to read of a finished job: its worst finding, else what was proved."""
    worst = next((finding for finding in report.findings if finding.level is not Level.NOTE), None)
    if worst is not None:
        return worst.message
    content = report.output.content if report.output else None
    if content is None:
        return "Verified."
    if content.frames:
        return f"All {count_text(content.frames, 'frame')} decoded."
    return f"All {seconds_text(content.end_s)} of sound decoded."
