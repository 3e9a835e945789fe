"""Run one encode: its pipes drained, its progress told, its standstills noticed, its end explained.

A child that writes to a full pipe waits for ever, and a broken transport stream makes ffmpeg write 700 KB
of complaints: the old release hung on that. Both pipes are read to the end, whatever comes.
"""

import asyncio
import re
import time
from asyncio import StreamReader
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bulletproof.domain.errors import Stalled
from bulletproof.domain.media import Evidence, MediaFacts, PacketFacts
from bulletproof.domain.progress import Pace
from bulletproof.domain.stall import StallWatch, allowed_s
from bulletproof.media.child import child, end
from bulletproof.media.detections import Detections, Run
from bulletproof.media.encode_control import EncodeControl
from bulletproof.media.stderr import Tail, decode_complaint, lines
from bulletproof.media.vitals import LOOK_EVERY_S, vitals

STALL_TOLD_FROM_S = 5.0
TERMINATE_GRACE_S = 5.0

_BENCH = re.compile(r"bench: utime=([\d.]+)s stime=([\d.]+)s")  # what -benchmark says at the end


@dataclass(frozen=True, slots=True)
class EncodeProgress:
    fraction: float | None
    out_time_s: float
    frames: int
    fps: float | None
    speed: float | None
    """Times real time."""
    eta_s: float | None
    stalled_s: float | None
    """How long neither progress nor processor nor disk has moved, once that is worth telling."""
    size_bytes: int


@dataclass(frozen=True, slots=True)
class EncodeOutcome:
    stderr_tail: str
    decode_errors: int
    first_error: str | None
    first_error_at_s: float | None
    frames: int
    out_time_s: float
    cpu_s: float
    """User and system time of the child."""
    detections: Detections
    """What its filters saw of the source on the way."""

    def source_evidence(self, facts: MediaFacts, packets: PacketFacts) -> Evidence:
        """What the encode's own decode saw of the source."""
        frames = self.detections.looked_at or self.frames
        run = Run(frames, self.out_time_s, self.decode_errors, self.first_error, self.first_error_at_s)
        return Evidence(facts, packets, self.detections.content(facts, run, loose=True), None)


@dataclass(slots=True)
class _Listener:
    """Everything that the two pipes have told so far."""

    pace: Pace
    detections: Detections = field(default_factory=Detections)
    tail: Tail = field(default_factory=Tail)
    decode_errors: int = 0
    first_error: str | None = None
    first_error_at_s: float | None = None
    out_time_s: float = 0.0
    frames: int = 0
    fps: float | None = None
    speed: float | None = None
    size_bytes: int = 0
    stalled_s: float | None = None
    stuck_s: float | None = None
    """Set when the child was ended for standing still."""
    cpu_s: float = 0.0

    @property
    def moved(self) -> float:
        """Grows with whatever ffmpeg tells of its progress."""
        return self.out_time_s + self.frames + self.size_bytes

    def hear(self, line: str) -> None:
        """One line of stderr."""
        if self.detections.feed(line):
            return  # hours of them would push out of the tail why it failed
        self.tail.add(line)
        if bench := _BENCH.search(line):
            self.cpu_s = float(bench[1]) + float(bench[2])
        if (complaint := decode_complaint(line)) is not None:
            self.decode_errors += 1
            if self.first_error is None:
                self.first_error, self.first_error_at_s = complaint, self.out_time_s or None

    def note(self, key: str, value: str) -> None:
        """One `key=value` of a progress block."""
        number = _number(value)
        if number is None:
            return
        if key == "out_time_us":
            self.out_time_s = max(
                number / 1_000_000, self.out_time_s
            )  # it is the slowest stream's, and jumps
        elif key == "frame":
            self.frames = int(number)
        elif key == "fps":
            self.fps = number or None  # 0 in the first block: not known yet
        elif key == "speed":
            self.speed = number
        elif key == "total_size":
            self.size_bytes = int(number)

    def progress(self) -> EncodeProgress:
        return EncodeProgress(
            self.pace.fraction_at(self.out_time_s),
            self.out_time_s,
            self.frames,
            self.fps,
            self.speed,
            self.pace.eta_s,
            self.stalled_s,
            self.size_bytes,
        )


