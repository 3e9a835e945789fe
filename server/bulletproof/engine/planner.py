"""What the queue will do: measures lengths while files wait, learns this machine's pace, and plans.

A length is read from the header, one file after the other, so that a row says when it will be ready before
its turn has come.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.job import JobId, Status
from bulletproof.domain.live import JobProgress
from bulletproof.domain.plan import Load, Miss, Plan, planned, shortest_first, usual_pace, work_s
from bulletproof.domain.profile import Profile
from bulletproof.engine.clock import Clock
from bulletproof.media.inspector import Inspector
from bulletproof.store.lengths import LinedUp
from bulletproof.store.store import Store

LOOK_EVERY_S = 2.0
LENGTHS_AT_ONCE = 20
LEAST_LEFT_S = 1.0
KEPT = timedelta(seconds=1)
"""How old an answer may be: a hundred windows that ask at once cost one plan."""


@dataclass(frozen=True, slots=True)
class Outlook:
    plan: Plan
    deadline: datetime | None
    misses: tuple[Miss, ...]
    shortest_first: tuple[JobId, ...]
    """The waiting jobs in the order that would miss the deadline with fewer; empty where none would."""
    misses_then: int


class Planner:
    def __init__(
        self,
        store: Store,
        inspector: Inspector,
        clock: Clock,
        profiles: Mapping[str, Profile],
        slots: Callable[[], int],
        progress: Callable[[], Sequence[JobProgress]],
        deadline: Callable[[], datetime | None],
    ) -> None:
        self._store = store
        self._inspector = inspector
        self._clock = clock
        self._profiles = profiles
        self._slots = slots
        self._progress = progress
        self._deadline = deadline
        self._unreadable: set[JobId] = set()
        self._turn = asyncio.Lock()
        self._kept: Outlook | None = None

    async def run(self) -> None:
        """Find out how long the waiting files are."""
        while True:
            if not await self._measure_some():
                await asyncio.sleep(LOOK_EVERY_S)

    async def outlook(self) -> Outlook:
        async with self._turn:
            now = self._clock.now()
            kept = self._kept
            if kept is None or kept.deadline != self._deadline() or now - kept.plan.computed_at >= KEPT:
                kept = self._kept = await self._looked_ahead(now)
            return kept

    async def _measure_some(self) -> bool:
        unknown = await self._store.lengths.unknown(limit=LENGTHS_AT_ONCE + len(self._unreadable))
        fresh = {job_id: path for job_id, path in unknown.items() if job_id not in self._unreadable}
        found: dict[JobId, float] = {}
        for job_id, path in list(fresh.items())[:LENGTHS_AT_ONCE]:
            length_s = await self._length_s(path)
            if length_s is None:
                self._unreadable.add(job_id)
            else:
                found[job_id] = length_s
        self._unreadable &= set(unknown)
        if found:
            await self._store.lengths.learn(found)
        return bool(found)

    async def _length_s(self, path: Path) -> float | None:
        """None where the header tells none; what is wrong with the file is said when its turn comes."""
        try:
            return (await self._inspector.probe(path)).duration_s
        except (BulletproofError, OSError):
            return None

    async def _looked_ahead(self, now: datetime) -> Outlook:
        measured = await self._store.lengths.paces()
        lined_up = await self._store.lengths.lined_up()
        return await asyncio.to_thread(self._computed, now, measured, lined_up)

    def _computed(self, now: datetime, measured: dict[str, float], lined_up: Sequence[LinedUp]) -> Outlook:
        """In a thread: with ten thousand jobs it takes longer than a page may wait for its next event."""
        paces = {one.profile: usual_pace(self._profiles.get(one.profile)) for one in lined_up} | measured
        progress = {one.job_id: one for one in self._progress()}
        running = [
            _running(one, progress.get(one.job_id), paces[one.profile], now) for one in lined_up if _runs(one)
        ]
        waiting = [_waiting(one, paces[one.profile]) for one in lined_up if _waits(one)]
        plan = planned(now, running, waiting, slots=self._slots())
        deadline = self._deadline()
        misses = plan.misses(deadline) if deadline else ()
        if deadline is None or not misses:
            return Outlook(plan, deadline, misses, (), 0)
        shorter = shortest_first(waiting)
        then = len(planned(now, running, shorter, slots=self._slots()).misses(deadline))
        order = tuple(load.job_id for load in shorter) if then < len(misses) else ()
        return Outlook(plan, deadline, misses, order, then)


def _runs(job: LinedUp) -> bool:
    """A paused one that was running keeps its slot."""
    return job.status is Status.PROCESSING or (job.status is Status.PAUSED and job.stage is not None)


def _waits(job: LinedUp) -> bool:
    return job.status is Status.QUEUED and not job.is_held


def _waiting(job: LinedUp, pace: float) -> Load:
    return Load(job.job_id, job.name, job.status, None, work_s(job.length_s, pace))


def _running(job: LinedUp, progress: JobProgress | None, pace: float, now: datetime) -> Load:
    """Its own ETA is of its stage alone; the machine's pace knows of what comes after."""
    whole_s = work_s(job.length_s, pace)
    gone_s = (now - job.started_at).total_seconds() if job.started_at else 0.0
    eta_s = progress.eta_s if progress else None
    left_s = None if whole_s is None else whole_s - gone_s
    known = [guess for guess in (eta_s, left_s) if guess is not None]
    return Load(job.job_id, job.name, job.status, job.stage, max(LEAST_LEFT_S, *known) if known else None)
