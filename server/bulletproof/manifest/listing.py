"""What a manifest covers: every file below a folder, but hidden ones and the manifests themselves.

XML 1.0 has no way to write most control characters (not even as `&#1;`), and a name that is no UTF-8 has no
text at all. Such a file can't stand in a manifest, so it is named and left to its owner to rename.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.errors import InvalidFile
from bulletproof.domain.text import shown

HISTORY = "ascmhl"
SUMS = "SHA256SUMS"
IGNORED = (".DS_Store", HISTORY, f"{HISTORY}/", SUMS, ".*")
"""As the manifest says it, in the patterns of .gitignore. The first three are the standard's own."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Paths are relative to the folder, with `/` between their parts."""

    files: tuple[str, ...]
    folders: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    """A path and why it can't stand in a manifest."""


def listing(folder: Path) -> Listing:
    """Raises InvalidFile where a folder can't be read, or has a manifest of its own."""
    files: list[str] = []
    folders: list[str] = []
    refused: list[tuple[str, str]] = []
    for path, is_folder in _walk(folder, ""):
        if not _can_be_written(path):
            refused.append((path, "its name holds characters that no manifest can. Rename it."))
        else:
            (folders if is_folder else files).append(path)
    return Listing(tuple(files), tuple(folders), tuple(refused))


def is_ignored(name: str) -> bool:
    return name.startswith(".") or name in (HISTORY, SUMS)


def is_left_out(path: str) -> bool:
    """Other tools seal hidden files too; ours does not."""
    return any(is_ignored(part) for part in path.split("/"))


def _walk(folder: Path, above: str) -> Iterator[tuple[str, bool]]:
    """A folder that is a link is left out: it may lead round in a circle."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((one for one in entries if not is_ignored(one.name)), key=lambda one: one.name)
    except OSError as error:
        raise InvalidFile(f"{shown(folder)} can't be read: {error.strerror}.") from error
    for one in found:
        path = f"{above}{one.name}"
        if one.is_dir(follow_symlinks=False):
            if (folder / one.name / HISTORY).is_dir():
                raise InvalidFile(
                    f"{shown(path)} has a manifest of its own. Keep one manifest: remove its folder"
                    f" “{HISTORY}”, or seal each folder by itself."
                )
            yield path, True
            if _can_be_written(one.name):
                yield from _walk(folder / one.name, f"{path}/")
        elif one.is_file():
            yield path, False


def _can_be_written(path: str) -> bool:
    return all(
        code >= 0x20 and not 0x7F <= code <= 0x9F and not 0xD800 <= code <= 0xDFFF and code & 0xFFFE != 0xFFFE
        for code in map(ord, path)
    )
