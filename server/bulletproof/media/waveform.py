"""The shape of a file's sound: how high it reaches in each small part, to be drawn."""

import asyncio
import json
import os
from array import array
from asyncio import StreamReader
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bulletproof.domain.errors import MediaError
from bulletproof.domain.text import shown
from bulletproof.media.argv import INPUT_GUARD, file_url
from bulletproof.media.child import child

WITHIN_S = 300.0
POINTS = 1000
"""As many as a wide screen can show side by side."""
_RATE_HZ = 8000
_BLOCK_SAMPLES = 512  # of all channels together; 32 ms of stereo
_FULL_SCALE = 32_768


async def waveform(ffmpeg: Path, source: Path, target: Path) -> None:
    """Write the peaks (see `peaks_in`) to `target`, which appears whole.

    Raises MediaError or TimeoutError.
    """
    await asyncio.to_thread(target.parent.mkdir, parents=True, exist_ok=True)
    async with asyncio.timeout(WITHIN_S), child(_argv(ffmpeg, source), grace_s=0, niceness=10) as process:
        blocks, complaint = await asyncio.gather(_blocks(process.stdout), _all_of(process.stderr))
        code = await process.wait()
    if code != 0 or not blocks:
        said = shown(complaint.decode(errors="replace").strip())[-200:]
        raise MediaError(f"The sound of {shown(source.name)} can't be drawn: {said or 'there is none'}.")
    await asyncio.to_thread(_write, peaks_in(blocks), target)


def peaks_in(blocks: Sequence[float], points: int = POINTS) -> list[int]:
    """At most `points` values from 0 to 100 % of full scale, in order of time."""
    number = min(points, len(blocks))
    edges = [len(blocks) * at // number for at in range(number + 1)]
    return [round(100 * max(blocks[start:end])) for start, end in pairwise(edges)]


def read_waveform(path: Path) -> list[int] | None:
    """What `waveform` wrote; None where it was never written, or can't be read."""
    try:
        return [int(peak) for peak in json.loads(path.read_bytes())]
    except (OSError, ValueError):
        return None


async def _all_of(pipe: StreamReader | None) -> bytes:
    return await pipe.read() if pipe else b""


async def _blocks(pipe: StreamReader | None) -> list[float]:
    blocks: list[float] = []
    rest = b""
    while pipe and (chunk := await pipe.read(1 << 16)):
        data = rest + chunk
        usable = len(data) - len(data) % 2
        samples = array("h", data[:usable])
        rest = data[usable:]
        for start in range(0, len(samples), _BLOCK_SAMPLES):
            block = samples[start : start + _BLOCK_SAMPLES]
            blocks.append(max(max(block), -min(block)) / _FULL_SCALE)
    return blocks


def _write(peaks: list[int], target: Path) -> None:
    unfinished = target.with_suffix(".tmp")
    unfinished.write_text(json.dumps(peaks), encoding="ascii")
    os.replace(unfinished, target)


def _argv(ffmpeg: Path, source: Path) -> list[str]:
    words = [str(ffmpeg), "-nostdin", "-hide_banner", "-loglevel", "error", *INPUT_GUARD]
    words += ["-threads", "1", "-i", file_url(source), "-map", "0:a:0", "-vn", "-sn", "-dn"]
    # All channels beside each other, never mixed: what is inverted on one side would cancel out.
    return [*words, "-ar", str(_RATE_HZ), "-f", "s16le", "pipe:1"]
