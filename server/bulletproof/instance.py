"""One server per data folder, and how others on this machine find it.

The lock tells who serves: the system releases it when the process ends, however it ends, so it can't go
stale. `instance.json` tells where, and is believed only while the lock is held. It holds the token, so it
is readable by its owner alone, and is replaced in one step, so nobody reads half of it.
"""

import contextlib
import dataclasses
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_NAME = "instance.lock"
FILE_NAME = "instance.json"
LOOKING_S = 0.2


class DataFolderInUse(Exception):
    """Another server holds this data folder."""


@dataclass(frozen=True, slots=True)
class Instance:
    pid: int
    port: int
    url: str
    """With a slash at its end, as the ready line prints it."""
    token: str
    version: str
    started_at: str
    """RFC 3339, UTC."""


@contextlib.contextmanager
def held(data_dir: Path) -> Iterator[None]:
    """Hold the data folder for the block; raises DataFolderInUse where another process does."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(data_dir / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _locked_soon(descriptor):
            raise DataFolderInUse(
                f"Another Bulletproof uses the data folder {data_dir}.\n"
                "End it first, or choose another folder with --data-dir."
            )
        yield
    finally:
        os.close(
            descriptor
        )  # releases the lock; the file stays, since unlinking it would race the next start


@contextlib.contextmanager
def announced(data_dir: Path, *, host: str, port: int, token: str, version: str) -> Iterator[Instance]:
    """Write instance.json for the block. The data folder is held by this process."""
    instance = Instance(
        pid=os.getpid(),
        port=port,
        url=_url(host, port),
        token=token,
        version=version,
        started_at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    )
    _write_private(data_dir / FILE_NAME, json.dumps(dataclasses.asdict(instance), indent=1) + "\n")
    try:
        yield instance
    finally:
        (data_dir / FILE_NAME).unlink(missing_ok=True)


def read_instance(data_dir: Path) -> Instance | None:
    """The server of that data folder, or None where none runs or none is ready yet."""
    if not _is_held(data_dir):
        return None
    try:
        return Instance(**json.loads((data_dir / FILE_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def instance_id(data_dir: Path) -> str:
    """The same for every run on this folder, and another one for any other."""
    return hashlib.sha256(os.fsencode(data_dir.resolve())).hexdigest()[:12]


def _url(host: str, port: int) -> str:
    """Where this machine reaches it: an address that stands for all others is no name to go to."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host)  # noqa: S104 - read, not bound
    return f"http://{name or (f'[{host}]' if ':' in host else host)}:{port}/"


def _write_private(path: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.name}."
    )  # mkstemp: 0600 from the start
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _is_held(data_dir: Path) -> bool:
    try:
        descriptor = os.open(data_dir / LOCK_NAME, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _locked(descriptor)
    finally:
        os.close(descriptor)


def _locked_soon(descriptor: int) -> bool:
    """Somebody who only looks whether the folder is held holds it for that instant."""
    until_s = time.monotonic() + LOOKING_S
    while not (is_locked := _locked(descriptor)) and time.monotonic() < until_s:
        time.sleep(LOOKING_S / 20)
    return is_locked


def _locked(descriptor: int) -> bool:
    """Take the lock until the descriptor is closed; False where somebody has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
