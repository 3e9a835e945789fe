"""What is left behind by a run that ended as none should: where each thread stood, in a file of its own.

Each run keeps one file open, into which the interpreter writes when it is hit (a segmentation fault in a
library, an abort). A run that ends in order takes its file away again; one that is killed or loses its power
leaves no word in it, and it goes at the next start.
"""

import contextlib
import faulthandler
import logging
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

logger = logging.getLogger(__name__)

MOST_KEPT = 10
RUNNING = ".running.txt"


@dataclass(frozen=True, slots=True)
class LastRun:
    """How the run before this one ended, where it ended badly."""

    report: Path
    ended_at: datetime

    def told(self) -> str:
        return (
            f"Bulletproof ended unexpectedly on {self.ended_at:%d %B at %H:%M}. What it was making is in the "
            f"queue again. A report that helps to mend the cause was written to {self.report}."
        )


def folder(data_dir: Path) -> Path:
    return data_dir / "crash-reports"


@contextlib.contextmanager
def watched(data_dir: Path) -> Iterator[LastRun | None]:
    """Write down how this run ends, if it ends badly; yields what the one before left. Never raises OSError:
    a program that can't report its crashes can still do its work."""
    place = folder(data_dir)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        last = _collect(place)
        file = _open(place)
    except OSError as error:
        logger.warning("no crash report will be written: %s", error)
        yield None
        return
    faulthandler.enable(file)
    try:
        yield last
    finally:
        faulthandler.disable()
        file.close()
        Path(file.name).unlink(missing_ok=True)


def write(data_dir: Path, text: str) -> None:
    """Keep what is known of a failure that ended the program in order."""
    with contextlib.suppress(OSError):
        _named(folder(data_dir), ".txt").write_text(_head() + text, encoding="utf-8")


def _open(place: Path) -> TextIO:
    file = _named(place, RUNNING).open("w", encoding="utf-8")
    file.write(_head())
    file.flush()
    return file


def _named(place: Path, ending: str) -> Path:
    return place / f"{datetime.now():%Y-%m-%d %H-%M-%S} {os.getpid()}{ending}"


def _head() -> str:
    program = f"Bulletproof {version('bulletproof-video')}, Python {platform.python_version()}"
    return f"{program}, {platform.platform()}\n\n"


def _collect(place: Path) -> LastRun | None:
    """Nobody else writes here: the data folder is held by this process."""
    last = None
    for left in sorted(place.glob(f"*{RUNNING}")):
        ended_at = datetime.fromtimestamp(left.stat().st_mtime)
        if left.read_text(encoding="utf-8", errors="replace").endswith("\n\n"):  # its head alone
            left.unlink()
            continue
        report = left.with_name(left.name.removesuffix(RUNNING) + ".txt")
        last = LastRun(left.rename(report), ended_at)
    for old in sorted(place.glob("*.txt"))[:-MOST_KEPT]:
        old.unlink()
    return last
