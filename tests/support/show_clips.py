"""Clips for the pages that show what was found: something happens in them, at a known second."""

import subprocess
from pathlib import Path

import imageio_ffmpeg

LOOK = "gradients=c0=0x0a1222:c1=0x2f4a6d:c2=0x9fb4c8:n=3:seed=7:speed=0.02:size=640x360:rate=25"


def dark_middle(path: Path) -> Path:
    """Three seconds, black from the first to the second."""
    return _made(path, f"{LOOK}:duration=3,drawbox=color=black:t=fill:enable='between(t,1,1.99)'")


def _made(path: Path, picture: str) -> Path:
    sound = "sine=frequency=440:sample_rate=48000:duration=3"
    inputs = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-shortest"]
    codecs = ["-c:v", "mpeg4", "-q:v", "4", "-c:a", "pcm_s16le"]
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *inputs, *codecs, str(path)]
    subprocess.run(argv, check=True, timeout=120)
    return path