async def encode(
    argv: Sequence[str],
    *,
    duration_s: float | None,
    on_progress: Callable[[EncodeProgress], None],
    control: EncodeControl,
    stall_s: float,
) -> EncodeOutcome:
    """Run to the end; cancelling kills at once.

    Raises EncodeFailed, Stalled or a Blocked (DiskFull, FolderNotWritable, FolderOffline), in plain words.
    """
    listener = _Listener(Pace(duration_s))
    async with child(argv, grace_s=0) as process:
        control.attach(process)
        try:
            await _attend(process, listener, on_progress, control, stall_s)
        finally:
            control.attach(None)
        await _ended(process, listener)
    return EncodeOutcome(
        stderr_tail=listener.tail.text,
        decode_errors=listener.decode_errors,
        first_error=listener.first_error,
        first_error_at_s=listener.first_error_at_s,
        frames=listener.frames,
        out_time_s=listener.out_time_s,
        cpu_s=listener.cpu_s,
        detections=listener.detections,
    )


async def _attend(
    process: Process,
    listener: _Listener,
    on_progress: Callable[[EncodeProgress], None],
    control: EncodeControl,
    stall_s: float,
) -> None:
    """Read both pipes to their ends, and watch that the child lives."""
    watch = asyncio.ensure_future(_watch(process, listener, on_progress, control, stall_s))
    pipes = asyncio.ensure_future(_listen(process, listener, on_progress))
    try:
        # Whoever holds a pipe of a child that is gone can't hold us: then the watch is the first to end.
        await asyncio.wait({watch, pipes}, return_when=asyncio.FIRST_COMPLETED)
        if pipes.done():
            pipes.result()
        elif watch.done():
            watch.result()
    finally:
        watch.cancel()
        pipes.cancel()
        await asyncio.wait({watch, pipes})


async def _listen(
    process: Process, listener: _Listener, on_progress: Callable[[EncodeProgress], None]
) -> None:
    if process.stdout is None or process.stderr is None:
        raise AssertionError("a child is always piped")
    await asyncio.gather(_follow(process.stdout, listener, on_progress), _hear(process.stderr, listener))


async def _follow(
    stdout: StreamReader, listener: _Listener, on_progress: Callable[[EncodeProgress], None]
) -> None:
    async for line in lines(stdout):
        key, _, value = line.strip().partition("=")
        if key == "progress":
            on_progress(listener.progress())
        else:
            listener.note(key, value)


async def _hear(stderr: StreamReader, listener: _Listener) -> None:
    async for line in lines(stderr):
        listener.hear(line)


async def _watch(
    process: Process,
    listener: _Listener,
    on_progress: Callable[[EncodeProgress], None],
    control: EncodeControl,
    stall_s: float,
) -> None:
    """Once a second: how it is getting on; ends it when it has done nothing at all for too long."""
    stalls, looked_s, had_s, moved = StallWatch(), time.monotonic(), 0.0, 0.0
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        passed_s, looked_s = time.monotonic() - looked_s, time.monotonic()
        if control.is_frozen:
            stalls.begin_anew(now_s=looked_s)
            listener.stalled_s = None
            continue
        had_s += passed_s
        listener.pace.observe(listener.out_time_s, elapsed_s=had_s)
        signs = vitals(process, listener.moved, with_family=listener.moved == moved)
        moved, stood_s = listener.moved, stalls.observe(signs, now_s=looked_s)
        listener.stalled_s = stood_s if stood_s >= STALL_TOLD_FROM_S else None
        if listener.stalled_s is not None:
            on_progress(listener.progress())
        if stood_s >= allowed_s(stall_s, listener.pace.fraction_at(listener.out_time_s)):
            listener.stuck_s = stood_s
            await end(process, grace_s=TERMINATE_GRACE_S)
            return


async def _ended(process: Process, listener: _Listener) -> None:
    code = await process.wait()
    if listener.stuck_s is not None:
        raise Stalled(
            f"ffmpeg stood still for {listener.stuck_s:.0f} s, using neither processor nor disk, and was"
            " ended. Press Retry; if it happens again, the source or the drive it lies on is at fault."
        )
    if code != 0:
        raise listener.tail.failure(code)


def _number(value: str) -> float | None:
    try:
        return float(value.rstrip("x").strip())
    except ValueError:
        return None
