"""Ten seconds of a file, made with a profile: how it will look, how large and how fast, before a night of it.

One at a time, and only the last one is kept: it lies in the data folder until the next, or the next start.
"""

import asyncio
import contextlib
import logging
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from bulletproof.domain.errors import BulletproofError, NotFound, Unreadable
from bulletproof.domain.media import MediaFacts
from bulletproof.domain.profile import Profile
from bulletproof.engine.check import CheckTools
from bulletproof.engine.clock import Clock
from bulletproof.engine.source import named_version
from bulletproof.engine.stills import Side, Still
from bulletproof.media.argv import AS_IT_IS, encode_argv
from bulletproof.media.encode import EncodeProgress, encode
from bulletproof.media.encode_control import EncodeControl
from bulletproof.media.still import still

logger = logging.getLogger(__name__)

LENGTH_S = 10.0
STALL_S = 30.0
PLACES = (0.1, 0.5, 0.9)
WIDTH = 1280
SampleState = Literal["running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Sample:
    id: str
    path: Path
    profile: Profile
    state: SampleState = "running"
    error: str | None = None
    fraction: float = 0.0
    output: Path | None = None
    """Once it is done."""
    start_s: float = 0.0
    length_s: float = 0.0
    output_bytes: int = 0
    work_s: float = 0.0
    whole_bytes: int | None = None
    """What the whole file would take, by this part of it."""
    whole_work_s: float | None = None
    has_pictures: bool = False

    @property
    def stills(self) -> tuple[Still, ...]:
        """The pairs of pictures, by their moments in the source."""
        places = enumerate(PLACES, 1) if self.has_pictures else ()
        return tuple(Still(number, self.start_s + place * self.length_s) for number, place in places)


class Samples:
    def __init__(self, folder: Path, tools: Callable[[], CheckTools], clock: Clock) -> None:
        """`tools` raises FfmpegMissing."""
        self._folder = folder
        self._tools = tools
        self._clock = clock
        self._sample: Sample | None = None
        self._task: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    def open(self, tasks: asyncio.TaskGroup) -> None:
        self._tasks = tasks

    async def start(self, path: Path, profile: Profile) -> Sample:
        """In place of the one before. Raises InvalidFile or FfmpegMissing before anything is made."""
        await asyncio.to_thread(named_version, path)
        tools = self._tools()
        async with self._turn:
            await self.stop()
            await asyncio.to_thread(self.clear)
            self._sample = Sample(secrets.token_hex(8), path, profile)
            self._task = self._tasks.create_task(self._run(tools), name="sample")
            return self._sample

    def get(self, sample_id: str) -> Sample:
        if self._sample is None or self._sample.id != sample_id:
            raise NotFound("There is no such sample (any more); only the last one is kept.")
        return self._sample

    @property
    def latest(self) -> str | None:
        """Its id."""
        return self._sample.id if self._sample else None

    async def cancel(self, sample_id: str) -> Sample:
        self.get(sample_id)
        await self.stop()
        if self.get(sample_id).state == "cancelled":
            await asyncio.to_thread(self.clear)
        return self.get(sample_id)

    async def stop(self) -> None:
        """Its ffmpeg is gone when this returns."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.wait({self._task})

    def clear(self) -> None:
        """Blocks; of this run and those before it."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def picture(self, sample_id: str, number: int, side: Side) -> Path:
        return self._folder / f"{self.get(sample_id).id}-{side}-{number}.jpg"

    async def _run(self, tools: CheckTools) -> None:
        try:
            await self._made(tools)
        except BulletproofError as error:
            self._change(state="failed", error=str(error))
        except OSError as error:
            self._change(state="failed", error=f"{error.filename or self._folder}: {error.strerror}.")
        except asyncio.CancelledError:
            self._change(state="cancelled")
            raise

    async def _made(self, tools: CheckTools) -> None:
        sample = self._current
        facts = await tools.inspector.probe(sample.path)
        start_s, length_s = _part_of(facts)
        await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
        output = self._folder / f"{sample.id}.{sample.profile.extension}"
        prepared = replace(AS_IT_IS, part_s=(start_s, length_s))
        argv = encode_argv(tools.ffmpeg, sample.profile, sample.path, facts, output, prepared=prepared)
        began_s = self._clock.monotonic_s()
        await encode(
            argv, duration_s=length_s, on_progress=self._tell, control=EncodeControl(), stall_s=STALL_S
        )
        work_s = self._clock.monotonic_s() - began_s
        size = (await asyncio.to_thread(output.stat)).st_size
        share = (facts.duration_s or length_s) / length_s
        self._change(start_s=start_s, length_s=length_s, output_bytes=size, work_s=work_s)
        self._change(whole_bytes=round(size * share), whole_work_s=work_s * share)
        has_pictures = sample.profile.video is not None and facts.picture is not None
        if has_pictures:
            await self._take_pictures(tools, output)
        self._change(state="done", fraction=1.0, output=output, has_pictures=has_pictures)

    async def _take_pictures(self, tools: CheckTools, output: Path) -> None:
        """One that can't be taken leaves its place dark; the sample is as good without it."""
        sample = self._current
        for number, place in enumerate(PLACES, 1):
            at_s = place * sample.length_s
            for side, path, moment_s in (
                ("source", sample.path, sample.start_s + at_s),
                ("output", output, at_s),
            ):
                target = self._folder / f"{sample.id}-{side}-{number}.jpg"
                with contextlib.suppress(BulletproofError, TimeoutError):
                    await still(tools.ffmpeg, path, moment_s, target, width=WIDTH)

    def _tell(self, progress: EncodeProgress) -> None:
        self._change(fraction=min(progress.fraction or 0.0, 1.0))

    @property
    def _current(self) -> Sample:
        if self._sample is None:
            raise AssertionError("a sample is being made")
        return self._sample

    def _change(self, **values: object) -> None:
        self._sample = replace(self._current, **values)  # type: ignore[arg-type]  # names of its own fields


def _part_of(facts: MediaFacts) -> tuple[float, float]:
    """From where, and how long: the middle, where a clip is what it mostly is."""
    duration_s = facts.duration_s
    if not duration_s:
        raise Unreadable("It does not tell how long it is, so there is no middle to take.")
    length_s = min(LENGTH_S, duration_s)
    return (duration_s - length_s) / 2, length_s
