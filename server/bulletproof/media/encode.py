"""Run one encode: its pipes drained, its progress told, its standstills noticed, its end explained.

A child that writes to a full pipe waits for ever, and a broken transport stream makes ffmpeg write 700 KB
of complaints: the old release hung on that. Both pipes are read to the end, whatever comes.
"""

import asyncio
import collections
import re
import signal
import time
from asyncio import StreamReader
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import psutil

from bulletproof.domain.errors import DiskFull, EncodeFailed, FolderNotWritable, Stalled
from bulletproof.domain.media import ContentFacts, Evidence, MediaFacts, PacketFacts, Span
from bulletproof.domain.progress import Pace
from bulletproof.domain.stall import StallWatch, Vitals
from bulletproof.domain.text import shown
from bulletproof.media.child import child, kill, resume, suspend
from bulletproof.media.detections import Detections

RING_BYTES = 65_536
LOOK_EVERY_S = 1.0
STALL_TOLD_FROM_S = 5.0
TERMINATE_GRACE_S = 5.0

_BENCH = re.compile(r"bench: utime=([\d.]+)s stime=([\d.]+)s")  # what -benchmark says at the end
_TAGS = re.compile(r"\[[^\]]*\] ?")
_COMPLAINT = re.compile(r"\[(error|fatal|panic)\]")
# What these say is no fault of the source: muxers, encoders, output files.
_OF_OUTPUT = re.compile(r"^\[(?:out#|vost#|aost#|enc:|lib|prores_ks @|mov @|mp4 @|matroska @)")


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


class EncodeControl:
    """The handle by which others stop the child where it is; it may be used before there is a child."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self.is_frozen = False

    def attach(self, process: Process | None) -> None:
        self._process = process
        if process is not None and self.is_frozen:
            suspend(process)

    def freeze(self) -> None:
        self.is_frozen = True
        if self._process is not None:
            suspend(self._process)

    def thaw(self) -> None:
        self.is_frozen = False
        if self._process is not None:
            resume(self._process)


@dataclass(frozen=True, slots=True)
class EncodeOutcome:
    stderr_tail: str
    decode_errors: int
    first_error: str | None
    frames: int
    out_time_s: float
    cpu_s: float
    """User and system time of the child."""
    black: tuple[Span, ...]
    frozen: tuple[Span, ...]
    silent: tuple[Span, ...]

    def source_evidence(self, facts: MediaFacts, packets: PacketFacts) -> Evidence:
        """What the encode's own decode saw of the source."""
        content = ContentFacts(
            decode_errors=self.decode_errors,
            first_error_at_s=None,
            first_error=self.first_error,
            frames=self.frames,
            end_s=self.out_time_s,
            black=self.black,
            frozen=self.frozen,
            silent=self.silent,
            seconds=0.0,
        )
        return Evidence(facts, packets, content, None)


