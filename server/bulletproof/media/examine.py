"""Everything that is measured of one file, looks taken side by side; what it means is judged elsewhere."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path

from bulletproof.domain.arrival import Container
from bulletproof.domain.errors import CheckerDied, MediaError, Unreadable
from bulletproof.domain.media import ContentFacts, Evidence, MediaFacts, PacketFacts
from bulletproof.media.completeness import completeness
from bulletproof.media.decode import Wanted, decode, decode_speed
from bulletproof.media.digest import Digests, digest
from bulletproof.media.inspector import Inspector
from bulletproof.media.similarity import Comparison


async def examine(  # noqa: PLR0913 - each is one word at its one caller
    path: Path,
    *,
    inspector: Inspector,
    ffmpeg: Path | None,
    on_progress: Callable[[float], None] | None = None,
    packets: bool = True,
    hash: bool = True,
    as_source: bool = False,
    compare_with: Comparison | None = None,
    is_loop: bool = False,
    measure_speed: bool = False,
) -> Evidence:
    """Probe, then packets, content (given an ffmpeg) and hashes at once; its speed, if asked, by itself.

    A file that can't be opened, or that kills whoever opens it, is evidence too: its `unreadable` tells why.
    Raises FfmpegMissing.
    """
    wanted = Wanted(as_source, compare_with, is_loop, on_progress)
    try:
        media = await inspector.probe(path)
        evidence = await _looks(
            media,
            walking=inspector.packets(path) if packets else None,
            watching=decode(ffmpeg, path, media, wanted=wanted) if ffmpeg else None,
            summing=digest(path) if hash else None,
        )
        if ffmpeg is None or evidence.content is None or not measure_speed:
            return evidence
        speed = await decode_speed(ffmpeg, path, media)
        return replace(evidence, content=replace(evidence.content, decode_speed=speed))
    except (Unreadable, CheckerDied) as error:
        state = await asyncio.to_thread(completeness, path)
        return Evidence(None, None, None, str(error), is_incomplete=state is Container.INCOMPLETE)


async def _looks(
    media: MediaFacts,
    *,
    walking: Coroutine[None, None, PacketFacts] | None,
    watching: Coroutine[None, None, ContentFacts] | None,
    summing: Coroutine[None, None, Digests] | None,
) -> Evidence:
    try:
        async with asyncio.TaskGroup() as looks:
            walk = looks.create_task(walking) if walking else None
            watch = looks.create_task(watching) if watching else None
            total = looks.create_task(summing) if summing else None
    except* MediaError as group:
        raise group.exceptions[0] from group
    return Evidence(
        media=media,
        packets=walk.result() if walk else None,
        content=watch.result() if watch else None,
        unreadable=None,
        sha256=total.result().sha256 if total else None,
        xxh128=total.result().xxh128 if total else None,
    )
