"""What lies in a folder of the server's machine, for somebody who chooses files from another one."""

import os
import string
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bulletproof.domain.errors import InvalidFile
from bulletproof.domain.sighting import is_candidate
from bulletproof.domain.text import shown
from bulletproof.engine.media_files import cue_order
from bulletproof.engine.reach import Reach

MOST_ENTRIES = 5_000
_MOUNTS = ("/media/*/*", "/run/media/*/*", "/mnt/*", "/Volumes/*")


@dataclass(frozen=True, slots=True)
class Entry:
    path: Path
    is_folder: bool
    size_bytes: int | None
    """None of a folder."""
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class Listing:
    folder: Path
    parent: Path | None
    """None where nothing above it may be seen."""
    entries: tuple[Entry, ...]
    """Folders first, each kind in cue order; hidden ones and links are not among them."""
    left_out: int
    """Files that are no media, names that can't be written in JSON, and what is beyond the most."""


def listing(folder: Path, reach: Reach) -> Listing:
    """Raises OutsideRoots, or InvalidFile where it can't be read; blocks as long as the disk does."""
    if not folder.is_absolute() or "\0" in str(folder):
        raise InvalidFile(f"{shown(folder)}: give the folder's whole path.", field="under")
    folder = Path(os.path.normpath(folder))  # “..” and doubled slashes out; links stay as they were asked for
    reach.require(folder, field="under")
    try:
        with os.scandir(folder) as found:
            entries, left_out = _sorted_out(found)
    except OSError as error:
        raise InvalidFile(f"{shown(folder)} can't be opened: {error.strerror}.", field="under") from error
    entries.sort(key=lambda entry: (not entry.is_folder, cue_order(entry.path)))
    above = folder.parent
    parent = above if above != folder and reach.covers(above) else None
    return Listing(
        folder, parent, tuple(entries[:MOST_ENTRIES]), left_out + max(0, len(entries) - MOST_ENTRIES)
    )


def places(reach: Reach, watched: Iterable[Path]) -> tuple[Path, ...]:
    """Where to begin: the roots, or home, drives and mounted volumes; and the watch folders."""
    begin = reach.roots or (Path.home(), *_volumes())
    return tuple(dict.fromkeys((*begin, *sorted(watched))))


def _volumes() -> list[Path]:
    if sys.platform == "win32":
        return [drive for letter in string.ascii_uppercase if (drive := Path(f"{letter}:\\")).exists()]
    root = Path("/")
    mounts = (path for pattern in _MOUNTS for path in root.glob(pattern.removeprefix("/")))
    return [root, *sorted(path for path in mounts if path.is_dir())]


def _sorted_out(found: Iterable[os.DirEntry[str]]) -> tuple[list[Entry], int]:
    entries, left_out = [], 0
    for one in found:
        if one.name.startswith(".") or one.is_symlink():
            continue
        entry = _entry(one)
        if entry is None:
            left_out += 1
        else:
            entries.append(entry)
    return entries, left_out


def _entry(one: os.DirEntry[str]) -> Entry | None:
    is_folder = one.is_dir(follow_symlinks=False)
    if shown(one.name) != one.name or not (is_folder or is_candidate(one.name, with_audio=True)):
        return None
    try:
        stat = one.stat(follow_symlinks=False)
    except OSError:  # gone since
        return None
    modified_at = datetime.fromtimestamp(stat.st_mtime, UTC)
    return Entry(Path(one.path), is_folder, None if is_folder else stat.st_size, modified_at)
