"""The hashes that manifests of the film trade use, any number of them from one read.

A directory has two: `content` changes with what its files hold, `structure` with their names as well, so a
renamed folder can be told from a changed one (ASC MHL 2.0, directory hashes).
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import xxhash

BLOCK_BYTES = 1 << 20
CHOICE = ("xxh128", "c4", "sha1", "xxh3", "xxh64", "md5")
"""Those that a manifest may hold, the one to compare first."""
_C4_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_C4_LENGTH = 88  # SMPTE ST 2114: SHA-512 in base 58, padded, behind the letters "c4"


class Hasher(Protocol):
    def update(self, block: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


_MADE: Mapping[str, Callable[[], Hasher]] = {
    "xxh128": xxhash.xxh3_128,
    "xxh3": xxhash.xxh3_64,
    "xxh64": xxhash.xxh64,
    "c4": hashlib.sha512,
    "sha256": hashlib.sha256,
    "sha1": lambda: hashlib.sha1(usedforsecurity=False),
    "md5": lambda: hashlib.md5(usedforsecurity=False),
}


@dataclass(frozen=True, slots=True)
class DirectoryHash:
    content: str
    structure: str


def file_hashes(path: Path, formats: Iterable[str], on_bytes: Callable[[int], None]) -> dict[str, str]:
    """By format, from one read. Raises OSError."""
    hashers = {name: _MADE[name]() for name in formats}
    with path.open("rb", buffering=0) as file:
        while block := file.read(BLOCK_BYTES):
            for hasher in hashers.values():
                hasher.update(block)
            on_bytes(len(block))
    return {name: _written(name, hasher.digest()) for name, hasher in hashers.items()}


def c4_of(content: bytes) -> str:
    return _written("c4", hashlib.sha512(content).digest())


def directory_hash(files: Mapping[str, str], folders: Mapping[str, DirectoryHash]) -> DirectoryHash:
    """Of one directory, from the XXH128 of its files and the hashes of its folders, each by its name."""
    contents = [*files.values(), *(one.content for one in folders.values())]
    named = [*files.items(), *((name, one.structure) for name, one in folders.items())]
    structures = [xxhash.xxh3_128_hexdigest(name.encode() + bytes.fromhex(value)) for name, value in named]
    return DirectoryHash(_of_list(contents), _of_list(structures))


def _of_list(values: Iterable[str]) -> str:
    return xxhash.xxh3_128_hexdigest(b"".join(bytes.fromhex(value) for value in sorted(values)))


def _written(name: str, digest: bytes) -> str:
    if name != "c4":
        return digest.hex()
    number, text = int.from_bytes(digest, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = _C4_DIGITS[digit] + text
    return f"c4{text.rjust(_C4_LENGTH, _C4_DIGITS[0])}"
