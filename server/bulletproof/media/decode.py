"""Decode every stream of a file once, and see in the same pass what is black, frozen and silent.

ffmpeg's exit code is not evidence: a Matroska file cut in half decodes with exit code 0. What it complained
of on the way is, so its log is read with each line's level (`-loglevel level`), and none is folded into
"last message repeated" (`repeat`).
"""

import asyncio
import os
import time
from asyncio import StreamReader
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bulletproof.domain.errors import FfmpegMissing
from bulletproof.domain.media import ContentFacts, MediaFacts
from bulletproof.domain.text import shown
from bulletproof.media.argv import INPUT_GUARD, file_url
from bulletproof.media.child import child
from bulletproof.media.detections import (
    OUTPUT_PICTURE,
    OUTPUT_SOUND,
    SOURCE_PICTURE,
    SOURCE_SOUND,
    Detections,
)
from bulletproof.media.stderr import decode_complaint, lines

_PROGRESS_EVERY_S = "0.1"
_NO_DECODER = ("none", "unknown", "")


def decode_argv(ffmpeg: Path, path: Path, facts: MediaFacts, *, as_source: bool = False) -> list[str]:
    see, hear = (SOURCE_PICTURE, SOURCE_SOUND) if as_source else (OUTPUT_PICTURE, OUTPUT_SOUND)
    words = [str(ffmpeg), "-nostdin", "-hide_banner", "-nostats", "-loglevel", "repeat+level+info"]
    words += ["-progress", "pipe:1", "-stats_period", _PROGRESS_EVERY_S, *INPUT_GUARD, "-i", file_url(path)]
    words += ["-sn", "-dn"]
    if facts.picture is not None:
        # Every decoded frame is counted: neither dropped nor doubled to fit a rate.
        words += ["-map", f"0:{facts.picture.index}", "-filter:v", see, "-fps_mode", "passthrough"]
    for stream in facts.audio:
        if stream.codec not in _NO_DECODER:
            words += ["-map", f"0:{stream.index}"]
    if facts.audio:
        words += ["-filter:a", hear]
    return [*words, "-f", "null", "-"]


async def decode(
    ffmpeg: Path,
    path: Path,
    facts: MediaFacts,
    *,
    on_progress: Callable[[float], None] | None = None,
    as_source: bool = False,
) -> ContentFacts:
    """One run over the whole file; cancelling kills it. Raises FfmpegMissing.

    As a source, for others to be held against, it is watched more loosely (see detections.py).
    """
    started_s = time.monotonic()
    listener = _Listener(facts.duration_s, on_progress)
    # Behind setpriv(1) a missing program is an exit code like any other, and would count against the file.
    if not await asyncio.to_thread(os.access, ffmpeg, os.X_OK):
        raise FfmpegMissing(f"There is no ffmpeg at {shown(ffmpeg)}. Choose another in the settings.")
    async with child(decode_argv(ffmpeg, path, facts, as_source=as_source), grace_s=0) as process:
        if process.stdout is None or process.stderr is None:
            raise AssertionError("a child is always piped")
        async with asyncio.TaskGroup() as pipes:
            pipes.create_task(_each(process.stdout, listener.note))
            pipes.create_task(_each(process.stderr, listener.hear))
        code = await process.wait()
    listener.end(code, facts)
    return listener.content(seconds=round(time.monotonic() - started_s, 3))


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

    def hear(self, line: str) -> None:
        self.detections.feed(line)
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

    def end(self, code: int, facts: MediaFacts) -> None:
        if code != 0 and not self.errors:
            self._complain(self.last_line or f"ffmpeg ended with code {code}")
        picture_s = facts.picture.duration_s if facts.picture else None
        self.detections.close(min(self.end_s, picture_s or self.end_s))

    def content(self, *, seconds: float) -> ContentFacts:
        found = self.detections
        return ContentFacts(
            decode_errors=self.errors,
            first_error_at_s=self.first_error_at_s,
            first_error=self.first_error,
            frames=self.frames,
            end_s=self.end_s,
            black=found.black,
            frozen=found.frozen,
            silent=found.silent,
            seconds=seconds,
        )

    def _complain(self, line: str) -> None:
        self.errors += 1
        if self.first_error is None:
            self.first_error = shown(line)[:300]
            self.first_error_at_s = self.end_s or None  # nothing told yet how far it is


async def _each(pipe: StreamReader, take: Callable[[str], None]) -> None:
    async for line in lines(pipe):
        take(line.rstrip("\r"))
