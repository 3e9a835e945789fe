"""How long from a clip's rename into a watch folder to its encode, and from a job's end to the next's start.

The floor is a bare run of `ffmpeg -version` in the same minute: no encode can begin sooner than that.
"""

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bulletproof.domain.folder import FolderSpec, Rule
from bulletproof.domain.job import Status
from bulletproof.engine.bus import Bus
from bulletproof.engine.engine import Engine, Rooms
from bulletproof.engine.failpoints import Failpoint, Failpoints
from bulletproof.media.ffmpeg import find_ffmpeg
from bulletproof.media.inspector import Inspector
from bulletproof.store.store import Store
from tests.support.clips import Clip, ClipShelf
from tests.support.show import SOON, Ears
from tests.support.waiting import until

SMALL = Clip("mp4", size="64x64", seconds=0.4)


class Stopwatch(Failpoints):
    """Notes when each named moment was reached, instead of dying there."""

    def __init__(self) -> None:
        super().__init__(None)
        self.reached: list[tuple[Failpoint, float]] = []

    def reach(self, point: Failpoint) -> None:
        self.reached.append((point, time.monotonic()))

    def times_s(self, point: Failpoint) -> list[float]:
        return [at_s for name, at_s in self.reached if name == point]


def _dropped(shelf: ClipShelf, folder: Path, number: int) -> float:
    """Rename a clip of its own into the folder; the answer is when."""
    box = b"free%06d" % number  # ISO 14496-12: a box that players pass over
    content = shelf.path(SMALL).read_bytes() + (len(box) + 4).to_bytes(4, "big") + box
    on_its_way = folder.parent / "on-its-way"
    on_its_way.write_bytes(content)
    at_s = time.monotonic()
    on_its_way.rename(folder / f"{number}.mp4")
    return at_s


async def _measured(root: Path, drops: int) -> tuple[list[float], list[float]]:
    """Seconds from rename to spawn, one by one; then between the jobs of a full queue."""
    for name in ("in", "out", "data"):
        (root / name).mkdir()
    bus, watch, ears, shelf = Bus(), Stopwatch(), Ears(), ClipShelf(root)
    store = await Store.open(None, data_dir=root / "data", now=lambda: datetime.now(UTC), on_change=bus.poke)
    bus.listen(ears)
    async with Inspector() as inspector:
        rooms = Rooms(store, inspector, bus, root / "data", failpoints=watch)
        async with Engine(rooms, SOON) as engine:
            spec = FolderSpec(root / "in", root / "out", (Rule("*", "live-prores-lt"),))
            await engine.add_folder(spec)
            waits = [await _alone(root, shelf, watch, ears, number) for number in range(drops)]
            await engine.hold_queue()
            for number in range(drops, 2 * drops):
                _dropped(shelf, root / "in", number)
            await until(lambda: len(ears.jobs) == 2 * drops, within_s=30)
            before = len(watch.times_s("announced"))
            await engine.resume_queue()
            await until(lambda: len(watch.times_s("announced")) == 2 * drops, within_s=300)
    await store.close()
    ends, starts = watch.times_s("announced")[before:], watch.times_s("claimed")[before:]
    return waits, [start - end for end, start in zip(ends, starts[1:], strict=False)]


async def _alone(root: Path, shelf: ClipShelf, watch: Stopwatch, ears: Ears, number: int) -> float:
    done = len(watch.times_s("announced"))
    at_s = _dropped(shelf, root / "in", number)
    await until(lambda: len(watch.times_s("announced")) > done, within_s=60)
    await until(lambda: all(job.status is Status.COMPLETED for job in ears.jobs.values()))
    return watch.times_s("spawned")[-1] - at_s


async def _spawn_s() -> float:
    started_s = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        str(find_ffmpeg(None)), "-version", stdout=asyncio.subprocess.DEVNULL
    )
    await process.wait()
    return time.monotonic() - started_s


def _line(metric: str, values_s: Sequence[float], floor_s: float) -> str:
    ordered = sorted(values_s)
    middle_s, worst_s = statistics.median(ordered), ordered[max(0, round(len(ordered) * 0.99) - 1)]
    return json.dumps(
        {
            "metric": metric,
            "value": round(middle_s, 4),
            "floor": round(floor_s, 4),
            "ratio": round(middle_s / floor_s, 2),
            "n": len(ordered),
            "p50": round(middle_s, 4),
            "p99": round(worst_s, 4),
            "load": round(os.getloadavg()[0], 1),
        }
    )


async def main(drops: int) -> None:
    floor_s = statistics.median([await _spawn_s() for _ in range(5)])
    with tempfile.TemporaryDirectory() as folder:
        waits, gaps = await _measured(Path(folder), drops)
    print(_line("rename_to_encode_s", waits, floor_s))
    print(_line("gap_between_jobs_s", gaps, floor_s))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40))
