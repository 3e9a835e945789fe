"""Read what was sealed before: every generation that the chain names, and whether one was tampered with.

A path keeps the hash of the first generation that saw it; a later one that differs says that the file
changed, not that the manifest is newer. A manifest comes with a stranger's stick: no entities, no paths out.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from bulletproof.domain.errors import InvalidFile
from bulletproof.domain.text import shown
from bulletproof.manifest.hashes import CHOICE, c4_of
from bulletproof.manifest.listing import HISTORY

CHAIN = "ascmhl_chain.xml"
MAX_BYTES = 512 << 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """The first hash of a file: which kind, and what."""

    format: str
    value: str
    size_bytes: int | None


@dataclass(frozen=True, slots=True)
class Generation:
    number: int
    name: str
    c4: str


@dataclass(frozen=True, slots=True)
class History:
    generations: tuple[Generation, ...]
    files: dict[str, Sealed]
    folders: frozenset[str]


def read_history(folder: Path) -> History | None:
    """None where the folder was never sealed. Raises InvalidFile where its manifest was changed or lost."""
    place = folder / HISTORY
    if not (place / CHAIN).is_file():
        if place.is_dir() and any(place.glob("*.mhl")):
            raise InvalidFile(f"{HISTORY}/{CHAIN} is missing, so its manifests can't be trusted.")
        return None
    generations = tuple(_generations(place))
    if not generations:
        raise InvalidFile(f"{HISTORY}/{CHAIN} names no manifest. Copy the folder “{HISTORY}” again.")
    files: dict[str, Sealed] = {}
    folders: set[str] = set()
    for generation in generations:
        root = _parsed(_unchanged(place, generation), generation.name)
        for path, sealed in _files(root):
            files.setdefault(path, sealed)
        folders |= {_text(one, "path") for one in _each(root, "directoryhash")}
    return History(generations, files, frozenset(folders))


def _generations(place: Path) -> Iterator[Generation]:
    for one in _each(_parsed(_bytes(place / CHAIN), CHAIN), "hashlist"):
        name = _text(one, "path")
        if "/" in name or "\\" in name:
            raise InvalidFile(f"{HISTORY}/{CHAIN} names “{shown(name)}”, which is no file of that folder.")
        number = one.get("sequencenr", "")
        if not number.isdecimal():
            raise InvalidFile(f"{HISTORY}/{CHAIN}: a manifest has no number.")
        yield Generation(int(number), name, _text(one, "c4"))


def _unchanged(place: Path, generation: Generation) -> bytes:
    content = _bytes(place / generation.name)
    if c4_of(content) != generation.c4:
        raise InvalidFile(
            f"The manifest {shown(generation.name)} is not the one that was written: its own hash differs."
            f" Copy the folder “{HISTORY}” again."
        )
    return content


def _files(root: ElementTree.Element) -> Iterator[tuple[str, Sealed]]:
    for one in _each(root, "hash"):
        kinds = {_tag(child): (child.text or "").strip() for child in one if _tag(child) in CHOICE}
        best = next((kind for kind in CHOICE if kind in kinds), None)
        path = next((child for child in one if _tag(child) == "path"), None)
        if best is not None and path is not None and path.text:
            size = path.get("size")
            yield path.text, Sealed(best, kinds[best], int(size) if size and size.isdecimal() else None)


def _parsed(content: bytes, name: str) -> ElementTree.Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise InvalidFile(f"{shown(name)} holds a DOCTYPE, which no manifest has.")
    with contextlib.suppress(ElementTree.ParseError):
        return ElementTree.fromstring(content)  # noqa: S314 - no DOCTYPE, so no entity to expand
    raise InvalidFile(f"{shown(name)} is no XML of a manifest. Copy the folder “{HISTORY}” again.")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidFile(f"{shown(path.name)} is too large for a manifest.")
        return path.read_bytes()
    except OSError as error:
        raise InvalidFile(f"{shown(path.name)} can't be read: {error.strerror}.") from error


def _each(root: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    return (one for one in root.iter() if _tag(one) == tag)


def _text(element: ElementTree.Element, tag: str) -> str:
    return next((child.text or "" for child in element if _tag(child) == tag), "")


def _tag(element: ElementTree.Element) -> str:
    """Without its namespace."""
    return element.tag.rpartition("}")[2]
