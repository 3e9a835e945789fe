"""When each file will be ready, and which of them will miss the doors.

Lanes are slots: each job in the queue goes to the lane that is free first, as the dispatcher does it.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bulletproof.domain.job import JobId, Stage, Status
from bulletproof.domain.profile import Profile

OVERHEAD_S = 2.0
"""Probing and publishing, which no length makes longer; measured on clips of a few seconds."""
UNKNOWN_WORK_S = 60.0
"""For a file of unknown length while no other length is known: enough to keep its place."""

# Seconds of work in a second of media on four cores, verification included, until this machine has its own.
_USUAL_PACE: Mapping[str, float] = {
    "prores": 0.5,
    "hap": 0.7,
    "dnxhd": 0.4,
    "mjpeg": 0.4,
    "h264": 0.6,
    "hevc": 2.0,
    "av1": 2.5,
}
_USUAL_SOUND_PACE = 0.05


@dataclass(frozen=True, slots=True)
class Load:
    """A job as the plan sees it."""

    job_id: JobId
    name: str
    status: Status
    stage: Stage | None
    work_s: float | None
    """What is left to do; None where its length isn't known."""


@dataclass(frozen=True, slots=True)
class Block:
    load: Load
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Miss:
    load: Load
    ready_at: datetime
    late_s: float


@dataclass(frozen=True, slots=True)
class Plan:
    computed_at: datetime
    lanes: tuple[tuple[Block, ...], ...]
    unknown: int
    """How many have no known length; those after them may be later than told."""

    @property
    def blocks(self) -> Iterable[Block]:
        return (block for lane in self.lanes for block in lane)

    @property
    def empty_at(self) -> datetime | None:
        return max((block.ends_at for block in self.blocks), default=None)

    def misses(self, deadline: datetime) -> tuple[Miss, ...]:
        """Latest first; a job of unknown length is never said to miss it."""
        late = [
            Miss(block.load, block.ends_at, (block.ends_at - deadline).total_seconds())
            for block in self.blocks
            if block.load.work_s is not None and block.ends_at > deadline
        ]
        return tuple(sorted(late, key=lambda miss: miss.late_s, reverse=True))


def usual_pace(profile: Profile | None) -> float:
    """None: a profile that was removed since."""
    if profile is None:
        return 1.0
    return _USUAL_PACE[profile.video.codec] if profile.video else _USUAL_SOUND_PACE


def work_s(length_s: float | None, pace: float) -> float | None:
    return None if length_s is None else OVERHEAD_S + length_s * pace


def planned(now: datetime, running: Sequence[Load], waiting: Sequence[Load], *, slots: int) -> Plan:
    """`running` hold a slot already; `waiting` in the order in which they will be claimed."""
    known = [load.work_s for load in (*running, *waiting) if load.work_s is not None]
    typical_s = median(known) if known else UNKNOWN_WORK_S
    lanes: list[list[Block]] = [[] for _ in range(max(slots, len(running), 1))]
    free = [(now, number) for number in range(len(lanes))]
    for load in (*running, *waiting):
        starts_at, number = heapq.heappop(free)
        taken_s = typical_s if load.work_s is None else load.work_s
        ends_at = starts_at + timedelta(seconds=taken_s)
        lanes[number].append(Block(load, starts_at, ends_at))
        heapq.heappush(free, (ends_at, number))
    unknown = sum(load.work_s is None for load in (*running, *waiting))
    return Plan(now, tuple(tuple(lane) for lane in lanes), unknown)


def shortest_first(waiting: Sequence[Load]) -> tuple[Load, ...]:
    """The order in which most of them are ready by any moment; unknown lengths come last."""
    return tuple(sorted(waiting, key=lambda load: (load.work_s is None, load.work_s or 0.0)))
