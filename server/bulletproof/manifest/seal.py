"""Seal a folder: one read of every file, one more generation of its history, and a sha256sum list.

The standard knows no SHA-256 and most machines no XXH128, so both lists are written.
"""

import os
import platform
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import escape

from bulletproof.domain.errors import InvalidFile
from bulletproof.domain.text import shown
from bulletproof.manifest.hashes import DirectoryHash, c4_of, directory_hash, file_hashes
from bulletproof.manifest.history import CHAIN, Generation, History, read_history
from bulletproof.manifest.listing import HISTORY, IGNORED, SUMS, Listing, is_left_out, listing

FORMAT = "xxh128"


@dataclass(frozen=True, slots=True)
class Entry:
    path: str
    size_bytes: int
    changed_at: datetime
    hashed_at: datetime
    hashes: Mapping[str, str]
    action: str
    """`original`, `verified` or `failed`, in the words of the standard."""


@dataclass(frozen=True, slots=True)
class Seal:
    manifest: Path
    files: int
    refused: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not (self.refused or self.changed or self.missing)


def seal(
    folder: Path, *, version: str, now: datetime, on_bytes: Callable[[int], None] = lambda _: None
) -> Seal:
    """`now` is in UTC. Raises InvalidFile where nothing can be sealed or written."""
    history, found = read_history(folder), listing(folder)
    if not found.files:
        raise InvalidFile(f"{shown(folder)} holds no file to seal.")
    entries: list[Entry] = []
    refused = list(found.refused)
    for path in found.files:
        try:
            entries.append(_entry(folder, path, history, on_bytes))
        except OSError as error:
            refused.append((path, f"it can't be read: {error.strerror}."))
    sealed_before = {path for path in (history.files if history else ()) if not is_left_out(path)}
    number = max((one.number for one in history.generations), default=0) + 1 if history else 1
    stamp = now.strftime("%Y-%m-%d_%H%M%SZ")
    name = f"{number:04d}_{folder.resolve().name or 'volume'}_{stamp}.mhl"
    document = _document(entries, found, version=version, now=now).encode()
    generations = (*(history.generations if history else ()), Generation(number, name, c4_of(document)))
    _write(folder, name, document, _chain(generations), _sums(entries))
    return Seal(
        manifest=folder / HISTORY / name,
        files=len(entries),
        refused=tuple(refused),
        changed=tuple(one.path for one in entries if one.action == "failed"),
        missing=tuple(sorted(sealed_before - set(found.files))),
    )


def _entry(folder: Path, path: str, history: History | None, on_bytes: Callable[[int], None]) -> Entry:
    sealed = history.files.get(path) if history else None
    before = (folder / path).stat()
    formats = dict.fromkeys((FORMAT, "sha256", sealed.format if sealed else FORMAT))
    hashes = file_hashes(folder / path, formats, on_bytes)
    is_same = sealed is None or hashes[sealed.format] == sealed.value
    action = "original" if sealed is None else "verified" if is_same else "failed"
    changed_at = datetime.fromtimestamp(int(before.st_mtime), UTC)
    return Entry(path, before.st_size, changed_at, datetime.now(UTC), hashes, action)


def _document(entries: list[Entry], found: Listing, *, version: str, now: datetime) -> str:
    folders = _directory_hashes(entries, found)
    root = folders.pop("")
    ignored = "".join(f"\n      <pattern>{pattern}</pattern>" for pattern in IGNORED)
    hashes = "\n".join(
        [*map(_file_element, entries), *(_folder_element(path, one) for path, one in folders.items())]
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0">
  <creatorinfo>
    <creationdate>{now.isoformat(timespec="seconds")}</creationdate>
    <hostname>{escape(shown(platform.node()))}</hostname>
    <tool version="{escape(version)}">bulletproof-video</tool>
  </creatorinfo>
  <processinfo>
    <process>in-place</process>
    <roothash>
{_pair(root, "      ")}
    </roothash>
    <ignore>{ignored}
    </ignore>
  </processinfo>
  <hashes>
{hashes}
  </hashes>
</hashlist>
"""


def _directory_hashes(entries: list[Entry], found: Listing) -> dict[str, DirectoryHash]:
    """By path, the deepest first; the folder itself is `""`."""
    files: dict[str, dict[str, str]] = defaultdict(dict)
    folders: dict[str, dict[str, DirectoryHash]] = defaultdict(dict)
    for entry in entries:
        above, _, name = entry.path.rpartition("/")
        files[above][name] = entry.hashes[FORMAT]
    made: dict[str, DirectoryHash] = {}
    for path in [*sorted(found.folders, key=lambda one: -one.count("/")), ""]:
        made[path] = directory_hash(files[path], folders[path])
        above, _, name = path.rpartition("/")
        if path:
            folders[above][name] = made[path]
    return made


def _file_element(entry: Entry) -> str:
    date = f'hashdate="{entry.hashed_at.isoformat()}"'
    values = "".join(
        f'\n      <{kind} action="{entry.action}" {date}>{value}</{kind}>'
        for kind, value in sorted(entry.hashes.items())
        if kind != "sha256"  # no element of the standard; it stands in SHA256SUMS
    )
    changed = entry.changed_at.isoformat(timespec="seconds")
    return f"""    <hash>
      <path size="{entry.size_bytes}" lastmodificationdate="{changed}">{escape(entry.path)}</path>{values}
    </hash>"""


def _folder_element(path: str, found: DirectoryHash) -> str:
    return f"""    <directoryhash>
      <path>{escape(path)}</path>
{_pair(found, "      ")}
    </directoryhash>"""


def _pair(found: DirectoryHash, indent: str) -> str:
    return (
        f"{indent}<content>\n{indent}  <{FORMAT}>{found.content}</{FORMAT}>\n{indent}</content>\n"
        f"{indent}<structure>\n{indent}  <{FORMAT}>{found.structure}</{FORMAT}>\n{indent}</structure>"
    )


def _chain(generations: tuple[Generation, ...]) -> bytes:
    lists = "".join(
        f'  <hashlist sequencenr="{one.number}">\n    <path>{escape(one.name)}</path>\n'
        f"    <c4>{one.c4}</c4>\n  </hashlist>\n"
        for one in generations
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<ascmhldirectory xmlns="urn:ASC:MHL:DIRECTORY:v2.0">\n'
    return f"{head}{lists}</ascmhldirectory>\n".encode()


def _sums(entries: list[Entry]) -> bytes:
    return "".join(_sum_line(entry.hashes["sha256"], entry.path) for entry in entries).encode()


def _sum_line(value: str, path: str) -> str:
    """coreutils marks a name with a backslash in it by one before the line, and doubles it."""
    return f"\\{value}  {path.replace(chr(92), chr(92) * 2)}\n" if "\\" in path else f"{value}  {path}\n"


def _write(folder: Path, name: str, document: bytes, chain: bytes, sums: bytes) -> None:
    """The chain comes after what it names, so a power cut leaves the last whole state."""
    try:
        (folder / HISTORY).mkdir(exist_ok=True)
        _replace(folder / HISTORY / name, document)
        _replace(folder / HISTORY / CHAIN, chain)
        _replace(folder / SUMS, sums)
    except OSError as error:
        raise InvalidFile(
            f"The manifest can't be written to {shown(folder)}: {error.strerror}."
            " It needs a place that can be written."
        ) from error


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f".bp-{os.getpid()}-{PurePosixPath(path.name).suffix or 'part'}")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
