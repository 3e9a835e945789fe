"""Is what stands there still the file that was verified? Asked on demand, and at night by itself.

A verdict is about bytes. Somebody may save over an output, a disk may rot, a sync tool may bring back an old
version; the hash that was kept tells. A drive that is not there proves nothing, and nothing is written of it.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bulletproof.domain.errors import Conflict, FolderOffline, Unreadable
from bulletproof.domain.finding import Finding, Level, verdict_of, worst_first
from bulletproof.domain.job import Job, JobId, Status
from bulletproof.domain.live import Report
from bulletproof.domain.text import shown
from bulletproof.engine.clock import Clock
from bulletproof.engine.publisher import summary_of
from bulletproof.media.digest import digest
from bulletproof.store.store import Store

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 300.0
NOT_SEEN_FOR = timedelta(days=7)
A_NIGHT_BYTES = 200_000_000_000
AT_ONCE = 100
CODE = "changed_since"


class Reverify:
    def __init__(
        self, store: Store, clock: Clock, is_idle: Callable[[], bool], scrub_hour: Callable[[], int]
    ) -> None:
        """`scrub_hour`: of the local day; -1: never by itself. `is_idle`: no job runs."""
        self._store = store
        self._clock = clock
        self._is_idle = is_idle
        self._scrub_hour = scrub_hour
        self._scrubbed_on: str | None = None

    async def job(self, job_id: JobId) -> Report:
        """Look at its output now. Raises Conflict where it has none, FolderOffline where nobody can tell."""
        job = await self._store.jobs.get(job_id)
        report = await self._store.reports.get(job_id)
        if job.status is not Status.COMPLETED or job.published is None or report is None:
            raise Conflict("Only the output of a completed job can be verified again.")
        if not await self._store.outputs.is_current(job_id):
            raise Conflict("A newer job has replaced this output; verify that one.")
        return await self._look(job, report, job.published)

    async def run(self) -> None:
        """Once a day at the chosen hour, while nothing else is to do."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            now = self._clock.now().astimezone()
            if now.hour == self._scrub_hour() and self._scrubbed_on != now.date().isoformat():
                self._scrubbed_on = now.date().isoformat()
                await self.scrub(now)

    async def scrub(self, now: datetime) -> int:
        """Those that nobody has looked at for a week, the longest first; the answer is how many."""
        left_bytes, seen = A_NIGHT_BYTES, 0
        for job in await self._store.outputs.due(now - NOT_SEEN_FOR, limit=AT_ONCE):
            left_bytes -= job.output_size_bytes or 0
            if left_bytes < 0 or not self._is_idle():
                break
            with contextlib.suppress(Conflict, FolderOffline):
                await self.job(job.id)
                seen += 1
        if seen:
            logger.info("Outputs were looked at again", extra={"number": seen})
        return seen

    async def _look(self, job: Job, report: Report, path: Path) -> Report:
        if not await asyncio.to_thread(path.parent.is_dir):
            raise FolderOffline(f"{shown(path.parent)} is not there, so nobody can tell. Plug its drive in.")
        if not await asyncio.to_thread(path.is_file):
            message = f"{shown(path.name)} is no longer where it was published ({shown(path.parent)})."
            await self._store.outputs.record_seen(
                job.id, "missing", verdict=job.verdict or report.verdict, message=message, report=None
            )
            return report
        found = await self._finding(job, report, path)
        findings = [one for one in report.findings if one.code != CODE]
        findings += [found] if found else []
        seen = replace(report, findings=worst_first(findings), verdict=verdict_of(findings))
        await self._store.outputs.record_seen(
            job.id,
            "changed" if found else "intact",
            verdict=seen.verdict,
            message=found.message if found else summary_of(seen),
            report=seen if seen.findings != report.findings else None,
        )
        return seen

    async def _finding(self, job: Job, report: Report, path: Path) -> Finding | None:
        try:
            sha256 = (await digest(path)).sha256
        except Unreadable as error:
            raise FolderOffline(f"{error} Nobody can tell whether it is the same.") from error
        if sha256 == job.sha256:
            return None
        verified = report.made_at.astimezone().strftime("%d %b %H:%M")
        return Finding(
            CODE,
            Level.FAIL,
            f"{shown(path.name)} is no longer the file that was verified on {verified}."
            " Put that one back, or make it again.",
            measured=sha256[:12],
            limit=(job.sha256 or "")[:12],
        )
