"""`bvp monitor start`: the engine on one monitor file, with data of its own, until it is told to end.

The file is the truth. It is looked at once a second; a change that can't be read leaves the last good one
in force, and says why. What the dashboard changes is written back to it, comments kept. `queue.json` is
written for others to read, and what waited in one from before is taken over once.
"""

import asyncio
import contextlib
import hashlib
import logging
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bulletproof.api.access import Access
from bulletproof.api.hosts import Hosts, served_hosts
from bulletproof.api.rooms import Rooms
from bulletproof.compat import monitor_file, queue_file
from bulletproof.compat.monitor_file import MonitorFile
from bulletproof.compat.queue_file import OldJob, QueueFileDamaged, write_text
from bulletproof.domain.errors import BulletproofError, InvalidFile, InvalidMonitorFile
from bulletproof.domain.folder import Folder, FolderActivity, FolderSpec
from bulletproof.domain.job import Disposal, Job, JobId, NewJob, Status
from bulletproof.domain.live import Changes, JobProgress
from bulletproof.domain.profile import Profile
from bulletproof.domain.settings import ServerOptions
from bulletproof.domain.text import shown
from bulletproof.engine.clock import Clock
from bulletproof.engine.engine import Engine
from bulletproof.engine.source import named_version
from bulletproof.instance import announced, held, instance_id
from bulletproof.runtime.address import AddressRefused, bind, port_of
from bulletproof.runtime.rooms import open_rooms
from bulletproof.runtime.server import answering
from bulletproof.store.jobs import JobFilter

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
HISTORY = 200


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the command line says; it wins over the file for this run."""

    watch_directory: Path | None = None
    output_directory: Path | None = None
    poll_interval_s: float | None = None
    log_level: str | None = None
    api_host: str | None = None
    api_port: int | None = None

    def on(self, found: MonitorFile) -> MonitorFile:
        spec = replace(
            found.spec,
            watch_directory=self.watch_directory or found.spec.watch_directory,
            output_directory=self.output_directory or found.spec.output_directory,
            poll_interval_s=self.poll_interval_s or found.spec.poll_interval_s,
        )
        return replace(
            found,
            spec=spec,
            log_level=self.log_level or found.log_level,
            api_host=self.api_host or found.api_host,
            api_port=self.api_port or found.api_port,
        )


def monitor_data_dir(data_dir: Path, config: Path) -> Path:
    """One per monitor file, so that several run side by side as they always could."""
    return data_dir / "monitors" / hashlib.sha256(os.fsencode(config.resolve())).hexdigest()[:16]


def loaded(config: Path, overrides: Overrides, profiles: frozenset[str]) -> MonitorFile:
    """Raises InvalidMonitorFile, in release 3's words where it had any."""
    found = overrides.on(monitor_file.load(config, known_profiles=profiles))
    if not found.spec.watch_directory.is_dir():
        raise InvalidMonitorFile(f"Watch directory not found: {shown(found.spec.watch_directory)}")
    return found


async def run_monitor(
    found: MonitorFile,
    overrides: Overrides,
    options: ServerOptions,
    *,
    profiles: frozenset[str],
    ready: Callable[[str | None], None],
    stop: asyncio.Event,
) -> None:
    """Until `stop` is set. The caller holds nothing; `ready` is told the dashboard's address, or None."""
    options = replace(
        options,
        data_dir=monitor_data_dir(options.data_dir, found.path),
        host=found.api_host or "127.0.0.1",
        port=found.api_port,
    )
    with held(options.data_dir):
        listener = _listener(options) if found.api_host or found.api_port else None
        monitor = _Monitor(found, overrides, profiles)
        async with monitor.running(options, listener) as url:
            ready(url)
            await stop.wait()


