"""Pictures of a job's source and output at the same moments, and its sound's shape, kept beside its report.

They are taken by the way, one after the other, at low priority: no job waits for its pictures, and none
fails for one that can't be taken.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.job import JobId
from bulletproof.media.still import still
from bulletproof.media.waveform import read_waveform, waveform

logger = logging.getLogger(__name__)

Side = Literal["source", "output"]
Wish = tuple[JobId, Side]

SIDES: tuple[Side, ...] = ("source", "output")
PLACES = (0.02, 0.26, 0.50, 0.74, 0.98)  # of the length: both edges of a loop, and what lies between
LAST_S = 0.12  # before the end: the last picture of a short clip starts well before 98 % of it
WIDTH = 640
MOST_WAITING = 500
PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class Still:
    number: int
    at_s: float


@dataclass(frozen=True, slots=True)
class Looks:
    """What there is to look at of a job."""

    stills: tuple[Still, ...] = ()
    """The moments at which both pictures are there."""
    waveform: tuple[int, ...] = ()


NO_LOOKS = Looks()


def moments(duration_s: float) -> tuple[Still, ...]:
    last_s = max(duration_s - LAST_S, 0.0)
    return tuple(Still(number, min(place * duration_s, last_s)) for number, place in enumerate(PLACES, 1))


class Stills:
    def __init__(self, folder: Path, ffmpeg: Callable[[], Path | None]) -> None:
        self._folder = folder
        self._ffmpeg = ffmpeg
        self._wanted: dict[Wish, asyncio.Task[None]] = {}
        self._turn = asyncio.Lock()

    async def run(self) -> None:
        """For as long as this runs pictures are taken; its end ends the one that is being taken."""
        try:
            await asyncio.Event().wait()
        finally:
            await self._end(self._wanted)

    def want(
        self,
        job_id: JobId,
        side: Side,
        path: Path,
        duration_s: float | None,
        *,
        has_picture: bool = True,
        has_sound: bool = False,
    ) -> None:
        """Taken when their turn comes; left out where too many wait."""
        if not duration_s or len(self._wanted) >= MOST_WAITING:
            return
        wish = (job_id, side)
        task = asyncio.create_task(
            self._take_all(wish, path, duration_s, has_picture=has_picture, has_sound=has_sound)
        )
        self._wanted[wish] = task
        task.add_done_callback(lambda _: self._forget(wish, task))

    async def let_go(self, job_id: JobId, *, within_s: float = PATIENCE_S) -> None:
        """Nobody looks at its source from then on: Windows moves no file that somebody has open."""
        task = self._wanted.get((job_id, "source"))
        if task is not None:
            await asyncio.wait({task}, timeout=within_s)
            await self._end([(job_id, "source")])

    def poster(self, job_id: JobId) -> Path:
        return self._folder / f"{job_id}.jpg"

    def path(self, job_id: JobId, side: Side, number: int) -> Path:
        return self._folder / f"{job_id}-{side}-{number}.jpg"

    def shape(self, job_id: JobId) -> Path:
        return self._folder / f"{job_id}-sound.json"

    def looks(self, job_id: JobId, duration_s: float | None) -> Looks:
        """What was taken of it; looks at the disk."""
        return Looks(self.pairs(job_id, duration_s), tuple(read_waveform(self.shape(job_id)) or ()))

    def pairs(self, job_id: JobId, duration_s: float | None) -> tuple[Still, ...]:
        """The moments at which both pictures are there; looks at the disk."""
        return tuple(
            one
            for one in moments(duration_s or 0.0)
            if all(self.path(job_id, side, one.number).is_file() for side in SIDES)
        )

    def remove(self, job_id: JobId) -> None:
        for path in (self.poster(job_id), *self._folder.glob(f"{job_id}-*")):
            path.unlink(missing_ok=True)

    async def _take_all(
        self, wish: Wish, path: Path, duration_s: float, *, has_picture: bool, has_sound: bool
    ) -> None:
        async with self._turn:
            for one in moments(duration_s) if has_picture else ():
                target = self.path(*wish, one.number)
                await self._try(
                    target, partial(still, source=path, at_s=one.at_s, target=target, width=WIDTH)
                )
            if has_sound and wish[1] == "output":
                shape = self.shape(wish[0])
                await self._try(shape, partial(waveform, source=path, target=shape))

    async def _try(self, target: Path, take: Callable[[Path], Awaitable[None]]) -> None:
        ffmpeg = self._ffmpeg()
        if ffmpeg is None:
            return
        try:
            await take(ffmpeg)
        except (BulletproofError, OSError, TimeoutError) as error:
            logger.info("No still", extra={"still": target.name, "cause": str(error)})

    async def _end(self, wishes: Iterable[Wish]) -> None:
        tasks = [self._wanted[wish] for wish in wishes if wish in self._wanted]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _forget(self, wish: Wish, task: asyncio.Task[None]) -> None:
        if self._wanted.get(wish) is task:
            del self._wanted[wish]
