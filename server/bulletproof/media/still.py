"""One frame as a small JPEG: a picture to recognise a job by."""

import asyncio
import os
from pathlib import Path

from bulletproof.domain.errors import MediaError
from bulletproof.domain.text import shown
from bulletproof.media.argv import INPUT_GUARD, file_url
from bulletproof.media.child import child

WITHIN_S = 30.0


async def still(ffmpeg: Path, source: Path, at_s: float, target: Path, *, width: int = 480) -> None:
    """Write the frame at `at_s` to `target`, which appears whole; raises MediaError or TimeoutError."""
    await asyncio.to_thread(target.parent.mkdir, parents=True, exist_ok=True)
    unfinished = target.with_suffix(".tmp")
    try:
        async with (
            asyncio.timeout(WITHIN_S),
            child(_argv(ffmpeg, source, at_s, unfinished, width=width), grace_s=0, niceness=10) as process,
        ):
            _, complaint = await process.communicate()
        if process.returncode != 0 or not await asyncio.to_thread(unfinished.exists):
            said = shown(complaint.decode(errors="replace").strip())[-200:]
            raise MediaError(
                f"No still could be taken of {shown(source.name)}: {said or 'no picture there'}."
            )
        await asyncio.to_thread(os.replace, unfinished, target)
    finally:
        await asyncio.to_thread(unfinished.unlink, missing_ok=True)


def _argv(ffmpeg: Path, source: Path, at_s: float, target: Path, *, width: int) -> list[str]:
    words = [str(ffmpeg), "-nostdin", "-hide_banner", "-loglevel", "error", "-y", *INPUT_GUARD]
    words += ["-threads", "1", "-ss", f"{max(at_s, 0):.3f}", "-i", file_url(source)]
    words += ["-map", "0:V:0", "-frames:v", "1"]  # a capital V: no cover art
    return [*words, "-filter:v", f"scale={width}:-2", "-q:v", "4", "-f", "mjpeg", file_url(target)]
