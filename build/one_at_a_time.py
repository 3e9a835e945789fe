"""Two commands must not install into `.venv` at once: the second waits, then finds the work done.

The operating system holds the lock and gives it up with the process, so a killed command leaves none behind.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        while not _is_free(file):
            time.sleep(0.5)

    def _is_free(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _is_free(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Hold `path` while the block runs; say so if another command has to be waited for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not _is_free(file):
            print("Another build/dev.py is setting up; waiting for it ...", flush=True)
            _lock(file)
        yield
