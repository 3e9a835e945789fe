"""Files that come over the network, into one folder that somebody chose for them.

They are written beside their place under a hidden name, which no watch folder takes, and get their own name
once they are whole: never on top of another file.
"""

import asyncio
import logging
import os
import secrets
import shutil
from collections.abc import AsyncIterable, Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from bulletproof.domain.errors import CutOff, DiskFull, InvalidFile, UploadsOff
from bulletproof.domain.naming import MAX_NAME_BYTES
from bulletproof.domain.settings import Settings
from bulletproof.domain.sighting import is_candidate
from bulletproof.domain.text import shown, size_text
from bulletproof.engine.final_name import free_names, fsync_file, fsync_folder, publish_new

logger = logging.getLogger(__name__)

PREFIX = ".bulletproof-upload-"
CHECK_ROOM_BYTES = 64 * 1024 * 1024
_SEPARATORS = frozenset("/\\:")


class Uploads:
    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings

    async def take(self, name: str, body: AsyncIterable[bytes], *, size_bytes: int | None) -> Path:
        """Write what comes; answers where it lies. `size_bytes`: as announced, if it was.

        Raises UploadsOff, InvalidFile, DiskFull, or CutOff where less came than was announced; then nothing
        is left behind.
        """
        folder = self._folder()
        require_plain_name(name)
        self._require_room(folder, size_bytes or 0)
        part = folder / f"{PREFIX}{secrets.token_hex(8)}.part"
        try:
            with await asyncio.to_thread(part.open, "xb") as file:
                written = await self._write(file, body, folder)
            if written == 0:
                raise InvalidFile(f"{shown(name)} is empty.", field="name")
            if size_bytes is not None and written != size_bytes:
                raise CutOff(
                    f"{shown(name)} was cut off: {written} of {size_bytes} bytes came. Send it again."
                )
            return await asyncio.to_thread(_published, part, folder / name)
        except OSError as error:
            raise InvalidFile(
                f"{shown(name)} can't be written to {shown(folder)}: {error.strerror}."
            ) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def clear_leftovers(self) -> None:
        """Of a run that was killed. Nobody else uses this prefix, and no upload is going on yet."""
        folder = self._settings().intake_folder
        for left in Path(folder).glob(f"{PREFIX}*.part") if folder else ():
            logger.info("An upload that was cut off is removed", extra={"file": str(left)})
            with suppress(OSError):
                left.unlink()

    def _folder(self) -> Path:
        folder = self._settings().intake_folder
        if folder is None:
            raise UploadsOff("Uploads are off. Choose a folder for them in Settings → General.")
        if not Path(folder).is_dir():
            raise InvalidFile(f"The upload folder {shown(folder)} is not there.")
        return Path(folder)

    def _require_room(self, folder: Path, needed_bytes: int) -> None:
        reserve = self._settings().disk_reserve_bytes
        free = shutil.disk_usage(folder).free
        if free < needed_bytes + reserve:
            raise DiskFull(
                f"{shown(folder)} has {size_text(free)} free, and {size_text(reserve)} are kept in reserve."
            )

    async def _write(self, file: BinaryIO, body: AsyncIterable[bytes], folder: Path) -> int:
        written = next_look = 0
        async for chunk in body:
            if written >= next_look:
                await asyncio.to_thread(self._require_room, folder, len(chunk))
                next_look += CHECK_ROOM_BYTES
            await asyncio.to_thread(file.write, chunk)
            written += len(chunk)
        return written


def require_plain_name(name: str) -> None:
    """A plain media name, valid on every system that the folder may be shared with; raises InvalidFile."""
    is_plain = (
        name == shown(name)
        and not _SEPARATORS.intersection(name)
        and len(os.fsencode(name)) <= MAX_NAME_BYTES
    )
    if not is_plain or not is_candidate(name, with_audio=True):
        raise InvalidFile(
            f"{shown(name)[:200]} is not taken: a media file's own name is, as in opening.mov.", field="name"
        )


def _published(part: Path, wanted: Path) -> Path:
    fsync_file(part)
    for name in free_names(wanted):
        try:
            publish_new(part, name)
        except FileExistsError:
            continue
        fsync_folder(name.parent)
        return name
    raise AssertionError("free_names never ends")
