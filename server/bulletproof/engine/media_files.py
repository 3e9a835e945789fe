"""Which files of a folder are worth a check, in the order in which people number their cues."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.errors import InvalidFile
from bulletproof.domain.sighting import is_candidate
from bulletproof.domain.text import shown

MOST_FILES = 20_000
_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class FoundFiles:
    media: tuple[Path, ...]
    ignored: int
    """Other files, hidden ones not counted."""


def media_files(folder: Path, *, recursive: bool) -> FoundFiles:
    """Links are not followed. Raises InvalidFile where the folder can't be read or holds too many."""
    media, ignored = [], 0
    for path in _files(folder, recursive=recursive):
        if is_candidate(path.name, with_audio=True):
            media.append(path)
        elif not path.name.startswith("."):
            ignored += 1
        if len(media) > MOST_FILES:
            raise InvalidFile(
                f"{shown(folder)} holds more than {MOST_FILES} media files. Choose one below it."
            )
    return FoundFiles(tuple(sorted(media, key=cue_order)), ignored)


def cue_order(path: Path) -> list[tuple[int, int, str]]:
    """Cue 2 before cue 10."""
    parts = _NUMBERS.split(str(path).casefold())
    return [(0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part]


def _files(folder: Path, *, recursive: bool) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    yield Path(entry.path)
                elif recursive and entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    yield from _files(Path(entry.path), recursive=True)
    except OSError as error:
        raise InvalidFile(f"{shown(folder)} can't be read: {error.strerror}.", field="folder") from error
