"""Checks that somebody asked for: files held against a target, one after the other, while others go on.

They live in memory, for an hour, since they can be asked for again at any time. Nothing is written to what is
looked at. A stick that is pulled out ends its check with what was found until then.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from bulletproof.domain.checked import Checked
from bulletproof.domain.errors import BulletproofError, Conflict, InvalidFile, NotFound, UnknownTarget
from bulletproof.domain.profile import Profile
from bulletproof.domain.target import Target
from bulletproof.domain.text import shown
from bulletproof.engine.check import CheckTools, Source, check_file, look_at_source
from bulletproof.engine.clock import Clock
from bulletproof.engine.media_files import media_files

logger = logging.getLogger(__name__)

AT_ONCE = 2
KEPT_S = 3600.0
MOST_KEPT = 50

FileState = Literal["waiting", "checking", "done", "failed", "cancelled"]
CheckState = Literal["running", "done", "cancelled"]


@dataclass(frozen=True, slots=True)
class CheckOrder:
    paths: tuple[Path, ...]
    """Files, and folders, of which the media are checked."""
    target: str
    recursive: bool = False
    source: Path | None = None
    is_loop: bool = False


@dataclass(slots=True)
class CheckOfFile:
    path: Path
    size_bytes: int
    state: FileState = "waiting"
    fraction: float | None = None
    error: str | None = None
    checked: Checked | None = None


@dataclass(slots=True)
class Check:
    id: str
    order: CheckOrder
    files: tuple[CheckOfFile, ...]
    ignored: int
    created_at: datetime
    state: CheckState = "running"
    finished_at: datetime | None = None
    began_s: float | None = None
    ended_s: float | None = None
    task: "asyncio.Task[None] | None" = field(default=None, repr=False)

    def eta_s(self, now_s: float) -> float | None:
        """From how long the bytes took that are done."""
        if self.began_s is None or self.state != "running":
            return None
        total = sum(one.size_bytes for one in self.files)
        done = sum(one.size_bytes * _share(one) for one in self.files)
        return (now_s - self.began_s) * (total - done) / done if done else None


class Checks:
    def __init__(
        self,
        tools: Callable[[], CheckTools],
        targets: Mapping[str, Target],
        profiles: Callable[[], Mapping[str, Profile]],
        clock: Clock,
    ) -> None:
        """`tools` raises FfmpegMissing; `profiles`: those that this machine can make."""
        self._tools = tools
        self._targets = targets
        self._profiles = profiles
        self._clock = clock
        self._checks: dict[str, Check] = {}
        self._places = asyncio.Semaphore(AT_ONCE)

    def open(self, tasks: asyncio.TaskGroup) -> None:
        self._tasks = tasks

    async def start(self, order: CheckOrder) -> Check:
        """Raises UnknownTarget, InvalidFile or FfmpegMissing before anything is looked at."""
        if order.target not in self._targets:
            known = ", ".join(self._targets)
            raise UnknownTarget(
                f"There is no target named “{shown(order.target)}”. Choose one of: {known}.", field="target"
            )
        tools = self._tools()
        files, ignored = await asyncio.to_thread(_listed, order)
        if not files:
            raise InvalidFile("There is no media file to check.", field="paths")
        self._forget_old()
        check = Check(secrets.token_hex(8), order, files, ignored, self._clock.now())
        self._checks[check.id] = check
        check.task = self._tasks.create_task(self._run(check, tools), name=f"check-{check.id}")
        return check

    def get(self, check_id: str) -> Check:
        try:
            return self._checks[check_id]
        except KeyError:
            raise NotFound("There is no such check; one is kept for an hour.") from None

    def eta_s(self, check: Check) -> float | None:
        return check.eta_s(self._clock.monotonic_s())

    async def cancel(self, check_id: str) -> Check:
        """What was found stays; its children are gone when this returns."""
        check = self.get(check_id)
        if check.task is not None and not check.task.done():
            check.task.cancel()
            await asyncio.wait({check.task})
        return check

    def stop(self) -> None:
        for check in self._checks.values():
            if check.task is not None:
                check.task.cancel()

    async def _run(self, check: Check, tools: CheckTools) -> None:
        try:
            async with self._places:
                check.began_s = self._clock.monotonic_s()
                source = await self._source(check, tools)
                for one in check.files:
                    await self._look(one, check, tools=tools, source=source)
            check.state = "done"
        except BulletproofError as error:
            _end_all(check.files, "failed", str(error))
            check.state = "done"
        except asyncio.CancelledError:
            _end_all(check.files, "cancelled", None)
            check.state = "cancelled"
            raise
        finally:
            check.finished_at, check.ended_s = self._clock.now(), self._clock.monotonic_s()

    async def _source(self, check: Check, tools: CheckTools) -> Source | None:
        path = check.order.source
        return await look_at_source(path, tools=tools) if path is not None else None

    async def _look(
        self, one: CheckOfFile, check: Check, *, tools: CheckTools, source: Source | None
    ) -> None:
        def tell(fraction: float) -> None:
            one.fraction = fraction

        one.state = "checking"
        try:
            one.checked = await check_file(
                one.path,
                self._targets[check.order.target],
                tools=tools,
                source=source,
                is_loop=check.order.is_loop,
                profiles=self._profiles(),
                on_progress=tell,
            )
        except (BulletproofError, OSError) as error:
            one.state, one.error = "failed", str(error)
        else:
            one.state, one.fraction = "done", 1.0

    def _forget_old(self) -> None:
        now_s = self._clock.monotonic_s()
        over = [check for check in self._checks.values() if check.ended_s is not None]
        old = [check for check in over if now_s - (check.ended_s or 0.0) > KEPT_S]
        for check in [*old, *over[: max(0, len(over) - len(old) - MOST_KEPT)]]:
            self._checks.pop(check.id, None)


def require_cure(check: Check, paths: Sequence[Path] | None) -> list[tuple[Path, str]]:
    """Each file with the profile that cures it; raises Conflict where there is nothing to cure."""
    wanted = None if paths is None else set(paths)
    found = [
        (one.path, one.checked.cure)
        for one in check.files
        if one.checked is not None and one.checked.cure and (wanted is None or one.path in wanted)
    ]
    if not found:
        raise Conflict("No profile cures these: what is broken has to be copied or made again.")
    return found


def _listed(order: CheckOrder) -> tuple[tuple[CheckOfFile, ...], int]:
    files: list[Path] = []
    ignored = 0
    for path in order.paths:
        if "\0" in str(path) or not path.is_absolute():
            raise InvalidFile(f"{shown(path)}: give its whole path.", field="paths")
        if path.is_dir():
            found = media_files(path, recursive=order.recursive)
            files += found.media
            ignored += found.ignored
        elif path.exists():
            files.append(path)
        else:
            raise InvalidFile(f"{shown(path)} does not exist.", field="paths")
    unique = tuple(dict.fromkeys(files))
    return tuple(CheckOfFile(path, _size_bytes(path)) for path in unique), ignored


def _size_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _share(one: CheckOfFile) -> float:
    return 1.0 if one.state in ("done", "failed", "cancelled") else one.fraction or 0.0


def _end_all(files: Sequence[CheckOfFile], state: FileState, error: str | None) -> None:
    for one in files:
        if one.state in ("waiting", "checking"):
            one.state, one.error = state, error
