"""All orders in one place: each method is one thing that a person, a script or a rule may ask for.

    async with Engine(rooms, settings) as engine:
        await engine.add_folder(spec)

Inside, folders are watched and jobs run; after it, children are gone and running jobs are queued again.
"""

import asyncio
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bulletproof.domain.arrival import Patience
from bulletproof.domain.errors import Conflict, FfmpegMissing, InvalidFile
from bulletproof.domain.folder import Folder, FolderActivity, FolderSpec
from bulletproof.domain.job import Job, NewJob
from bulletproof.domain.live import DiskSpace, JobProgress, QueueMode, Status, Undo
from bulletproof.domain.profile import Profile
from bulletproof.domain.settings import Settings, SettingValue, merged
from bulletproof.domain.show_lock import LockState
from bulletproof.domain.target import Target
from bulletproof.domain.text import shown
from bulletproof.engine.add_files import AddedFiles, FileAdder, folder_of
from bulletproof.engine.attempt import Standstill
from bulletproof.engine.bus import Bus
from bulletproof.engine.check import CheckTools
from bulletproof.engine.checks import Checks
from bulletproof.engine.clock import Clock
from bulletproof.engine.cures import Cures
from bulletproof.engine.disk import space_of
from bulletproof.engine.dispatcher import Dispatcher, StartOnChange
from bulletproof.engine.failpoints import Failpoints
from bulletproof.engine.folders import Folders, KeepFolder
from bulletproof.engine.holds import Holds
from bulletproof.engine.housekeeping import Housekeeping
from bulletproof.engine.job_orders import JobOrders
from bulletproof.engine.keep_going import keep_going
from bulletproof.engine.listing import Listing, listing, places
from bulletproof.engine.pipeline import Pipeline, PipelineTools
from bulletproof.engine.planner import Planner
from bulletproof.engine.profiles import Profiles
from bulletproof.engine.publisher import Publisher
from bulletproof.engine.reach import Reach
from bulletproof.engine.reconcile import Reconciler
from bulletproof.engine.reverify import Reverify
from bulletproof.engine.samples import Samples
from bulletproof.engine.show_lock import ShowLockKeeper
from bulletproof.engine.stills import Stills
from bulletproof.engine.try_rule import Tried, try_rule
from bulletproof.engine.uploads import Uploads
from bulletproof.engine.watcher import WatcherTools
from bulletproof.engine.why_idle import why_idle
from bulletproof.media.ffmpeg import Capabilities, capabilities, find_ffmpeg, why_unavailable
from bulletproof.media.inspector import Inspector
from bulletproof.store.store import Store
from bulletproof.targets.library import load_targets

logger = logging.getLogger(__name__)

CORES_PER_SLOT = 4


@dataclass(frozen=True, slots=True)
class Rooms:
    """What an engine is built from; whoever opens them closes them."""

    store: Store
    inspector: Inspector
    bus: Bus
    data_dir: Path
    clock: Clock = field(default_factory=Clock)
    failpoints: Failpoints = field(default_factory=Failpoints)
    targets: Mapping[str, Target] = field(default_factory=load_targets)
    reach: Reach = field(default_factory=Reach)
    keep_folder: KeepFolder | None = None
    """Where the folder is a monitor file's: writes a change made in the dashboard to that file."""


