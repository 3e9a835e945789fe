"""Pictures of a job's source and output at the same moments, taken by the way and kept beside its report.

They are taken one after the other, at low priority, while other work goes on: no job waits for its pictures,
and none fails for one that can't be taken.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.job import JobId
from bulletproof.media.still import still

logger = logging.getLogger(__name__)

Side = Literal["source", "output"]

PLACES = (0.02, 0.26, 0.50, 0.74, 0.98)  # of the length: both edges of a loop, and what lies between
LAST_FRAME_S = 0.15  # behind the start of the last frame there is nothing to take, at 10 fps too
WIDTH = 640
MOST_WAITING = 500


@dataclass(frozen=True, slots=True)
class Still:
    number: int
    at_s: float


@dataclass(frozen=True, slots=True)
class _Wanted:
    job_id: JobId
    side: Side
    path: Path
    duration_s: float


def moments(duration_s: float) -> tuple[Still, ...]:
    latest_s = max(duration_s - LAST_FRAME_S, 0.0)
    return tuple(Still(number, min(place * duration_s, latest_s)) for number, place in enumerate(PLACES, 1))


class Stills:
    def __init__(self, folder: Path, ffmpeg: Callable[[], Path | None]) -> None:
        self._folder = folder
        self._ffmpeg = ffmpeg
        self._wanted: asyncio.Queue[_Wanted] = asyncio.Queue(MOST_WAITING)

    async def run(self) -> None:
        while True:
            wanted = await self._wanted.get()
            for moment in moments(wanted.duration_s):
                await self._take(wanted, moment)

    def want(self, job_id: JobId, side: Side, path: Path, duration_s: float | None) -> None:
        """Taken when their turn comes; left out where too many wait."""
        if duration_s:
            with contextlib.suppress(asyncio.QueueFull):
                self._wanted.put_nowait(_Wanted(job_id, side, path, duration_s))

    def poster(self, job_id: JobId) -> Path:
        return self._folder / f"{job_id}.jpg"

    def path(self, job_id: JobId, side: Side, number: int) -> Path:
        return self._folder / f"{job_id}-{side}-{number}.jpg"

    def pairs(self, job_id: JobId, duration_s: float | None) -> tuple[Still, ...]:
        """The moments at which both pictures are there; looks at the disk."""
        return tuple(
            one
            for one in moments(duration_s or 0.0)
            if all(self.path(job_id, side, one.number).is_file() for side in ("source", "output"))
        )

    def remove(self, job_id: JobId) -> None:
        for path in (self.poster(job_id), *self._folder.glob(f"{job_id}-*.jpg")):
            path.unlink(missing_ok=True)

    async def _take(self, wanted: _Wanted, moment: Still) -> None:
        ffmpeg = self._ffmpeg()
        if ffmpeg is None:
            return
        target = self.path(wanted.job_id, wanted.side, moment.number)
        try:
            await still(ffmpeg, wanted.path, moment.at_s, target, width=WIDTH)
        except (BulletproofError, OSError, TimeoutError) as error:
            logger.info("No still", extra={"job": wanted.job_id, "cause": str(error)})
