"""The demo's clips: what a touring company's hard disk holds, good and bad, and what each has to become.

Each shows a moving picture and carries a tone, so that nothing about the good ones is black, frozen, silent.
The bad ones are made as they happen: a copy that stopped half-way, a text that was given the wrong name.
"""

import hashlib
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

import av
import imageio_ffmpeg

Expected = Literal["show_ready", "not_ready"]


class ClipNotMade(Exception):
    """ffmpeg could not make a clip; the text holds its words."""


@dataclass(frozen=True, slots=True)
class Size:
    """Small and short to be judged quickly; larger and longer where somebody wants to watch."""

    width: int
    height: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Clip:
    """`encode` are ffmpeg's words between its inputs and the file; None: the clip is no video at all."""

    name: str
    expected: Expected
    why: str
    hue_degrees: int = 0
    picture: str = ""
    encode: Sequence[str] | None = None
    is_cut_in_half: bool = False
    is_variable_rate: bool = False


_H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "18", "-pix_fmt", "yuv420p", "-g", "25")
_AAC = ("-c:a", "aac", "-b:a", "128k")
_PCM = ("-c:a", "pcm_s16le")
_PRORES = ("-c:v", "prores_aw", "-profile:v", "1", "-pix_fmt", "yuv422p10le")
# Three of every five pictures of 50 a second, each at the moment it was taken: as a phone does in poor light.
_UNEVEN = "select='lt(mod(n,5),2)+eq(mod(n,5),3)'"

CLIPS = (
    Clip("Opening titles.mp4", "show_ready", "H.264 with sound", 0, "", (*_H264, *_AAC)),
    Clip("Überblendung 🎭.mov", "show_ready", "ProRes with sound", 90, "", (*_PRORES, *_PCM)),
    Clip("backdrop-loop.mkv", "show_ready", "Matroska with sound", 180, "", (*_H264, *_AAC)),
    Clip(
        "phone-from-the-director.mp4",
        "show_ready",
        "variable frame rate",
        270,
        _UNEVEN,
        ("-fps_mode", "passthrough", *_H264, *_AAC),
        is_variable_rate=True,
    ),
    Clip(
        "copy-stopped-half-way.mkv", "not_ready", "cut in half", 45, "", (*_H264, *_AAC), is_cut_in_half=True
    ),
    Clip(
        "stick-pulled-too-early.mp4", "not_ready", "no index", 135, "", (*_H264, *_AAC), is_cut_in_half=True
    ),
    Clip("running-order.mov", "not_ready", "a text, not a video"),
)


def make_clips(folder: Path, size: Size) -> Iterator[tuple[Clip, Path]]:
    """Write every clip into `folder`, one at a time; raises ClipNotMade."""
    folder.mkdir(parents=True, exist_ok=True)
    for clip in CLIPS:
        path = folder / clip.name
        if clip.encode is None:
            path.write_text("Running order\n1. Overture\n2. Entrance of the queen\n" * 40, encoding="utf-8")
        else:
            _encode(clip, path, size)
        if clip.is_cut_in_half:
            whole = path.read_bytes()
            path.write_bytes(whole[: len(whole) // 2])
        yield clip, path


def has_variable_rate(path: Path) -> bool:
    """Whether the pictures of `path` stand at uneven distances, by its packets."""
    with av.open(str(path)) as container:
        times = sorted(packet.pts for packet in container.demux(video=0) if packet.pts is not None)
    distances = [after - before for before, after in pairwise(times)]
    # A container that counts in coarse steps (Matroska: milliseconds) rounds each distance by one at most.
    return max(distances) - min(distances) > 1


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _encode(clip: Clip, path: Path, size: Size) -> None:
    rate = 50 if clip.is_variable_rate else 25
    filters = ",".join(filter(None, (clip.picture, f"hue=h={clip.hue_degrees}")))
    argv = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-loglevel", "error", "-y"),
        *(
            "-f",
            "lavfi",
            "-i",
            f"testsrc2=size={size.width}x{size.height}:rate={rate}:duration={size.seconds}",
        ),
        *("-f", "lavfi", "-i", f"sine=frequency=220:beep_factor=4:sample_rate=48000:duration={size.seconds}"),
        *("-vf", filters, "-ac", "2"),
        *(clip.encode or ()),
        f"file:{path}",
    ]
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ClipNotMade(f"ffmpeg could not make the clip {clip.name!r}: {done.stderr.strip()[-400:]}")
