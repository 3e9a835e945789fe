"""One frame as a small JPEG: a picture to recognise a job by."""

import asyncio
import os
from pathlib import Path

from bulletproof.domain.errors import MediaError
from bulletproof.media.argv import INPUT_GUARD, file_url
from bulletproof.media.child import child

WITHIN_S = 30.0
WIDTH = 480


async def still(ffmpeg: Path, source: Path, at_s: float, target: Path) -> None:
    """Write the frame at `at_s` to `target`, which appears whole; raises MediaError or TimeoutError."""
    await asyncio.to_thread(target.parent.mkdir, parents=True, exist_ok=True)
    unfinished = target.with_suffix(".tmp")
    argv = [str(ffmpeg), "-nostdin", "-hide_banner", "-loglevel", "error", "-y", *INPUT_GUARD]
    argv += ["-threads", "1", "-ss", f"{at_s:.3f}", "-i", file_url(source), "-an", "-sn", "-dn"]
    argv += [
        "-frames:v",
        "1",
        "-filter:v",
        f"scale={WIDTH}:-2",
        "-q:v",
        "4",
        "-f",
        "mjpeg",
        file_url(unfinished),
    ]
    async with asyncio.timeout(WITHIN_S), child(argv, niceness=10) as process:
        _, complaint = await process.communicate()
    if process.returncode != 0 or not await asyncio.to_thread(unfinished.exists):
        raise MediaError(f"No still could be taken: {complaint.decode(errors='replace')[-200:]}")
    await asyncio.to_thread(os.replace, unfinished, target)
