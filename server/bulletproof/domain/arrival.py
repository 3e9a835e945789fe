"""Decide when a file that appeared in a watch folder has arrived whole.

A copy over the network comes in bursts: its size and modification time may stand still for longer than any
patience, and a copy tool may even set the final size first and fill in the bytes later. So standing still
proves nothing by itself. What proves arrival is that nobody holds the file open for writing and that its
container is complete; the quiet time decides only where one of the two can't be told.

Nothing here reads the disk or the clock, so a test can run a week of watching in a millisecond.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal


class Writer(StrEnum):
    NONE = "none"  #: the kernel says that nobody has it open for writing
    SOMEBODY = "somebody"  #: the kernel says that somebody has
    UNKNOWN = "unknown"  #: no kernel to ask (network file system, other owner, other system)


class Container(StrEnum):
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"  #: this kind promises no length (a transport stream), or is no media at all


WaitReason = Literal["growing", "open_elsewhere", "incomplete", "settling"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A regular file as one look at the folder saw it."""

    path: Path
    size_bytes: int
    mtime_ns: int
    device: int
    inode: int

    def is_same_as(self, other: "Sighting") -> bool:
        return (self.size_bytes, self.mtime_ns, self.inode) == (other.size_bytes, other.mtime_ns, other.inode)


@dataclass(frozen=True, slots=True)
class Patience:
    quiet_s: float
    incomplete_quiet_s: float


@dataclass(frozen=True, slots=True)
class Wait:
    reason: WaitReason
    until_s: float | None
    """When to look again on the tracker's clock; None: only a change of the file ends it."""


@dataclass(slots=True)
class Arrival:
    """One file between its first sighting and its arrival."""

    sighting: Sighting
    previous_size_bytes: int
    still_since_s: float

    def observe(self, sighting: Sighting, *, now_s: float) -> None:
        """Take another look; any change starts the wait anew."""
        if not self.sighting.is_same_as(sighting):
            self.previous_size_bytes = self.sighting.size_bytes
            self.still_since_s = now_s
        self.sighting = sighting

    def decide(
        self, writer: Writer, container: Container, *, now_s: float, patience: Patience
    ) -> Wait | None:
        """None: it has arrived. A known writer is waited for however still the file stands."""
        if writer is Writer.SOMEBODY:
            return Wait("open_elsewhere", None)
        if writer is Writer.NONE and container is Container.COMPLETE:
            return None
        incomplete = container is Container.INCOMPLETE
        until_s = self.still_since_s + (patience.incomplete_quiet_s if incomplete else patience.quiet_s)
        if now_s >= until_s:
            return None
        return Wait(self._why(incomplete), until_s)

    def _why(self, incomplete: bool) -> WaitReason:
        if self.sighting.size_bytes != self.previous_size_bytes:
            return "growing"
        return "incomplete" if incomplete else "settling"


class ArrivalTracker:
    """The files of one folder that are seen and not yet arrived, each once."""

    def __init__(self) -> None:
        self._arrivals: dict[Path, Arrival] = {}

    def __contains__(self, path: Path) -> bool:
        return path in self._arrivals

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        return tuple(self._arrivals.values())

    def observe(self, sighting: Sighting, *, now_s: float) -> Arrival:
        known = self._arrivals.get(sighting.path)
        if known is None:
            known = self._arrivals[sighting.path] = Arrival(sighting, sighting.size_bytes, now_s)
        else:
            known.observe(sighting, now_s=now_s)
        return known

    def forget(self, path: Path) -> None:
        self._arrivals.pop(path, None)

    def keep_only(self, paths: Iterable[Path]) -> None:
        """After a whole scan: what was not seen is gone."""
        present = set(paths)
        for path in [path for path in self._arrivals if path not in present]:
            del self._arrivals[path]
