"""Hold a folder against its manifest: what is missing, what was added, what is not what it was.

A Mac writes “é” as two characters where others write one, so a name is the same when its composed form is.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bulletproof.domain.errors import InvalidFile
from bulletproof.domain.text import shown
from bulletproof.manifest.hashes import file_hashes
from bulletproof.manifest.history import read_history
from bulletproof.manifest.listing import HISTORY, is_left_out, listing


@dataclass(frozen=True, slots=True)
class Comparison:
    files: int
    missing: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unreadable: tuple[tuple[str, str], ...]

    @property
    def is_same(self) -> bool:
        return not (self.missing or self.added or self.changed or self.unreadable)


def compare(folder: Path, on_bytes: Callable[[int], None] = lambda _: None) -> Comparison:
    """Writes nothing. Raises InvalidFile where there is no manifest, or one that can't be trusted."""
    history = read_history(folder)
    if history is None:
        raise InvalidFile(
            f"{shown(folder)} has no manifest (no folder “{HISTORY}”). Make one where the files are right:"
            " bvp manifest FOLDER"
        )
    found = listing(folder)
    refused = (path for path, _ in found.refused)
    others = _sealed_by_others(folder, history.files)
    there = {_composed(path): path for path in (*found.files, *refused, *others)}
    sealed = {_composed(path): one for path, one in history.files.items()}
    changed: list[str] = []
    unreadable: list[tuple[str, str]] = []
    for name in sorted(sealed.keys() & there.keys()):
        path, one = folder / there[name], sealed[name]
        try:
            value = file_hashes(path, (one.format,), on_bytes)[one.format]
        except OSError as error:
            unreadable.append((there[name], error.strerror or "it can't be read"))
            continue
        if value != one.value:
            changed.append(there[name])
    return Comparison(
        files=len(sealed),
        missing=tuple(sorted(sealed.keys() - there.keys())),
        added=tuple(sorted(there[name] for name in there.keys() - sealed.keys())),
        changed=tuple(changed),
        unreadable=tuple(unreadable),
    )


def _sealed_by_others(folder: Path, paths: Iterable[str]) -> Iterator[str]:
    """Hidden files that another tool took in; nothing outside of the folder is ever opened."""
    for path in paths:
        is_inside = ".." not in PurePosixPath(path).parts and not path.startswith("/")
        if is_inside and is_left_out(path) and (folder / path).is_file():
            yield path


def _composed(path: str) -> str:
    return unicodedata.normalize("NFC", path)