class _Monitor:
    def __init__(self, found: MonitorFile, overrides: Overrides, profiles: frozenset[str]) -> None:
        self._found = found
        self._overrides = overrides
        self._profiles = profiles
        self._stamp = _stamp(found.path)
        self._dirty = asyncio.Event()
        self._told: dict[JobId, tuple[int, Status]] = {}

    @contextlib.asynccontextmanager
    async def running(
        self, options: ServerOptions, listener: socket.socket | None
    ) -> AsyncIterator[str | None]:
        token = options.token or secrets.token_urlsafe(32)
        access = Access(token, instance_id=instance_id(options.data_dir))
        port = port_of(listener) if listener else 0
        hosts = (
            served_hosts(options.host, port, options.hosts) if listener else Hosts(frozenset(), frozenset())
        )
        given = {"slots_cpu": self._found.max_workers}
        async with contextlib.AsyncExitStack() as stack:
            rooms = await stack.enter_async_context(
                open_rooms(options, access=access, hosts=hosts, given=given, keep_folder=self._keep)
            )
            folder = await self._follow(rooms.engine)
            if self._found.persist_path is not None:
                await self._take_over(self._found.persist_path, rooms, folder)
            stack.callback(rooms.engine.bus.listen(self))
            tasks = await stack.enter_async_context(asyncio.TaskGroup())
            forever = [tasks.create_task(self._watch_file(rooms.engine))]
            forever.append(tasks.create_task(self._write_queue(rooms)))
            url = None
            if listener is not None:
                await stack.enter_async_context(answering(rooms, options, listener))
                told = announced(
                    options.data_dir, host=options.host, port=port, token=token, version=rooms.version
                )
                url = stack.enter_context(told).url
            stack.callback(lambda: [task.cancel() for task in forever])
            yield url
            await self._written(rooms, is_ending=True)

    # The file is the truth

    async def _follow(self, engine: Engine) -> Folder:
        folder, warning = await engine.follow_file(self._found.spec)
        for said in (*self._found.warnings, *([warning] if warning else ())):
            logger.warning("%s: %s", self._found.path.name, said)
        return folder

    async def _watch_file(self, engine: Engine) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            stamp = await asyncio.to_thread(_stamp, self._found.path)
            if stamp == self._stamp or stamp is None:
                continue
            self._stamp = stamp
            try:
                self._found = await asyncio.to_thread(
                    loaded, self._found.path, self._overrides, self._profiles
                )
                await self._follow(engine)
            except BulletproofError as error:
                logger.error("The change is not taken, the last good file stays in force: %s", error)
            else:
                logger.info("%s was changed and is taken anew", self._found.path.name)

    async def _keep(self, spec: FolderSpec) -> None:
        """A change made in the dashboard; the command line's own words are none of the file's business."""
        await asyncio.to_thread(self._write_back, spec)
        self._found, self._stamp = replace(self._found, spec=spec), _stamp(self._found.path)

    def _write_back(self, spec: FolderSpec) -> None:
        path, said = self._found.path, self._overrides
        own = monitor_file.load(path, known_profiles=self._profiles).spec
        kept = replace(
            spec,
            watch_directory=own.watch_directory if said.watch_directory else spec.watch_directory,
            output_directory=own.output_directory if said.output_directory else spec.output_directory,
            poll_interval_s=own.poll_interval_s if said.poll_interval_s else spec.poll_interval_s,
        )
        write_text(path, monitor_file.updated(path, kept, known_profiles=self._profiles))

    # queue.json

    async def _take_over(self, path: Path, rooms: Rooms, folder: Folder) -> None:
        try:
            found = await asyncio.to_thread(queue_file.read, path)
        except QueueFileDamaged as error:
            aside = await asyncio.to_thread(queue_file.put_aside, path, Clock().now())
            logger.error("%s It is kept as %s, and the queue starts empty.", error, shown(aside))
            return
        known = dict(rooms.engine.profiles)
        for old in found.waiting:
            try:
                new = await asyncio.to_thread(_new_job, old, folder, known)
            except InvalidFile as error:
                logger.warning("Not taken over from %s: %s", path.name, error)
            else:
                await rooms.store.jobs.add(new)

    async def _write_queue(self, rooms: Rooms) -> None:
        while True:
            await self._dirty.wait()
            self._dirty.clear()
            await self._written(rooms)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _written(self, rooms: Rooms, *, is_ending: bool = False) -> None:
        """At the end what runs is given back to the queue right after this."""
        path = self._found.persist_path
        if path is None:
            return
        jobs = [*await rooms.store.jobs.active()]
        jobs += (await rooms.store.jobs.page(JobFilter(), limit=HISTORY)).items[::-1]
        if is_ending:
            jobs = [replace(job, status=Status.QUEUED) if not job.status.is_final else job for job in jobs]
        unique = {job.id: job for job in jobs}
        try:
            await asyncio.to_thread(queue_file.write, path, list(unique.values()), Clock().now())
        except OSError as error:
            logger.error("%s can't be written: %s", shown(path), error.strerror)

    # What the bus tells

    def changes(self, changes: Changes) -> None:
        self._dirty.set()
        for job in changes.jobs:
            self._tell(job)
        for job_id in changes.removed_jobs:
            self._told.pop(job_id, None)

    def _tell(self, job: Job) -> None:
        """Once for each end: what is written after it (the source's disposal) is a change too."""
        end = (job.attempt, job.status)
        if job.status.is_final and self._told.get(job.id) != end:
            logger.info("%s: %s%s", shown(job.source.path.name), job.status, _reason(job.message))
            self._told[job.id] = end

    def progress(self, progress: JobProgress) -> None:
        """The terminal gets what ends, not what moves."""

    def activity(self, activity: FolderActivity) -> None:
        """The dashboard shows it."""


def _listener(options: ServerOptions) -> socket.socket | None:
    try:
        return bind(options)
    except AddressRefused as error:
        logger.warning("The dashboard is not served, the monitor goes on: %s", error)
        return None


def _new_job(old: OldJob, folder: Folder, profiles: dict[str, Profile]) -> NewJob:
    if old.profile_name not in profiles:
        raise InvalidFile(f"there is no profile named “{shown(old.profile_name)}”")
    spec = folder.spec
    return NewJob(
        source=named_version(old.input_file.absolute()),
        output=old.output_file.absolute(),
        profile=profiles[old.profile_name],
        folder_id=folder.id,
        origin="watcher",  # its version is known then, so the watcher doesn't queue it a second time
        priority=old.priority,
        on_collision=spec.on_collision,
        disposal=Disposal(spec.delete_input, spec.keep_originals_days),
    )


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _reason(message: str | None) -> str:
    return f" ({message})" if message else ""
