"""What verification costs in CPU, against an x264 medium encode and against a bare decode, at 720p.

    python tests/bench/verify_cost.py [SECONDS]

One JSON line. The goals: packets 2 %, decode 10 % of the encode and 1.1 times a bare decode.
"""

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import imageio_ffmpeg
import psutil

from bulletproof.media.decode import decode
from bulletproof.media.digest import digest
from bulletproof.media.inspector import Inspector

FFMPEG = Path(imageio_ffmpeg.get_ffmpeg_exe())


def cpu_s() -> float:
    used = (resource.getrusage(resource.RUSAGE_CHILDREN), resource.getrusage(resource.RUSAGE_SELF))
    return sum(one.ru_utime + one.ru_stime for one in used)


def ffmpeg_cpu_s(*words: str) -> float:
    before_s = cpu_s()
    subprocess.run([FFMPEG, "-nostdin", "-v", "error", "-y", *words], check=True)
    return cpu_s() - before_s


async def cost_s(look: Callable[[], Awaitable[object]]) -> float:
    before_s = cpu_s()
    await look()
    return cpu_s() - before_s


async def warm_packets_cpu_s(clip: Path) -> float:
    """By the child's own clock, since the server keeps it warm and starts it once."""
    async with Inspector() as inspector:
        await inspector.probe(clip)
        before_s = _children_cpu_s()
        await inspector.packets(clip)
        return _children_cpu_s() - before_s


def _children_cpu_s() -> float:
    times = [child.cpu_times() for child in psutil.Process().children(recursive=True)]
    return sum(one.user + one.system for one in times)


async def main(seconds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        raw, clip = Path(folder) / "raw.mkv", Path(folder) / "clip.mp4"
        picture = f"testsrc2=d={seconds}:s=1280x720:r=25,noise=alls=12:allf=t,format=yuv420p"
        ffmpeg_cpu_s("-f", "lavfi", "-i", picture, "-c:v", "ffv1", str(raw))
        raw_decode_s = ffmpeg_cpu_s("-i", str(raw), "-f", "null", "-")
        encode = ("-c:v", "libx264", "-preset", "medium", "-crf", "18", "-pix_fmt", "yuv420p")
        encode_s = ffmpeg_cpu_s("-i", str(raw), *encode, str(clip)) - raw_decode_s
        bare_s = ffmpeg_cpu_s("-i", str(clip), "-f", "null", "-")
        async with Inspector() as inspector:
            facts = await inspector.probe(clip)
        walk_s = await warm_packets_cpu_s(clip)
        decode_s = await cost_s(lambda: decode(FFMPEG, clip, facts))
        hash_s = await cost_s(lambda: digest(clip))
    total_s = walk_s + decode_s + hash_s
    print(
        json.dumps(
            {
                "metric": "verify_cpu_of_x264_medium",
                "value": round(total_s / encode_s, 4),
                "floor": 0.10,
                "packets_of_encode": round(walk_s / encode_s, 4),
                "decode_of_encode": round(decode_s / encode_s, 4),
                "decode_of_bare_decode": round(decode_s / bare_s, 3),
                "hash_s": round(hash_s, 3),
                "encode_s": round(encode_s, 2),
                "clip_s": seconds,
            }
        )
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
