"""The watch folders that exist, each with its watcher; one that breaks is started again, the others go on."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from pathlib import Path

from bulletproof.domain.errors import InvalidFolder, SourceChanged, SourceVanished
from bulletproof.domain.folder import Folder, FolderActivity, FolderSpec
from bulletproof.domain.live import Changes, JobProgress
from bulletproof.domain.overlap import require_no_loop
from bulletproof.domain.rules import check_spec
from bulletproof.domain.text import shown
from bulletproof.engine.disk import require_writable
from bulletproof.engine.keep_going import keep_going
from bulletproof.engine.watcher import Watcher, WatcherTools

KeepFolder = Callable[[FolderSpec], Awaitable[None]]

_SOURCE_LOST = (SourceVanished.code, SourceChanged.code)


class Folders:
    def __init__(
        self, tools: WatcherTools, specs: dict[str, FolderSpec], keep: KeepFolder | None = None
    ) -> None:
        """`specs`: filled here, read by whoever needs a job's folder. `keep`: writes a change to its file."""
        self._tools = tools
        self._keep = keep
        self._specs = specs
        self._watchers: dict[str, tuple[Watcher, asyncio.Task[None]]] = {}
        self._tasks: asyncio.TaskGroup | None = None

    async def start(self, tasks: asyncio.TaskGroup) -> None:
        self._tasks = tasks
        self._unlisten = self._tools.bus.listen(self)
        for folder in await self._tools.store.folders.all():
            self._watch(folder)

    def stop(self) -> None:
        self._unlisten()
        for folder_id in list(self._watchers):
            self._unwatch(folder_id)

    @property
    def activities(self) -> tuple[FolderActivity, ...]:
        return tuple(watcher.activity for watcher, _ in self._watchers.values())

    # What the bus tells

    def changes(self, changes: Changes) -> None:
        """Where a job lost its source, what stands there now has yet to be taken in."""
        for job in changes.jobs:
            if job.reason in _SOURCE_LOST and job.folder_id in self._watchers:
                self._watchers[job.folder_id][0].look_again(job.source.path)

    def progress(self, progress: JobProgress) -> None:
        """No concern of a folder."""

    def activity(self, activity: FolderActivity) -> None:
        """No concern of another folder."""

    # Orders

    async def add(self, spec: FolderSpec) -> Folder:
        spec = await self._checked(spec, self._specs.values())
        folder = await self._tools.store.folders.add(spec)
        self._watch(folder)
        return folder

    async def change(self, folder_id: str, spec: FolderSpec) -> Folder:
        """A job that runs, or waits, keeps what it was queued with."""
        others = [other for known, other in self._specs.items() if known != folder_id]
        spec = await self._checked(spec, others)
        if self._keep is not None:
            await self._keep(spec)
        folder = await self._tools.store.folders.change(folder_id, spec)
        self._unwatch(folder_id)
        self._watch(folder)
        return folder

    async def follow(self, spec: FolderSpec) -> tuple[Folder, str | None]:
        """The one folder of a monitor file: it runs as it is written, with a warning where it could loop.

        It doesn't loop, since what we made is known by path and inode; a profile that is not known is
        told at each file that wants it.
        """
        spec = await asyncio.to_thread(_on_disk, spec)
        known = next(iter(self._specs), None)
        others = [other for folder_id, other in self._specs.items() if folder_id != known]
        if known is None:
            folder = await self._tools.store.folders.add(spec)
        else:
            folder = await self._tools.store.folders.change(known, spec)
            self._unwatch(known)
        self._watch(folder)
        return folder, _loop_warning(spec, others)

    async def remove(self, folder_id: str) -> None:
        """Nothing on disk is touched; its queued jobs stay queued."""
        await self._tools.store.folders.remove(folder_id)
        self._unwatch(folder_id)
        del self._specs[folder_id]

    async def rescan(self, folder_id: str) -> None:
        await self._tools.store.folders.get(folder_id)
        if folder_id in self._watchers:
            self._watchers[folder_id][0].rescan()

    async def _checked(self, spec: FolderSpec, others: Iterable[FolderSpec]) -> FolderSpec:
        check_spec(spec, tuple(self._tools.profiles))
        spec = await asyncio.to_thread(_on_disk, spec)
        require_no_loop(spec, others)
        return spec

    def _watch(self, folder: Folder) -> None:
        if self._tasks is None:
            raise RuntimeError("the engine is not running")
        self._specs[folder.id] = folder.spec
        watcher = Watcher(folder, self._tools)
        task = self._tasks.create_task(keep_going(watcher.run, name=f"folder-{folder.id}"))
        self._watchers[folder.id] = (watcher, task)

    def _unwatch(self, folder_id: str) -> None:
        _, task = self._watchers.pop(folder_id)
        task.cancel()


def _loop_warning(spec: FolderSpec, others: Iterable[FolderSpec]) -> str | None:
    try:
        require_no_loop(spec, others)
    except InvalidFolder as error:
        return str(error)
    return None


def _on_disk(spec: FolderSpec) -> FolderSpec:
    """The same with real paths, so that two ways to one folder are one; makes the output folder."""
    watched = spec.watch_directory.resolve()
    if not watched.is_dir():
        raise InvalidFolder(
            f"{shown(spec.watch_directory)} is no folder. Make it first, or check the path.",
            field="watch_directory",
        )
    output = _made(spec.output_directory).resolve()
    return replace(spec, watch_directory=watched, output_directory=output)


def _made(output: Path) -> Path:
    try:
        output.mkdir(parents=True, exist_ok=True)
        require_writable(output, output)
    except OSError as error:
        raise InvalidFolder(
            f"{shown(output)} can't be made: {error.strerror}.", field="output_directory"
        ) from None
    return output
