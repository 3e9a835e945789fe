"""Two hashes of a file from one read: SHA-256 for people and reports, XXH128 for the film trade's manifests.

Demuxers seek, so what they read is not the file's bytes in order. The hashes take a read of their own, at
the same time as the others, which then finds the bytes in the page cache.
"""

import asyncio
import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path

import xxhash

from bulletproof.domain.errors import Unreadable
from bulletproof.domain.text import shown

BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Digests:
    """In hexadecimal, as `sha256sum` and `xxh128sum` print them."""

    sha256: str
    xxh128: str


async def digest(path: Path) -> Digests:
    """In a thread, which stops between two blocks when nobody waits for it any more. Raises Unreadable."""
    stop = threading.Event()
    try:
        return await asyncio.to_thread(_digest, path, stop)
    except OSError as error:
        raise Unreadable(f"{shown(path.name)} can't be read: {error.strerror}.") from error
    finally:
        stop.set()


def _digest(path: Path, stop: threading.Event) -> Digests:
    sha256, xxh128 = hashlib.sha256(), xxhash.xxh3_128()
    with path.open("rb", buffering=0) as file:
        while not stop.is_set() and (block := file.read(BLOCK_BYTES)):
            sha256.update(block)
            xxh128.update(block)
    return Digests(sha256.hexdigest(), xxh128.hexdigest())
