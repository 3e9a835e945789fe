"""Put a verified part file at its final name: all of it at once, on top of nobody else's file.

rename(2) replaces whatever stands at the new name. renameat2(2) with RENAME_NOREPLACE refuses instead, in
the same atomic step; where a file system doesn't know it (EINVAL: FUSE, some network ones), link + unlink
refuses too. A replacement that policy allows swaps the two names (RENAME_EXCHANGE), so the old output stays
until the new one is recorded.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bulletproof.domain.naming import MAX_NAME_BYTES

_AT_FDCWD = -100  # <fcntl.h>
_NOREPLACE, _EXCHANGE = 1, 2  # <linux/fs.h>
_UNSUPPORTED = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM)


def fsync_file(path: Path) -> None:
    """A rename orders names, not bytes: without this a power cut can leave an empty file (ext4(5))."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def fsync_folder(folder: Path) -> None:
    """Make the new name itself durable; Windows has no such call and needs none."""
    if sys.platform != "win32":
        fsync_file(folder)


def publish_new(part: Path, final: Path) -> None:
    """Rename onto a free name; raises FileExistsError, and leaves both files alone, where it is taken."""
    try:
        _renameat2(part, final, _NOREPLACE)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        _link_and_unlink(part, final)


def publish_replacing(part: Path, final: Path) -> None:
    """Swap the two: afterwards the old output stands at the part's name, for the caller to remove."""
    try:
        _renameat2(part, final, _EXCHANGE)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        os.replace(part, final)


def free_names(wanted: Path) -> Iterator[Path]:
    """The wanted name, then ` (2)`, ` (3)`, … before the extension, cut to what a name may hold."""
    yield wanted
    number = 2
    while True:
        tail = f" ({number}){wanted.suffix}"
        yield wanted.with_name(_cut(wanted.stem, MAX_NAME_BYTES - len(os.fsencode(tail))) + tail)
        number += 1


def _cut(stem: str, limit_bytes: int) -> str:
    while len(os.fsencode(stem)) > limit_bytes:
        stem = stem[:-1]
    return stem


def _link_and_unlink(part: Path, final: Path) -> None:
    try:
        os.link(part, final)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        _claim_and_replace(part, final)
    else:
        part.unlink()


def _claim_and_replace(part: Path, final: Path) -> None:
    """The last resort (exFAT has no links): take the name with an empty file, then rename over our own."""
    os.close(os.open(final, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    os.replace(part, final)


if sys.platform == "linux":
    _libc = ctypes.CDLL(None, use_errno=True)

    def _renameat2(old: Path, new: Path, flags: int) -> None:
        call = getattr(_libc, "renameat2", None)  # glibc >= 2.28
        if call is None:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        if call(_AT_FDCWD, os.fsencode(old), _AT_FDCWD, os.fsencode(new), flags) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(new))

else:

    def _renameat2(old: Path, new: Path, flags: int) -> None:
        """No such call; Windows' own rename refuses a taken name (never run there)."""
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
