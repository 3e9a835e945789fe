"""A small venue: a folder to watch, one for outputs, and the real engine on the real ffmpeg between them."""

import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bulletproof.domain.folder import FolderActivity, FolderSpec, Rule
from bulletproof.domain.job import Job, Status
from bulletproof.domain.live import Changes, JobProgress
from bulletproof.domain.settings import SettingValue
from bulletproof.engine.bus import Bus
from bulletproof.engine.engine import Engine, Rooms
from bulletproof.media.inspector import Inspector
from bulletproof.store.store import Store
from tests.support.waiting import until

SOON: Mapping[str, SettingValue] = {"quiet_s": 0.5, "incomplete_quiet_s": 1.0, "disk_reserve_bytes": 0}


class Ears:
    """Hears what the engine tells, and keeps the newest word on each job."""

    def __init__(self) -> None:
        self.jobs: dict[str, Job] = {}
        self.progresses: list[JobProgress] = []
        self.activities: dict[str, FolderActivity] = {}

    def changes(self, changes: Changes) -> None:
        self.jobs |= {job.id: job for job in changes.jobs}
        for job_id in changes.removed_jobs:
            self.jobs.pop(job_id, None)

    def progress(self, progress: JobProgress) -> None:
        self.progresses.append(progress)

    def activity(self, activity: FolderActivity) -> None:
        self.activities[activity.folder_id] = activity


@dataclass(frozen=True, slots=True)
class Show:
    root: Path
    engine: Engine
    store: Store
    ears: Ears

    @property
    def incoming(self) -> Path:
        return self.root / "in"

    @property
    def outgoing(self) -> Path:
        return self.root / "out"

    @property
    def outputs(self) -> list[str]:
        """Everything that stands in the output folder, hidden files too."""
        return sorted(
            str(path.relative_to(self.outgoing)) for path in self.outgoing.rglob("*") if path.is_file()
        )

    async def watch(self, profile: str = "live-prores-lt", **changes: object) -> str:
        """Watch `in`; the answer is the folder's id."""
        self.incoming.mkdir(exist_ok=True)
        spec = FolderSpec(self.incoming, self.outgoing, (Rule("*", profile),), poll_interval_s=0.3)
        folder = await self.engine.add_folder(replace(spec, **changes))  # type: ignore[arg-type]  # a test names fields
        return folder.id

    def drop(self, clip: Path, name: str | None = None) -> Path:
        """As a good copy tool does: under another name first, then renamed into place."""
        self.incoming.mkdir(exist_ok=True)
        target = self.incoming / (name or clip.name)
        on_its_way = self.root / "on-its-way"
        shutil.copyfile(clip, on_its_way)
        on_its_way.rename(target)
        return target

    def job_of(self, source: Path) -> Job | None:
        """The newest job of that source."""
        found = [job for job in self.ears.jobs.values() if job.source.path == source]
        return max(found, key=lambda job: job.id, default=None)

    async def ended(self, source: Path, *, within_s: float = 60.0) -> Job:
        return await self.reached(
            source, Status.COMPLETED, Status.FAILED, Status.CANCELLED, within_s=within_s
        )

    async def reached(self, source: Path, *statuses: Status, within_s: float = 30.0) -> Job:
        def there() -> bool:
            job = self.job_of(source)
            return job is not None and job.status in statuses

        await until(there, within_s=within_s, what=f"{source.name} becoming {' or '.join(statuses)}")
        job = self.job_of(source)
        assert job is not None
        return job


@asynccontextmanager
async def show(root: Path, settings: Mapping[str, SettingValue] = SOON) -> AsyncIterator[Show]:
    """Open the venue in `root`; opened a second time it is the same one after a restart."""
    bus, data = Bus(), root / "data"
    data.mkdir(exist_ok=True)
    store = await Store.open(None, data_dir=data, now=lambda: datetime.now(UTC), on_change=bus.poke)
    try:
        async with Inspector() as inspector:
            ears = Ears()
            bus.listen(ears)
            async with Engine(Rooms(store, inspector, bus, data), settings) as engine:
                yield Show(root, engine, store, ears)
    finally:
        await store.close()
