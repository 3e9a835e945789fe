"""Tell slow from stuck: an encode that uses the processor or the disk is slow, however little it shows.

A 16K frame takes minutes, and the last step of an mp4 (moving its index to the front) shows no progress at
all while it rewrites the file. Only what neither shows, computes, reads nor writes is stuck.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vitals:
    """Counters that only grow while a child does anything."""

    shown: float
    """Position in the output plus frames, as its progress tells."""
    cpu_s: float
    io_bytes: int


_CPU_NOISE_S = 0.02  # a waiting process is charged a tick now and then


# Writing the index and moving it to the front of a file on a slow drive tells nothing until it is done.
_LAST_STEP_FROM, _LAST_STEP_TIMES = 0.99, 4


def allowed_s(stall_s: float, fraction: float | None) -> float:
    """How long a child may stand still where it is; the last step has longer."""
    return stall_s * _LAST_STEP_TIMES if fraction is not None and fraction >= _LAST_STEP_FROM else stall_s


class StallWatch:
    def __init__(self) -> None:
        self._last: Vitals | None = None
        self._since_s = 0.0

    def observe(self, vitals: Vitals, *, now_s: float) -> float:
        """How long nothing at all has moved, in seconds."""
        last = self._last
        if last is None or _moved(last, vitals):
            self._last, self._since_s = vitals, now_s
        return now_s - self._since_s

    def begin_anew(self, *, now_s: float) -> None:
        """Standing still was asked for until now."""
        self._since_s = now_s


def _moved(before: Vitals, after: Vitals) -> bool:
    return (
        after.shown != before.shown
        or after.io_bytes != before.io_bytes
        or after.cpu_s - before.cpu_s > _CPU_NOISE_S
    )
