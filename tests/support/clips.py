"""Small clips that the real ffmpeg makes: a moving picture and a tone, one second unless asked otherwise.

`testsrc2` moves in every frame and `sine` never stops, so nothing about a clip is black, frozen or silent
unless a test plants it. Each is made once per session, the first time that somebody asks for it; who wants
to cut or spoil one takes a copy.
"""

import hashlib
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import imageio_ffmpeg
import pytest

H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
PRORES = ("-c:v", "prores_ks", "-profile:v", "proxy", "-pix_fmt", "yuv422p10le")
AAC = ("-c:a", "aac", "-b:a", "128k")
PCM = ("-c:a", "pcm_s16le")
# Three of every five pictures of 50 a second, each at its own moment: as a phone does in poor light.
UNEVEN = "select='lt(mod(n,5),2)+eq(mod(n,5),3)'"


@dataclass(frozen=True, slots=True)
class Clip:
    """What is asked for; `video` and `audio` are the encoder's words, None leaves the stream out."""

    extension: str
    video: Sequence[str] | None = H264
    audio: Sequence[str] | None = AAC
    seconds: float = 1.0
    rate: str = "25"
    size: str = "320x180"
    picture: str = "null"
    """A filter after the source: `UNEVEN`, `drawbox=…`, …"""
    sound: str = "anull"
    options: Sequence[str] = ()
    """Anything else before the output's name: `-timecode 01:00:00:00`."""
    pattern: str = "testsrc2"
    """The source of the picture, any of lavfi's that take a size and a rate."""
    tone: str = "sine=f=440:r=48000"

    @property
    def name(self) -> str:
        return f"{hashlib.sha256(repr(self).encode()).hexdigest()[:12]}.{self.extension}"


MP4 = Clip("mp4")
MOV = Clip("mov", PRORES, PCM)
MKV = Clip("mkv")
TS = Clip("ts")
WAV = Clip("wav", None, PCM)
SILENT_MP4 = Clip("mp4", audio=None)
UNEVEN_MP4 = Clip("mp4", (*H264, "-fps_mode", "passthrough"), rate="50", picture=UNEVEN)
NTSC_MKV = replace(MKV, rate="30000/1001")


@cache
def real_ffmpeg() -> Path:
    return Path(imageio_ffmpeg.get_ffmpeg_exe())


class ClipShelf:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, clip: Clip) -> Path:
        """The clip's file, not to be written to."""
        path = self._folder / clip.name
        if not path.exists():
            run_ffmpeg(*words_of(clip), str(path))
        return path

    def copy(self, clip: Clip, target: Path, *, share: float = 1.0) -> Path:
        """A copy of the test's own; `share` 0.5 keeps the first half of its bytes."""
        content = self.path(clip).read_bytes()
        target.write_bytes(content[: round(len(content) * share)])
        return target


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> ClipShelf:
    return ClipShelf(tmp_path_factory.mktemp("clips"))


def run_ffmpeg(*words: str) -> None:
    """Plain ffmpeg, for what a test needs to be there; raises AssertionError with its words."""
    argv = [str(real_ffmpeg()), "-nostdin", "-hide_banner", "-loglevel", "error", "-y", *words]
    done = subprocess.run(argv, capture_output=True, text=True, errors="replace", timeout=60)
    assert done.returncode == 0, done.stderr


def words_of(clip: Clip) -> list[str]:
    words: list[str] = []
    if clip.video is not None:
        pattern = f"{clip.pattern}{':' if '=' in clip.pattern else '='}"
        words += ["-f", "lavfi", "-i", f"{pattern}s={clip.size}:r={clip.rate},{clip.picture}"]
    if clip.audio is not None:
        words += ["-f", "lavfi", "-i", f"{clip.tone},{clip.sound}"]
    return [*words, *(clip.video or ()), *(clip.audio or ()), "-t", f"{clip.seconds:g}", *clip.options]
