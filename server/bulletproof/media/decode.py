"""Decode every stream of a file once, and see and hear in the same pass whatever can be at fault.

ffmpeg's exit code is not evidence: a Matroska file cut in half decodes with exit code 0. What it complained
of on the way is, so its log is read with each line's level (`-loglevel level`), and none is folded into
"last message repeated" (`repeat`). A decoder that crashes, hangs or takes all memory is evidence as well.
"""

import asyncio
import os
import time
from asyncio import StreamReader
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bulletproof.domain.errors import FfmpegMissing
from bulletproof.domain.media import AudioStream, ContentFacts, MediaFacts, VideoStream
from bulletproof.domain.text import shown
from bulletproof.media.argv import INPUT_GUARD, file_url
from bulletproof.media.child import Limits, child
from bulletproof.media.detections import Detections, Run
from bulletproof.media.looks import picture_look, seam_look, sound_look
from bulletproof.media.similarity import Comparison, comparing
from bulletproof.media.stderr import crash, decode_complaint, lines
from bulletproof.media.vitals import Deadline, end_if_stuck

# Of wall-clock time: it tells how far the file was read when a complaint came.
_PROGRESS_EVERY_S = "0.02"
_NO_DECODER = ("none", "unknown", "")
# A header may claim any size; 16384 x 16384 is the most that any target of ours takes.
_BOUNDED = ("-max_pixels", str(16_384 * 16_384), "-max_streams", "200")
# Of address space: each of its threads reserves a stack and a heap, and it starts more where cores are many.
_LIMITS = Limits(memory_bytes=(16 + (os.cpu_count() or 1)) << 30, file_bytes=0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked at beside what every file is asked."""

    as_source: bool = False
    """For others to be held against: watched more loosely (see looks.py)."""
    comparison: Comparison | None = None
    is_loop: bool = False
    on_progress: Callable[[float], None] | None = None


NOTHING_ELSE = Wanted()


def decode_argv(ffmpeg: Path, path: Path, facts: MediaFacts, wanted: Wanted = NOTHING_ELSE) -> list[str]:
    words = [*_opening(ffmpeg), *_input(path)]
    if facts.picture is not None:
        if wanted.comparison is not None:
            words += _input(wanted.comparison.source)
        # Every decoded frame is counted: neither dropped nor doubled to fit a rate.
        words += [*_picture(facts.picture, facts, wanted), "-fps_mode", "passthrough"]
    for number, stream in enumerate(_heard(facts)):
        look = sound_look(stream, loose=wanted.as_source)
        words += ["-map", f"0:{stream.index}", f"-filter:a:{number}", look]
    return [*words, "-f", "null", "-"]


def _picture(picture: VideoStream, facts: MediaFacts, wanted: Wanted) -> list[str]:
    graph, comparison = f"[0:{picture.index}]{picture_look(facts, loose=wanted.as_source)}", wanted.comparison
    if wanted.is_loop:
        graph += f",{seam_look()}"
    if comparison is None or comparison.media.picture is None:
        return ["-filter_complex", f"{graph}[seen]", "-map", "[seen]"]
    theirs = f"1:{comparison.media.picture.index}"
    graph += f",split[seen][cmp];{comparing(picture, comparison, theirs)}"
    return ["-filter_complex", graph, "-map", "[seen]", "-map", "[like]"]


def _opening(ffmpeg: Path) -> list[str]:
    words = [str(ffmpeg), "-nostdin", "-hide_banner", "-nostats", "-loglevel", "repeat+level+info"]
    return [*words, "-progress", "pipe:1", "-stats_period", _PROGRESS_EVERY_S]


def _input(path: Path) -> list[str]:
    return [*_BOUNDED, *INPUT_GUARD, "-i", file_url(path)]


def _heard(facts: MediaFacts) -> list[AudioStream]:
    return [stream for stream in facts.audio if stream.codec not in _NO_DECODER]


async def decode(
    ffmpeg: Path, path: Path, facts: MediaFacts, *, wanted: Wanted = NOTHING_ELSE, stall_s: float = 60.0
) -> ContentFacts:
    """One run over the whole file; cancelling kills it. Raises FfmpegMissing."""
    rate = wanted.comparison.rate if wanted.comparison else None
    listener = _Listener(facts.duration_s, wanted.on_progress, Detections(rate))
    argv, started_s = decode_argv(ffmpeg, path, facts, wanted), time.monotonic()
    await _run(argv, listener, Deadline.of(facts, stall_s=stall_s))
    seconds = round(time.monotonic() - started_s, 3)
    return listener.detections.content(facts, listener.run(seconds), loose=wanted.as_source)


async def decode_speed(ffmpeg: Path, path: Path, facts: MediaFacts) -> float | None:
    """How many times faster than real time it decodes here, looked at by nothing. None: it can't be told."""
    if not facts.duration_s:
        return None
    words = [*_opening(ffmpeg), *_input(path)]
    if facts.picture is not None:
        words += ["-map", f"0:{facts.picture.index}", "-fps_mode", "passthrough"]
    for stream in _heard(facts):
        words += ["-map", f"0:{stream.index}"]
    listener, started_s = _Listener(None, None), time.monotonic()
    await _run([*words, "-f", "null", "-"], listener, Deadline.of(facts))
    seconds = time.monotonic() - started_s
    return None if listener.errors else round(listener.end_s / seconds, 2)


async def _run(argv: Sequence[str], listener: "_Listener", deadline: Deadline) -> None:
    # Behind setpriv(1) a missing program is an exit code like any other, and would count against the file.
    if not await asyncio.to_thread(os.access, argv[0], os.X_OK):
        raise FfmpegMissing(f"There is no ffmpeg at {shown(argv[0])}. Choose another in the settings.")
    async with child(argv, grace_s=0, limits=_LIMITS) as process:
        watch = end_if_stuck(process, lambda: listener.moved, deadline, say=listener.stuck)
        async with asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(watch)
            await _listen(process, listener)
            code = await process.wait()
            watching.cancel()
    listener.end(code)


async def _listen(process: Process, listener: "_Listener") -> None:
    if process.stdout is None or process.stderr is None:
        raise AssertionError("a child is always piped")
    async with asyncio.TaskGroup() as pipes:
        pipes.create_task(_each(process.stdout, listener.note))
        pipes.create_task(_each(process.stderr, listener.hear))


@dataclass(slots=True)
class _Listener:
    duration_s: float | None
    on_progress: Callable[[float], None] | None
    detections: Detections = field(default_factory=Detections)
    errors: int = 0
    first_error: str | None = None
    first_error_at_s: float | None = None
    frames: int = 0
    end_s: float = 0.0
    last_line: str = ""
    was_ended: bool = False

    @property
    def moved(self) -> float:
        """Grows with whatever ffmpeg tells of its progress."""
        return self.frames + self.end_s

    def hear(self, line: str) -> None:
        if self.detections.feed(line):
            return
        self.last_line = line or self.last_line
        if complaint := decode_complaint(line):
            self._complain(complaint)

    def note(self, line: str) -> None:
        key, _, value = line.partition("=")
        if key == "frame" and value.strip().isdigit():
            self.frames = int(value)
        elif key == "out_time_us" and value.strip().lstrip("-").isdigit():
            self.end_s = max(self.end_s, int(value) / 1_000_000)
        elif key == "progress" and self.on_progress is not None and self.duration_s:
            self.on_progress(min(self.end_s / self.duration_s, 1.0))

    def stuck(self, reason: str) -> None:
        self.was_ended = True
        self._complain(reason)

    def end(self, code: int) -> None:
        if not self.was_ended and (crashed := crash(code)):
            self._complain(crashed)
        elif code != 0 and not self.errors:
            self._complain(self.last_line or f"ffmpeg ended with code {code}")

    def run(self, seconds: float) -> Run:
        return Run(self.frames, self.end_s, self.errors, self.first_error, self.first_error_at_s, seconds)

    def _complain(self, line: str) -> None:
        self.errors += 1
        if self.first_error is None:
            self.first_error = shown(line)[:300]
            self.first_error_at_s = self.end_s or None  # nothing told yet how far it is


async def _each(pipe: StreamReader, take: Callable[[str], None]) -> None:
    async for line in lines(pipe):
        take(line.rstrip("\r"))
