"""The first of two passes: how loud a source's sound is, read once and quickly, with no picture decoded."""

import re
from collections.abc import Callable
from pathlib import Path

from bulletproof.domain.loudness import NO_LOUDER_THAN_SILENCE_LUFS, Loudness
from bulletproof.domain.media import MediaFacts
from bulletproof.media.argv import INPUT_GUARD, file_url
from bulletproof.media.encode import EncodeProgress, encode
from bulletproof.media.encode_control import EncodeControl

# ffmpeg's ebur128 tells both at the end, in lines of their own.
_INTEGRATED = re.compile(r"^\s+I:\s+(-?\d+\.\d+) LUFS", re.MULTILINE)
_PEAK = re.compile(r"^\s+Peak:\s+(-?\d+\.\d+) dBFS", re.MULTILINE)


async def loudness_of(
    ffmpeg: Path,
    source: Path,
    facts: MediaFacts,
    *,
    control: EncodeControl,
    stall_s: float,
    on_progress: Callable[[EncodeProgress], None] = lambda _: None,
) -> Loudness | None:
    """None: silent, or too short to have one. Raises what an encode raises."""
    if facts.sound is None:
        return None
    outcome = await encode(
        _argv(ffmpeg, source, facts.sound.index),
        duration_s=facts.duration_s,
        on_progress=on_progress,
        control=control,
        stall_s=stall_s,
    )
    return told(outcome.stderr_tail)


def told(stderr: str) -> Loudness | None:
    """The last summary counts: a title may read like one."""
    integrated, peak = _INTEGRATED.findall(stderr), _PEAK.findall(stderr)
    if not integrated or not peak or float(integrated[-1]) <= NO_LOUDER_THAN_SILENCE_LUFS:
        return None
    return Loudness(float(integrated[-1]), float(peak[-1]))


def _argv(ffmpeg: Path, source: Path, index: int) -> list[str]:
    words = [str(ffmpeg), "-nostdin", "-hide_banner", "-nostats", "-loglevel", "repeat+level+info"]
    words += ["-progress", "pipe:1", *INPUT_GUARD, "-i", file_url(source), "-vn", "-sn", "-dn"]
    return [*words, "-map", f"0:{index}", "-filter:a", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
