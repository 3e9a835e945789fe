"""One watch folder: a file is seen, has arrived, is matched, is queued. Steps 1 to 4 of its way.

It is written to be left alone for months: a folder that vanishes is offline and comes back by itself, a
share that hangs holds up nobody but itself, and whatever an event missed the next scan finds.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bulletproof.domain.arrival import Arrival, ArrivalTracker, Patience, Sighting, Wait
from bulletproof.domain.errors import BulletproofError, FolderNotWritable, FolderOffline, UnknownProfile
from bulletproof.domain.folder import Folder, FolderActivity, FolderState, WaitingFile, WaitingReason
from bulletproof.domain.job import Disposal, NewJob
from bulletproof.domain.naming import OutputName, needs_facts, output_name
from bulletproof.domain.profile import Profile
from bulletproof.domain.rules import Match, find_rule, wants_audio
from bulletproof.domain.sighting import is_candidate
from bulletproof.domain.text import size_text
from bulletproof.engine.bus import Bus
from bulletproof.engine.clock import Clock
from bulletproof.engine.disk import require_writable
from bulletproof.engine.notices import notices
from bulletproof.engine.scan import FolderEye, is_remote
from bulletproof.engine.source import sighted, version_of
from bulletproof.engine.writer_probe import writer_of
from bulletproof.media.completeness import completeness
from bulletproof.media.inspector import Inspector
from bulletproof.store.store import Store

logger = logging.getLogger(__name__)

MAX_SHOWN_WAITING = 100
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WatcherTools:
    """What every watcher of an engine shares."""

    store: Store
    inspector: Inspector
    bus: Bus
    clock: Clock
    profiles: Mapping[str, Profile]
    patience: Callable[[], Patience]


class Watcher:
    def __init__(self, folder: Folder, tools: WatcherTools) -> None:
        self._folder = folder
        self._spec = folder.spec
        self._tools = tools
        self._eye = FolderEye(self._spec.watch_directory, recursive=self._spec.recursive)
        self._tracker = ArrivalTracker()
        self._known: dict[Path, tuple[int, int]] = {}
        self._waiting: dict[Path, WaitingFile] = {}
        self._told: set[Path] = set()
        self._woken = asyncio.Event()
        self._next_scan_s = 0.0
        self._next_look_s = float("inf")
        self._state = folder.state
        self._told_at: datetime | None = None
        self._threads: ThreadPoolExecutor | None = None
        self.activity = FolderActivity(folder.id, None, ())

    async def run(self) -> None:
        """Until it is cancelled; may be started again after it broke."""
        # A thread of its own: a share that hangs must hold up this folder only.
        self._threads = ThreadPoolExecutor(1, thread_name_prefix=f"folder-{self._folder.id}")
        self._known = await self._tools.store.jobs.known_versions(self._folder.id)
        try:
            while True:
                await self._watch_while_online()
        finally:
            self._threads.shutdown(wait=False, cancel_futures=True)

    def rescan(self) -> None:
        """Look at everything now, also at files that were refused before."""
        self._next_scan_s = 0.0
        self._woken.set()

    def look_again(self, path: Path) -> None:
        """Something happened to it: only the database may say that it is known, not our memory."""
        self._known.pop(path, None)
        self._told.add(path)
        self._woken.set()

    async def _watch_while_online(self) -> None:
        """One stretch of watching; ends when the folder goes, since its events end with it."""
        root = self._spec.watch_directory
        remote = await self._on_disk(lambda: is_remote(root))
        listening = (
            contextlib.nullcontext(False)
            if remote
            else notices(root, self._hear, recursive=self._spec.recursive)
        )
        with listening as hears:
            while True:
                sightings = await self._seen()
                arrived = await self._arrived(sightings)
                await self._queued(arrived)
                self._tell_activity()
                if self._state is FolderState.OFFLINE or (not hears and not remote):
                    await self._rest()
                    return
                await self._rest()

    # 1 Seen

    async def _seen(self) -> list[Sighting]:
        told, self._told = self._told, set()
        if self._tools.clock.monotonic_s() >= self._next_scan_s:
            return await self._scanned()
        due = told | {arrival.sighting.path for arrival in self._tracker.arrivals}
        found = await self._on_disk(lambda: [sighted(path) for path in due])
        for path, sighting in zip(due, found, strict=True):
            if sighting is None:
                self._forget(path)
        return [sighting for sighting in found if sighting is not None]

    async def _scanned(self) -> list[Sighting]:
        audio = wants_audio(self._spec.rules, self._tools.profiles)
        self._next_scan_s = self._tools.clock.monotonic_s() + self._spec.poll_interval_s
        try:
            found = await self._on_disk(lambda: self._eye.scan(with_audio=audio))
        except FolderOffline as error:
            await self._enter(FolderState.OFFLINE, str(error))
            return []
        try:
            await self._on_disk(self._require_output)
        except (FolderOffline, FolderNotWritable) as error:  # its jobs are queued, and wait there
            await self._enter(FolderState.NOT_WRITABLE, str(error))
        else:
            await self._enter(FolderState.WATCHING, None)
        present = {sighting.path for sighting in found}
        self._tracker.keep_only(present)
        for path in [path for path in self._waiting if path not in present]:
            del self._waiting[path]
        self.activity = FolderActivity(self._folder.id, self._tools.clock.now(), self.activity.waiting)
        return found

    def _require_output(self) -> None:
        require_writable(self._spec.output_directory, self._spec.output_directory)

    async def _enter(self, state: FolderState, message: str | None) -> None:
        if state is not self._state:
            self._state = state
            logger.info("Folder is %s", state, extra={"folder": self._folder.id, "cause": message})
            await self._tools.store.folders.set_state(self._folder.id, state, message)

    # 2 Arrived, 3 Matched

    async def _arrived(self, sightings: list[Sighting]) -> list[tuple[Sighting, Match]]:
        self._next_look_s = float("inf")
        arrived = []
        for sighting in sightings:
            match = await self._matched(sighting)
            if match is not None and await self._has_arrived(sighting):
                self._forget(sighting.path)
                arrived.append((sighting, match))
        return arrived

    async def _matched(self, sighting: Sighting) -> Match | None:
        """The rule for a file that is new to us; None for what we know or made ourselves."""
        path = sighting.path
        if self._known.get(path) == (sighting.size_bytes, sighting.mtime_ns):
            return None
        try:
            match = find_rule(self._spec.rules, path.name, profiles=self._tools.profiles)
        except BulletproofError as error:
            self._wait_for(sighting, "rule_error", str(error))
            return None
        if match is None:
            self._wait_for(sighting, "no_rule", "No rule takes this name.")
            return None
        if await self._tools.store.jobs.is_own_output(
            device=sighting.device, inode=sighting.inode, size_bytes=sighting.size_bytes
        ):
            self._known[path] = (sighting.size_bytes, sighting.mtime_ns)
            return None
        return match

    async def _has_arrived(self, sighting: Sighting) -> bool:
        now_s = self._tools.clock.monotonic_s()
        arrival = self._tracker.observe(sighting, now_s=now_s)
        writer = await self._on_disk(lambda: writer_of(sighting.path))
        container = await self._on_disk(lambda: completeness(sighting.path))
        wait = arrival.decide(writer, container, now_s=now_s, patience=self._tools.patience())
        if wait is None:
            return True
        self._next_look_s = min(self._next_look_s, wait.until_s or float("inf"))
        self._wait_for(
            sighting, wait.reason, _why_text(arrival, wait), grown_from_bytes=arrival.previous_size_bytes
        )
        return False

    def _wait_for(
        self, sighting: Sighting, reason: WaitingReason, message: str, *, grown_from_bytes: int | None = None
    ) -> None:
        previous = sighting.size_bytes if grown_from_bytes is None else grown_from_bytes
        self._waiting[sighting.path] = WaitingFile(
            sighting.path.name, sighting.size_bytes, previous, reason, message
        )

    # 4 Queued

    async def _queued(self, arrived: list[tuple[Sighting, Match]]) -> None:
        jobs = [job for sighting, match in arrived if (job := await self._new_job(sighting, match))]
        if jobs:
            await self._tools.store.jobs.add_many(jobs)
        for job in jobs:
            self._known[job.source.path] = (job.source.size_bytes, job.source.mtime_ns)

    async def _new_job(self, sighting: Sighting, match: Match) -> NewJob | None:
        """None where it can't be named or read; the reason then stands where the user looks."""
        try:
            source = await self._on_disk(lambda: version_of(sighting))
            name = await self._named(sighting.path, match)
        except OSError as error:
            self._wait_for(sighting, "rule_error", f"It can't be read: {error.strerror}.")
            return None
        except BulletproofError as error:
            self._wait_for(sighting, "rule_error", str(error))
            return None
        rule, spec = match.rule, self._spec
        return NewJob(
            source=source,
            output=spec.output_directory / name.relative,
            profile=self._tools.profiles[rule.profile],
            folder_id=self._folder.id,
            rule=rule.pattern,
            origin="watcher",
            priority=rule.priority,
            on_collision=spec.on_collision,
            disposal=Disposal(spec.delete_input and rule.delete_input, spec.keep_originals_days),
            warnings=name.warnings,
        )

    async def _named(self, path: Path, match: Match) -> OutputName:
        profile = self._tools.profiles.get(match.rule.profile)
        if profile is None:
            raise UnknownProfile(
                f"Rule {match.index + 1} names the profile “{match.rule.profile}”, which is not known."
            )
        template = match.rule.output_pattern
        facts = await self._tools.inspector.probe(path) if needs_facts(template) else None
        date = self._tools.clock.now().astimezone().date().isoformat()
        return output_name(template, source_name=path.name, profile=profile, date=date, facts=facts)

    # Between two looks

    def _hear(self, path: Path) -> None:
        audio = wants_audio(self._spec.rules, self._tools.profiles)
        if is_candidate(path.name, with_audio=audio):
            self.look_again(path)

    async def _rest(self) -> None:
        """Until an event, the next scan, or the moment when a quiet file has been quiet for long enough."""
        pause_s = min(self._next_scan_s, self._next_look_s) - self._tools.clock.monotonic_s()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(pause_s, 0)):
                await self._woken.wait()
        self._woken.clear()

    def _forget(self, path: Path) -> None:
        self._tracker.forget(path)
        self._waiting.pop(path, None)

    def _tell_activity(self) -> None:
        waiting = tuple(list(self._waiting.values())[:MAX_SHOWN_WAITING])
        activity = FolderActivity(self._folder.id, self.activity.scanned_at, waiting)
        if activity != self.activity or activity.scanned_at is not self._told_at:
            self.activity, self._told_at = activity, activity.scanned_at
            self._tools.bus.activity(activity)

    async def _on_disk(self, look: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, look)


def _why_text(arrival: Arrival, wait: Wait) -> str:
    grown = f"{size_text(arrival.previous_size_bytes)} → {size_text(arrival.sighting.size_bytes)}"
    return {
        "growing": f"Still growing, {grown}.",
        "open_elsewhere": "Open in another program; it starts when that program closes it.",
        "incomplete": "Not complete yet; it starts when the rest has come.",
        "settling": "Nobody can tell whether it is still being written; it starts when it stands still.",
    }[wait.reason]