class Engine:
    def __init__(self, rooms: Rooms, environment: Mapping[str, SettingValue]) -> None:
        """`environment`: settings of this run only; they win over saved ones."""
        self._rooms = rooms
        self._environment = environment
        self._specs: dict[str, FolderSpec] = {}
        self._ffmpeg: Capabilities | None = None
        self._ffmpeg_problem: str | None = None
        self._is_leaving = False
        self._forever: list[asyncio.Task[None]] = []
        self._tasks = asyncio.TaskGroup()
        self._started_at = rooms.clock.now()
        self.settings = Settings()
        self.bus = rooms.bus
        self.targets = rooms.targets
        self.reach = rooms.reach
        self.uploads = Uploads(lambda: self.settings)
        self.profiles = Profiles(rooms.store, self._specs)
        self.stills = Stills(rooms.data_dir / "stills", lambda: self._ffmpeg.path if self._ffmpeg else None)
        self.lock = ShowLockKeeper(rooms.store, rooms.clock, self._lock_turned)
        self._folders = Folders(self._watcher_tools(), self._specs, rooms.keep_folder)
        publisher = Publisher(rooms.store, rooms.clock, rooms.failpoints, self._may_delete)
        self._reconciler = Reconciler(rooms.store, publisher, self._specs)
        settle = self._reconciler.settle
        self._dispatcher = Dispatcher(
            rooms.store, self._pipeline, self._slots, self.bus.progress, settle, self._standstill
        )
        self.orders = JobOrders(rooms.store, self._dispatcher)
        self._adder = FileAdder(rooms.store, rooms.clock, self.profiles, self._specs)
        self.checks = Checks(self._check_tools, self.targets, self.available_profiles, rooms.clock)
        self.samples = Samples(rooms.data_dir / "samples", self._check_tools, rooms.clock)
        self.reverify = Reverify(rooms.store, rooms.clock, self._may_scrub, lambda: self.settings.scrub_hour)
        self.planner = Planner(
            rooms.store,
            rooms.inspector,
            rooms.clock,
            self.profiles,
            self._slots,
            self.progress,
            lambda: self.settings.deadline_at,
        )
        self.cures = Cures(rooms.store, self.targets, self.available_profiles, self.checks)

    async def __aenter__(self) -> "Engine":
        store = self._rooms.store
        await self._settle(await store.settings.load())
        await self.profiles.load()
        self._specs.update({folder.id: folder.spec for folder in await store.folders.all()})
        await self.lock.load()
        await self._reconciler.run()
        await asyncio.to_thread(self.uploads.clear_leftovers)
        await asyncio.to_thread(self.samples.clear)
        await self._tasks.__aenter__()
        self.checks.open(self._tasks)
        self.samples.open(self._tasks)
        self._forever = [
            self._tasks.create_task(keep_going(run, name=name))
            for name, run in (
                ("bus", lambda: self.bus.run(store)),
                ("dispatcher", self._dispatcher.run),
                ("holds", Holds(store, self._specs).run),
                ("housekeeping", self._housekeeping().run),
                ("show lock", self.lock.run),
                ("stills", self.stills.run),
                ("scrub", self.reverify.run),
                ("planner", self.planner.run),
            )
        ]
        self._unlisten = self.bus.listen(StartOnChange(self._dispatcher))
        await self._folders.start(self._tasks)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._unlisten()
        self._folders.stop()
        self.checks.stop()
        await self.samples.stop()
        for task in self._forever:
            task.cancel()
        await self._tasks.__aexit__(None, None, None)

    # Folders and rules

    async def add_folder(self, spec: FolderSpec) -> Folder:
        return await self._folders.add(spec)

    async def change_folder(self, folder_id: str, spec: FolderSpec) -> Folder:
        return await self._folders.change(folder_id, spec)

    async def follow_file(self, spec: FolderSpec) -> tuple[Folder, str | None]:
        """Take what a monitor file says; the answer's second part is a warning."""
        return await self._folders.follow(spec)

    async def remove_folder(self, folder_id: str) -> None:
        if self._rooms.keep_folder is not None:
            raise Conflict("This folder is what its monitor file says. End that monitor instead.")
        await self._folders.remove(folder_id)

    async def rescan(self, folder_id: str) -> None:
        await self._folders.rescan(folder_id)

    def try_rule(self, spec: FolderSpec, name: str) -> Tried:
        date = self._rooms.clock.now().astimezone().date().isoformat()
        return try_rule(spec, name, profiles=self.profiles, date=date)

    # Files on this machine

    def places(self) -> tuple[Path, ...]:
        return places(self.reach, (spec.watch_directory for spec in self._specs.values()))

    def listing(self, folder: Path) -> Listing:
        return listing(folder, self.reach)

    def is_watched(self, path: Path) -> bool:
        """Whether a watch folder looks at it."""
        return folder_of(path, self._specs) is not None

    # Jobs

    async def add_files(
        self, paths: Sequence[Path], *, profile: str | None, output_directory: Path | None, priority: int
    ) -> AddedFiles:
        return await self._adder.add(
            paths, profile=profile, output_directory=output_directory, priority=priority
        )

    async def add_job(self, new: NewJob) -> Job:
        """One that is wholly specified, by hand; raises InvalidFile where it is known already."""
        job = await self._rooms.store.jobs.add(new)
        if job is None:
            raise InvalidFile(f"{shown(new.source.path)} is known already.", field="paths")
        return job

    # The queue

    async def hold_queue(self) -> QueueMode:
        """Finish what runs, start nothing."""
        self._thaw_all()
        return await self._set_mode(QueueMode.HELD)

    async def freeze_queue(self) -> QueueMode:
        """Everything stands still where it is, until somebody resumes it, over restarts too."""
        mode = await self._set_mode(QueueMode.FROZEN)
        for attempt in self._dispatcher.attempts.values():
            attempt.stop_for("queue_frozen")
        return mode

    async def resume_queue(self) -> QueueMode:
        mode = await self._set_mode(QueueMode.RUNNING)
        self._thaw_all()
        self._dispatcher.poke()
        return mode

    def start_nothing_more(self) -> None:
        """The program ends once what runs is finished. For this run alone; the queue's own mode stays."""
        self._is_leaving = True

    def start_again(self) -> None:
        self._is_leaving = False
        self._dispatcher.poke()

    async def clear_queue(self) -> tuple[int, Undo | None]:
        """Cancel everything that waits; what runs goes on."""
        return await self._rooms.store.jobs.clear_queued()

    # Show Lock

    def _may_delete(self) -> bool:
        return not self.lock.is_closed()

    def _may_scrub(self) -> bool:
        return not self._dispatcher.attempts and not self.lock.is_closed()

    def _standstill(self) -> Standstill | None:
        state = self.lock.state
        return "show_locked" if state.is_locked and state.running == "freeze" else None

    async def _lock_turned(self, state: LockState) -> None:
        for attempt in self._dispatcher.attempts.values():
            if self._standstill():
                attempt.stop_for("show_locked")
            else:
                attempt.go_on_from("show_locked")
        if not state.is_locked:
            self._dispatcher.poke()
            await self._reconciler.dispose_waiting()

    # Settings and questions that only the running engine can answer

    async def apply(self, patch: Mapping[str, SettingValue]) -> Settings:
        saved = {**await self._rooms.store.settings.load(), **patch}
        saved = {name: value for name, value in saved.items() if value is not None}
        merged(saved, self._environment)
        await self._rooms.store.settings.save(saved)
        await self._settle(saved)
        self._dispatcher.poke()
        return self.settings

    def why_unavailable(self, profile: Profile) -> str | None:
        """Why this machine can't make it; None where it can."""
        return why_unavailable(profile, self._ffmpeg) if self._ffmpeg else self._ffmpeg_problem

    def available_profiles(self) -> dict[str, Profile]:
        """Those that this machine can make."""
        return {name: one for name, one in self.profiles.items() if self.why_unavailable(one) is None}

    def _check_tools(self) -> CheckTools:
        if self._ffmpeg is None:
            raise FfmpegMissing(self._ffmpeg_problem or "There is no usable ffmpeg.")
        return CheckTools(self._rooms.inspector, self._ffmpeg.path)

    def progress(self) -> tuple[JobProgress, ...]:
        attempts = self._dispatcher.attempts.values()
        return tuple(attempt.progress for attempt in attempts if attempt.progress is not None)

    def activities(self) -> tuple[FolderActivity, ...]:
        return self._folders.activities

    async def status(self) -> Status:
        numbers = await self._rooms.store.events.numbers()
        return Status(
            queue=numbers.queue,
            why_idle=why_idle(
                numbers,
                lock=self.lock.state,
                ffmpeg_problem=self._ffmpeg_problem,
                folders=list(self._specs.values()),
                is_leaving=self._is_leaving,
            ),
            slots={"cpu": (len(self._dispatcher.attempts), self._slots())},
            disks=await asyncio.to_thread(self._disks),
            ffmpeg_path=str(self._ffmpeg.path) if self._ffmpeg else None,
            ffmpeg_version=self._ffmpeg.version if self._ffmpeg else None,
            ffmpeg_problem=self._ffmpeg_problem,
            counts=numbers.counts,
            today=numbers.today,
            activities=self.activities(),
            started_at=self._started_at,
            is_leaving=self._is_leaving,
            lock=self.lock.state,
            lock_times=self.lock.timetable,
        )

    def _housekeeping(self) -> Housekeeping:
        rooms = self._rooms
        return Housekeeping(rooms.store, rooms.clock, self._specs, self.stills, self._may_delete)

    def _watcher_tools(self) -> WatcherTools:
        rooms = self._rooms
        return WatcherTools(
            rooms.store, rooms.inspector, rooms.bus, rooms.clock, self.profiles, self._patience
        )

    def _patience(self) -> Patience:
        return Patience(self.settings.quiet_s, self.settings.incomplete_quiet_s)

    def _slots(self) -> int:
        return self.settings.slots_cpu or max(1, (os.cpu_count() or 1) // CORES_PER_SLOT)

    def _pipeline(self) -> Pipeline | None:
        if self._ffmpeg is None or self._is_leaving or self.lock.is_closed():
            return None
        rooms = self._rooms
        tools = PipelineTools(
            rooms.store,
            rooms.inspector,
            self._ffmpeg,
            rooms.clock,
            rooms.failpoints,
            self.stills,
            self.targets,
            self._may_delete,
        )
        return Pipeline(tools, self.settings, self._specs)

    async def _settle(self, saved: Mapping[str, SettingValue]) -> None:
        """Take a new value of all settings; running jobs keep theirs."""
        self.settings = merged(saved, self._environment)
        try:
            chosen = Path(self.settings.ffmpeg_path) if self.settings.ffmpeg_path else None
            self._ffmpeg = await capabilities(find_ffmpeg(chosen))
            self._ffmpeg_problem = None
        except FfmpegMissing as error:
            self._ffmpeg, self._ffmpeg_problem = None, str(error)

    async def _set_mode(self, mode: QueueMode) -> QueueMode:
        await self._rooms.store.queue.set_mode(mode)
        return mode

    def _thaw_all(self) -> None:
        for attempt in self._dispatcher.attempts.values():
            attempt.go_on_from("queue_frozen")

    def _disks(self) -> tuple[DiskSpace, ...]:
        folders = {spec.output_directory for spec in self._specs.values()}
        return tuple(space for folder in sorted(folders) if (space := space_of(folder)))
