"""What our `encode()` costs beside the bare ffmpeg command of the same arguments.

Pairs alternate, so that a machine that slows down slows both. CPU seconds are ours and the child's together;
the bare run's are its own and those of reading its pipes.
"""

import asyncio
import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

from bulletproof.domain.builtin_profiles import profile_named
from bulletproof.domain.media import MediaFacts, VideoStream
from bulletproof.media.argv import encode_argv
from bulletproof.media.encode import encode
from bulletproof.media.encode_control import EncodeControl
from tests.support.clips import MP4, ClipShelf, real_ffmpeg

PAIRS = 5
SECONDS = 8.0
Cost = tuple[float, float]
"""(CPU, wall) seconds."""


def _argv(folder: Path) -> list[str]:
    clip = type(MP4)("mp4", audio=None, seconds=SECONDS, size="1280x720")
    source = ClipShelf(folder).path(clip)
    picture = VideoStream(
        index=0,
        codec="h264",
        codec_tag="avc1",
        codec_profile=None,
        width=1280,
        height=720,
        pixel_format="yuv420p",
        frame_rate=Fraction(25),
        base_rate=Fraction(25),
        time_base=Fraction(1, 12_800),
        start_s=0.0,
        duration_s=SECONDS,
        frames_promised=None,
    )
    facts = MediaFacts("mov,mp4,m4a,3gp,3g2,mj2", source.stat().st_size, SECONDS, 0.0, None, (picture,))
    part = folder / ".bp-bench.part"
    return encode_argv(real_ffmpeg(), profile_named("standard-playback"), source, facts, part)


def _bare(argv: Sequence[str]) -> None:
    subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, check=True)


def _ours(argv: Sequence[str]) -> None:
    asyncio.run(
        encode(argv, duration_s=SECONDS, on_progress=lambda _: None, control=EncodeControl(), stall_s=30.0)
    )


def _cost(run: Callable[[Sequence[str]], None], argv: Sequence[str]) -> Cost:
    cpu_s, wall_s = _cpu_s(), time.perf_counter()
    run(argv)
    return _cpu_s() - cpu_s, time.perf_counter() - wall_s


def _cpu_s() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        argv = _argv(Path(folder))
        _bare(argv)  # warms the disk cache
        pairs = [(_cost(_bare, argv), _cost(_ours, argv)) for _ in range(PAIRS)]
    floor_s, value_s = (statistics.median(pair[which][0] for pair in pairs) for which in (0, 1))
    ratios = sorted(ours[0] / bare[0] for bare, ours in pairs)
    line = {
        "metric": "encode_cpu_s",
        "value": round(value_s, 3),
        "floor": round(floor_s, 3),
        "ratio": round(statistics.median(ratios), 4),
        "n": PAIRS,
        "p50": round(statistics.median(ratios), 4),
        "p99": round(ratios[-1], 4),
        "wall_ratio": round(statistics.median(ours[1] / bare[1] for bare, ours in pairs), 4),
        "load": round(os.getloadavg()[0], 2),
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
