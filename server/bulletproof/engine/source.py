"""Look at a source on disk: whether it is a plain file, and which version of it stands there."""

import hashlib
import os
import stat
from pathlib import Path

from bulletproof.domain.arrival import Sighting
from bulletproof.domain.errors import InvalidFile
from bulletproof.domain.job import SourceVersion
from bulletproof.domain.text import shown

_SAMPLE_BYTES = 65_536


def sighted(path: Path) -> Sighting | None:
    """The regular file of this name, without following a link; None where there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return Sighting(path, found.st_size, found.st_mtime_ns, found.st_dev, found.st_ino)


def version_of(sighting: Sighting) -> SourceVersion:
    """Read head and tail; raises OSError when the file is gone or can't be read."""
    return SourceVersion(
        path=sighting.path,
        size_bytes=sighting.size_bytes,
        mtime_ns=sighting.mtime_ns,
        fingerprint=_fingerprint(sighting.path, sighting.size_bytes),
        device=sighting.device,
        inode=sighting.inode,
    )


def named_version(path: Path) -> SourceVersion:
    """The version of a file that somebody named; raises InvalidFile, in words."""
    name = shown(path)
    if "\0" in str(path):
        raise InvalidFile(f"{name}: no file's name holds a zero byte.", field="paths")
    if not path.is_absolute():
        raise InvalidFile(f"{name}: give the file's whole path.", field="paths")
    sighting = sighted(path)
    if sighting is None:
        kind = "is no plain file" if path.exists() else "does not exist"
        raise InvalidFile(f"{name} {kind}.", field="paths")
    try:
        return version_of(sighting)
    except OSError as error:
        raise InvalidFile(f"{name} can't be read: {error.strerror}.", field="paths") from None


def is_unchanged(version: SourceVersion, sighting: Sighting | None) -> bool:
    """Whether the very bytes that were queued still stand there, as far as a stat can tell."""
    return sighting is not None and (
        sighting.size_bytes,
        sighting.mtime_ns,
        sighting.device,
        sighting.inode,
    ) == (version.size_bytes, version.mtime_ns, version.device, version.inode)


def _fingerprint(path: Path, size_bytes: int) -> str:
    digest = hashlib.sha256(size_bytes.to_bytes(8, "big"))
    with path.open("rb") as file:
        digest.update(file.read(_SAMPLE_BYTES))
        file.seek(max(size_bytes - _SAMPLE_BYTES, 0))
        digest.update(file.read(_SAMPLE_BYTES))
    return digest.hexdigest()