@dataclass(slots=True)
class _Listener:
    """Everything that the two pipes have told so far."""

    pace: Pace
    detections: Detections = field(default_factory=Detections)
    tail: collections.deque[str] = field(default_factory=collections.deque)
    tail_bytes: int = 0
    decode_errors: int = 0
    first_error: str | None = None
    out_time_s: float = 0.0
    frames: int = 0
    fps: float | None = None
    speed: float | None = None
    size_bytes: int = 0
    stalled_s: float | None = None
    stuck_s: float | None = None
    """Set when the child was ended for standing still."""
    cpu_s: float = 0.0

    def hear(self, line: str) -> None:
        """One line of stderr; only the last 64 KB are kept."""
        self.detections.feed(line)
        self.tail.append(line)
        self.tail_bytes += len(line)
        while self.tail_bytes > RING_BYTES:
            self.tail_bytes -= len(self.tail.popleft())
        if bench := _BENCH.search(line):
            self.cpu_s = float(bench[1]) + float(bench[2])
        if _COMPLAINT.search(line) and not _OF_OUTPUT.match(line):
            self.decode_errors += 1
            self.first_error = self.first_error or shown(line.strip())[:500]

    def note(self, key: str, value: str) -> None:
        """One `key=value` of a progress block."""
        number = _number(value)
        if number is None:
            return
        if key == "out_time_us":
            self.out_time_s = max(number / 1_000_000, 0.0)
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

    Raises EncodeFailed, DiskFull, FolderNotWritable or Stalled, each in plain words.
    """
    listener = _Listener(Pace(duration_s))
    async with child(argv, grace_s=0) as process:
        control.attach(process)
        try:
            await _attend(process, listener, on_progress, control, stall_s)
        finally:
            control.attach(None)
        await _ended(process, listener)
    listener.detections.close(listener.out_time_s)
    return EncodeOutcome(
        stderr_tail=_log_text(listener),
        decode_errors=listener.decode_errors,
        first_error=listener.first_error,
        frames=listener.frames,
        out_time_s=listener.out_time_s,
        cpu_s=listener.cpu_s,
        black=listener.detections.black,
        frozen=listener.detections.frozen,
        silent=listener.detections.silent,
    )


async def _attend(
    process: Process,
    listener: _Listener,
    on_progress: Callable[[EncodeProgress], None],
    control: EncodeControl,
    stall_s: float,
) -> None:
    """Read both pipes to their ends, and watch that the child lives."""
    if process.stdout is None or process.stderr is None:
        raise AssertionError("a child is always piped")
    watch = asyncio.ensure_future(_watch(process, listener, on_progress, control, stall_s))
    complaints = asyncio.ensure_future(_hear(process.stderr, listener))
    try:
        await _follow(process.stdout, listener, on_progress)
        await complaints
    finally:
        watch.cancel()
        complaints.cancel()
        await asyncio.wait({watch, complaints})


async def _follow(
    stdout: StreamReader, listener: _Listener, on_progress: Callable[[EncodeProgress], None]
) -> None:
    async for line in stdout:
        key, _, value = line.decode(errors="replace").strip().partition("=")
        if key == "progress":
            on_progress(listener.progress())
        else:
            listener.note(key, value)


async def _hear(stderr: StreamReader, listener: _Listener) -> None:
    """By blocks, not by lines: a line has no length that could be relied on."""
    rest = ""
    while block := await stderr.read(RING_BYTES):
        *lines, rest = (rest + block.decode(errors="replace")).split("\n")
        for line in lines:
            listener.hear(line)
        rest = rest[-RING_BYTES:]
    if rest:
        listener.hear(rest)


async def _watch(
    process: Process,
    listener: _Listener,
    on_progress: Callable[[EncodeProgress], None],
    control: EncodeControl,
    stall_s: float,
) -> None:
    """Once a second: how it is getting on; raises Stalled when it does nothing at all for too long."""
    stalls, elapsed_s = StallWatch(), 0.0
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        now_s = time.monotonic()
        if control.is_frozen:
            stalls.begin_anew(now_s=now_s)
            continue
        elapsed_s += LOOK_EVERY_S
        listener.pace.observe(listener.out_time_s, elapsed_s=elapsed_s)
        stood_s = stalls.observe(_vitals(process, listener), now_s=now_s)
        listener.stalled_s = stood_s if stood_s >= STALL_TOLD_FROM_S else None
        if listener.stalled_s is not None:
            on_progress(listener.progress())
        if stood_s >= stall_s:
            listener.stuck_s = stood_s
            await _give_up(process)
            return


async def _give_up(process: Process) -> None:
    """Ask first, then insist; the pipes close and their reader comes to its end."""
    process.terminate()
    try:
        async with asyncio.timeout(TERMINATE_GRACE_S):
            await process.wait()
    except TimeoutError:
        kill(process)


def _vitals(process: Process, listener: _Listener) -> Vitals:
    try:
        one = psutil.Process(process.pid)
        times = one.cpu_times()
        counters = one.io_counters() if hasattr(one, "io_counters") else None  # macOS has none
    except psutil.Error:
        return Vitals(listener.out_time_s + listener.frames, 0.0, 0)
    io_bytes = counters.read_chars + counters.write_chars if counters else 0
    return Vitals(listener.out_time_s + listener.frames, times.user + times.system, io_bytes)


async def _ended(process: Process, listener: _Listener) -> None:
    code = await process.wait()
    if listener.stuck_s is not None:
        raise Stalled(
            f"ffmpeg stood still for {listener.stuck_s:.0f} s, using neither processor nor disk, and was"
            " ended. Press Retry; if it happens again, the source or the drive it lies on is at fault."
        )
    if code != 0:
        raise _failure(code, listener)


def _failure(code: int, listener: _Listener) -> EncodeFailed | DiskFull | FolderNotWritable:
    text = "\n".join(listener.tail)
    if "No space left on device" in text:
        return DiskFull("The disk filled up during the encode. It goes on by itself once there is room.")
    if re.search(r"\[out#.*(Permission denied|Read-only file system)", text):
        return FolderNotWritable("The output folder can't be written. The job goes on by itself when it can.")
    if code < 0:
        name = signal.Signals(-code).name
        return EncodeFailed(f"ffmpeg was ended by {name}. The source is untouched. Press Retry.")
    return EncodeFailed(f"ffmpeg gave up: {_last_words(listener)} The source is untouched.")


def _last_words(listener: _Listener) -> str:
    """The first complaint is the cause; what follows are its consequences."""
    complaints = [line for line in listener.tail if _COMPLAINT.search(line)]
    words = _TAGS.sub("", complaints[0]) if complaints else "it did not say why"
    return shown(words.strip())[:300].rstrip(".") + "."


def _log_text(listener: _Listener) -> str:
    return "\n".join(shown(line) for line in listener.tail)


def _number(value: str) -> float | None:
    try:
        return float(value.rstrip("x").strip())
    except ValueError:
        return None
