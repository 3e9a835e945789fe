"""What becomes of a source: the last step of a published job, and never an earlier one.

Deleting acts only on the very file that was encoded (device and inode are compared), and only while nobody
has it open for writing. Unless the folder says otherwise the source waits some days in
`.bulletproof/originals` of its watch folder.
"""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from bulletproof.domain.arrival import Writer
from bulletproof.domain.job import Job
from bulletproof.engine.source import is_unchanged, sighted
from bulletproof.engine.writer_probe import writer_of

Fate = Literal["kept", "deleted", "set_aside", "gone"]

ORIGINALS = Path(".bulletproof") / "originals"
_STAMP = "%Y%m%dT%H%M%SZ"


def dispose(job: Job, *, watched: Path | None, now: datetime) -> Fate:
    """Carry out the job's policy; `watched`: its watch folder, None for a job added by hand."""
    source = job.source.path
    if not job.disposal.delete_input:
        return "kept"
    sighting = sighted(source)
    if sighting is None:
        return "gone"
    if not is_unchanged(job.source, sighting) or writer_of(source) is Writer.SOMEBODY:
        return "kept"
    if job.disposal.keep_originals_days == 0:
        source.unlink()
        return "deleted"
    # A folder that was changed meanwhile may watch another place by now.
    root = watched if watched is not None and source.is_relative_to(watched) else source.parent
    _set_aside(source, root / ORIGINALS / f"{now.strftime(_STAMP)}-{job.id}")
    return "set_aside"


def _set_aside(source: Path, waiting_room: Path) -> None:
    """A rename within the watch folder's own file system: no byte is copied."""
    waiting_room.mkdir(parents=True, exist_ok=True)
    os.rename(source, waiting_room / source.name)


def remove_expired(watched: Path, *, keep_days: int, now: datetime) -> int:
    """End the wait of originals older than `keep_days`; returns how many."""
    removed = 0
    for room in _rooms(watched / ORIGINALS):
        set_aside_at = _stamp_of(room.name)
        if set_aside_at is not None and now - set_aside_at > timedelta(days=keep_days):
            shutil.rmtree(room)
            removed += 1
    return removed


def _rooms(originals: Path) -> list[Path]:
    try:
        return [Path(entry.path) for entry in os.scandir(originals) if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def _stamp_of(name: str) -> datetime | None:
    try:
        return datetime.strptime(name.split("-")[0] + "+0000", _STAMP + "%z")
    except ValueError:
        return None
