"""What verification costs in CPU, profile by profile at 1080p.

    python tests/bench/verify_cost.py [SECONDS] [PROFILE…]

One JSON line per profile. The goals: 10 % of an x264 medium encode, 1.1 times a bare decode, and with SSIM
against the source 20 % of that encode; packets alone 2 %. A profile's own encode is told as well.
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

from bulletproof.domain.builtin_profiles import profile_named
from bulletproof.domain.media import MediaFacts
from bulletproof.domain.picture_plan import picture_plan
from bulletproof.media.argv import encode_argv
from bulletproof.media.decode import Wanted, decode
from bulletproof.media.digest import digest
from bulletproof.media.inspector import Inspector
from bulletproof.media.picture_filters import conforming
from bulletproof.media.similarity import Comparison

FFMPEG = Path(imageio_ffmpeg.get_ffmpeg_exe())
PROFILES = ("live-h264", "live-qlab", "live-prores-lt", "live-hap", "live-linux-hevc-mkv")
X264_MEDIUM = ("-c:v", "libx264", "-preset", "medium", "-crf", "18", "-pix_fmt", "yuv420p")


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


async def facts_of(clip: Path) -> MediaFacts:
    async with Inspector() as inspector:
        return await inspector.probe(clip)


def made_with(name: str, source: Path, facts: MediaFacts, clip: Path) -> float:
    argv = encode_argv(FFMPEG, profile_named(name), source, facts, clip)
    before_s = cpu_s()
    subprocess.run(argv, check=True, capture_output=True)
    return cpu_s() - before_s


def comparison(name: str, source: Path, facts: MediaFacts) -> Comparison:
    video = profile_named(name).video
    plan = picture_plan(video, facts) if video else None
    if video is None or plan is None:
        raise SystemExit(f"{name} has no picture to compare")
    return Comparison(source, facts, plan.rate, ",".join(conforming(video, facts, plan)))


async def measure(name: str, source: Path, *, x264_s: float) -> dict[str, object]:
    theirs = await facts_of(source)
    clip = source.with_name(f"{name}.{profile_named(name).container}")
    encode_s = made_with(name, source, theirs, clip)
    facts, wanted = await facts_of(clip), Wanted(comparison=comparison(name, source, theirs))
    bare_s = ffmpeg_cpu_s("-i", str(clip), "-f", "null", "-")
    walk_s = await warm_packets_cpu_s(clip)
    hash_s = await cost_s(lambda: digest(clip))
    decode_s = await cost_s(lambda: decode(FFMPEG, clip, facts))
    compared_s = await cost_s(lambda: decode(FFMPEG, clip, facts, wanted=wanted))
    return {
        "metric": "verify_cpu_of_x264_medium",
        "profile": name,
        "value": round((walk_s + decode_s + hash_s) / x264_s, 4),
        "floor": 0.10,
        "with_ssim": round((walk_s + compared_s + hash_s) / x264_s, 4),
        "with_ssim_floor": 0.20,
        "decode_of_bare_decode": round(decode_s / bare_s, 3),
        "packets_of_x264": round(walk_s / x264_s, 4),
        "hash_of_x264": round(hash_s / x264_s, 4),
        "value_of_own_encode": round((walk_s + decode_s + hash_s) / encode_s, 4),
        "bare_decode_s": round(bare_s, 2),
        "x264_s": round(x264_s, 2),
    }


async def main(seconds: int, profiles: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        raw, source = Path(folder) / "raw.mkv", Path(folder) / "source.mp4"
        picture = f"testsrc2=d={seconds}:s=1920x1080:r=25,noise=alls=12:allf=t,format=yuv420p"
        tone = f"sine=f=440:r=48000:d={seconds},aformat=channel_layouts=stereo"
        ffmpeg_cpu_s("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", tone, "-c:v", "ffv1", str(raw))
        raw_decode_s = ffmpeg_cpu_s("-i", str(raw), "-f", "null", "-")
        x264_s = ffmpeg_cpu_s("-i", str(raw), *X264_MEDIUM, str(source)) - raw_decode_s
        for name in profiles:
            print(json.dumps(await measure(name, source, x264_s=x264_s)), flush=True)


if __name__ == "__main__":
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    asyncio.run(main(seconds, tuple(sys.argv[2:]) or PROFILES))
