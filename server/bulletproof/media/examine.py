"""Everything that is measured of one file, looks taken side by side; what it means is judged elsewhere."""

import asyncio
import hashlib
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path

from bulletproof.domain.arrival import Container
from bulletproof.domain.errors import CheckerDied, MediaError, Unreadable
from bulletproof.domain.media import ContentFacts, Evidence, MediaFacts, PacketFacts
from bulletproof.domain.text import shown
from bulletproof.media.completeness import completeness
from bulletproof.media.decode import decode
from bulletproof.media.inspector import Inspector

HASH_BLOCK_BYTES = 1 << 20


async def examine(
    path: Path,
    *,
    inspector: Inspector,
    ffmpeg: Path | None,
    on_progress: Callable[[float], None] | None = None,
    packets: bool = True,
    hash: bool = True,
    as_source: bool = False,
) -> Evidence:
    """Probe, then packets, content (given an ffmpeg) and hash at once.

    A file that can't be opened, or that kills whoever opens it, is evidence too: its `unreadable` tells why.
    Raises FfmpegMissing.
    """
    try:
        media = await inspector.probe(path)
        watching = (
            decode(ffmpeg, path, media, on_progress=on_progress, as_source=as_source) if ffmpeg else None
        )
        return await _looks(
            media,
            walking=inspector.packets(path) if packets else None,
            watching=watching,
            summing=sha256(path) if hash else None,
        )
    except (Unreadable, CheckerDied) as error:
        state = await asyncio.to_thread(completeness, path)
        return Evidence(None, None, None, str(error), is_incomplete=state is Container.INCOMPLETE)


async def _looks(
    media: MediaFacts,
    *,
    walking: Coroutine[None, None, PacketFacts] | None,
    watching: Coroutine[None, None, ContentFacts] | None,
    summing: Coroutine[None, None, str] | None,
) -> Evidence:
    try:
        async with asyncio.TaskGroup() as looks:
            walk = looks.create_task(walking) if walking else None
            watch = looks.create_task(watching) if watching else None
            digest = looks.create_task(summing) if summing else None
    except* MediaError as group:
        raise group.exceptions[0] from group
    return Evidence(
        media=media,
        packets=walk.result() if walk else None,
        content=watch.result() if watch else None,
        unreadable=None,
        sha256=digest.result() if digest else None,
    )


async def sha256(path: Path) -> str:
    """In a thread, which stops between two blocks when nobody waits for it any more."""
    stop = threading.Event()
    try:
        return await asyncio.to_thread(_sha256, path, stop)
    except OSError as error:
        raise Unreadable(f"{shown(path.name)} can't be read: {error.strerror}.") from error
    finally:
        stop.set()


def _sha256(path: Path, stop: threading.Event) -> str:
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while not stop.is_set() and (block := file.read(HASH_BLOCK_BYTES)):
            digest.update(block)
    return digest.hexdigest()
