"""The engine without a server, for one command: the same way of a file, then everything is gone again.

Its database lives in a folder of its own that goes with the command. A command that is killed leaves that
folder behind; the next one finds it unheld and takes it away, with the part file that it names.
"""

import asyncio
import contextlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.folder import FolderActivity
from bulletproof.domain.job import Job, JobId, NewJob
from bulletproof.domain.live import Changes, JobProgress
from bulletproof.engine.bus import Bus
from bulletproof.engine.clock import Clock
from bulletproof.engine.engine import Engine, Rooms
from bulletproof.instance import DataFolderInUse, held
from bulletproof.media.inspector import Inspector
from bulletproof.settings import environment_settings
from bulletproof.store.store import Store

RUNS = "commands"
PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Alone:
    engine: Engine
    bus: Bus
    data_dir: Path

    async def finished(self, new: NewJob, on_progress: Callable[[JobProgress], None]) -> Job:
        """Carry it to its end: completed, failed or cancelled, or held by what it would have to wait for."""
        listener = _Listener(on_progress)
        unlisten = self.bus.listen(listener)
        try:
            job = await self.engine.add_job(new)
            self._note_part(job)
            while job.id not in listener.over:
                listener.more.clear()
                await listener.more.wait()
            return listener.over[job.id]
        finally:
            unlisten()

    def _note_part(self, job: Job) -> None:
        with (self.data_dir / PARTS).open("ab") as parts:
            parts.write(os.fsencode(job.part) + b"\0")


@contextlib.asynccontextmanager
async def engine_alone(data_dir: Path) -> AsyncIterator[Alone]:
    """An engine that works on one job at a time, in a folder below `data_dir` that goes with it."""
    bus = Bus()
    with _run_folder(data_dir / RUNS) as folder:
        store = await Store.open(None, data_dir=folder, now=Clock().now, on_change=bus.poke)
        try:
            settings = {"slots_cpu": 1, **environment_settings()}
            async with (
                Inspector() as inspector,
                Engine(Rooms(store, inspector, bus, folder), settings) as engine,
            ):
                yield Alone(engine, bus, folder)
        finally:
            await store.close()


class _Listener:
    """Hears which jobs have ended, or stand still for a reason that only somebody else can mend."""

    def __init__(self, on_progress: Callable[[JobProgress], None]) -> None:
        self.progress = on_progress
        self.over: dict[JobId, Job] = {}
        self.more = asyncio.Event()

    def changes(self, changes: Changes) -> None:
        over = [job for job in changes.jobs if job.status.is_final or job.hold_reason is not None]
        self.over |= {job.id: job for job in over}
        self.more.set()

    def activity(self, activity: FolderActivity) -> None:
        """There are no folders here."""


@contextlib.contextmanager
def _run_folder(runs: Path) -> Iterator[Path]:
    runs.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in runs.iterdir():
        _clear(left)
    folder = Path(tempfile.mkdtemp(dir=runs))
    try:
        with held(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(folder: Path) -> None:
    """What a killed command left; nothing where the command still runs."""
    with contextlib.suppress(OSError, DataFolderInUse), held(folder):
        parts = folder / PARTS
        for part in parts.read_bytes().split(b"\0") if parts.exists() else ():
            if part:
                Path(os.fsdecode(part)).unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
