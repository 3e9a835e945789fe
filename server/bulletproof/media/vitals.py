"""See whether a child still lives, and end one that does not: a decoder that hangs must not hang a job.

Two ways to hang: it waits for ever (neither progress nor processor nor disk moves), or it turns in a circle,
which only a deadline can tell from work.
"""

import asyncio
import contextlib
import time
from asyncio.subprocess import Process
from collections.abc import Callable
from dataclasses import dataclass

import psutil

from bulletproof.domain.media import MediaFacts
from bulletproof.domain.stall import StallWatch, Vitals
from bulletproof.domain.text import seconds_text
from bulletproof.media.child import end

LOOK_EVERY_S = 1.0
# A 16K picture on an old laptop decodes at a few frames a second; slower than this is no work any more.
_LEAST_S, _TIMES_REAL_TIME, _SLOWEST_BYTES_PER_S = 600.0, 60.0, 500_000.0


@dataclass(frozen=True, slots=True)
class Deadline:
    stall_s: float
    whole_s: float

    @classmethod
    def of(cls, facts: MediaFacts, *, stall_s: float = 60.0) -> "Deadline":
        by_length_s = (facts.duration_s or 0.0) * _TIMES_REAL_TIME
        return cls(stall_s, max(_LEAST_S, by_length_s, facts.size_bytes / _SLOWEST_BYTES_PER_S))


async def end_if_stuck(
    process: Process, moved: Callable[[], float], deadline: Deadline, *, say: Callable[[str], None]
) -> None:
    """Watch until it is over; if it has to be ended from here, say why first, in plain words."""
    stalls, started_s = StallWatch(), time.monotonic()
    look_every_s = min(LOOK_EVERY_S, deadline.stall_s / 4)
    while process.returncode is None:
        await asyncio.sleep(look_every_s)
        now_s = time.monotonic()
        stood_s = stalls.observe(vitals(process, moved()), now_s=now_s)
        if stood_s >= deadline.stall_s:
            say(f"The decoder stood still for {seconds_text(stood_s)} and was ended")
        elif now_s - started_s >= deadline.whole_s:
            say(f"The decoder had not finished after {seconds_text(now_s - started_s)} and was ended")
        else:
            continue
        await end(process, grace_s=0)


def vitals(process: Process, shown: float, *, with_family: bool = True) -> Vitals:
    """`with_family`: an ffmpeg that the user chose may be a script that starts the real one."""
    cpu_s, io_bytes = 0.0, 0
    with contextlib.suppress(psutil.Error):
        leader = psutil.Process(process.pid)
        for one in (leader, *(leader.children(recursive=True) if with_family else ())):
            times = one.cpu_times()
            cpu_s += times.user + times.system
            if hasattr(one, "io_counters"):  # macOS has none
                counters = one.io_counters()
                io_bytes += counters.read_chars + counters.write_chars
    return Vitals(shown, cpu_s, io_bytes)
