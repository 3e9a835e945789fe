"""How specimens are made: encoded from a pattern, made anew from another, or changed in single bytes.

A clean clip is tagged BT.709 all through, since a picture without tags is a finding of its own.
"""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from tests.corpus.specimen import Maker
from tests.support.clips import AAC, Clip, run_ffmpeg, words_of

BT709 = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv"
STEREO = "aformat=channel_layouts=stereo"

H264 = ("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-pix_fmt", "yuv420p")
_X265 = ("-x265-params", "log-level=error:open-gop=0")
HEVC = ("-c:v", "libx265", "-preset", "ultrafast", *_X265, "-pix_fmt", "yuv420p")
HVC1 = (*HEVC, "-tag:v", "hvc1")
PROXY = ("-c:v", "prores_ks", "-profile:v", "0", "-pix_fmt", "yuv422p10le", "-vendor", "apl0")
PRORES_4444 = ("-c:v", "prores_ks", "-profile:v", "4", "-pix_fmt", "yuva444p10le", "-vendor", "apl0")
HAP = ("-c:v", "hap")
MPEG2 = ("-c:v", "mpeg2video", "-b:v", "4M", "-flags", "+cgop", "-sc_threshold", "1000000000")
VP9 = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-pix_fmt", "yuv420p")
FFV1 = ("-c:v", "ffv1", "-level", "3", "-pix_fmt", "yuv420p")
PCM16 = ("-c:a", "pcm_s16le")
PCM24 = ("-c:a", "pcm_s24le")
FAST_START = ("-movflags", "+faststart")

MP4 = Clip("mp4", H264, AAC, 2.0, picture=BT709, sound=STEREO)
MKV = replace(MP4, extension="mkv")
TS = replace(MP4, extension="ts")
HEVC_MP4 = replace(MP4, video=HVC1)
MOV = replace(MP4, extension="mov", video=PROXY, audio=PCM24)
HAP_MOV = replace(MP4, extension="mov", video=HAP, audio=PCM16)
FAST_MP4 = replace(MP4, options=FAST_START)
WAV = Clip("wav", None, PCM24, 2.0, sound=STEREO)


def clip(wanted: Clip, *, name: str = "clip") -> Maker:
    """Encoded from its pattern."""

    def make(folder: Path) -> Path:
        path = folder / f"{name}.{wanted.extension}"
        run_ffmpeg(*words_of(wanted), str(path))
        return path

    return make


def remade(base: Maker, *words: str, extension: str, before: Sequence[str] = ()) -> Maker:
    """From another file by ffmpeg: `before` stands before its name, `words` behind it."""

    def make(folder: Path) -> Path:
        path = folder / f"clip.{extension}"
        run_ffmpeg(*before, "-i", str(base(_beside(folder))), *words, str(path))
        return path

    return make


def copied(base: Maker, *words: str, extension: str, before: Sequence[str] = ()) -> Maker:
    """Every stream as it is, in another wrapping."""
    return remade(base, "-map", "0", "-c", "copy", *words, extension=extension, before=before)


def edited(base: Maker, edit: Callable[[bytes], bytes], *, name: str | None = None) -> Maker:
    """Another file with some bytes changed; `name` with its extension, where it is to have another."""

    def make(folder: Path) -> Path:
        found = base(_beside(folder))
        path = folder / (name or f"clip{found.suffix}")
        path.write_bytes(edit(found.read_bytes()))
        return path

    return make


def written(content: bytes, name: str) -> Maker:
    """A file of just these bytes."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def run(*words: str) -> None:
    """Another tool than ffmpeg; raises AssertionError with its words."""
    done = subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=60)
    assert done.returncode == 0, f"{words[0]}: {done.stderr[-500:]}{done.stdout[-500:]}"


def filtered(wanted: Clip, *, picture: str = "", sound: str = "") -> Clip:
    """With one more filter behind those that it has; tags come last, since filters drop or change them."""
    chain = ",".join(part for part in (wanted.picture.removesuffix(BT709).strip(","), picture) if part)
    return replace(
        wanted,
        picture=f"{chain},{BT709}" if chain else BT709,
        sound=f"{wanted.sound},{sound}" if sound else wanted.sound,
    )


def _beside(folder: Path) -> Path:
    beside = folder / "made-from"
    beside.mkdir(parents=True, exist_ok=True)
    return beside
