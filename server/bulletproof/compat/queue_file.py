"""`queue.json`: what waits and what was done, in release 3's own form, for its readers and its scripts.

It is a copy for others: the database is the truth. Only the keys and words that release 3 knows are written,
since an unknown status makes it stop. What waits in a file from before is taken over once; a file that can't
be read is put aside under another name, never written over.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bulletproof.compat.aliases import real_name
from bulletproof.domain.job import Job, Status
from bulletproof.domain.text import shown

OLD_WORDS: Mapping[Status, str] = {
    Status.QUEUED: "pending",
    Status.PAUSED: "pending",
    Status.PROCESSING: "processing",
    Status.COMPLETED: "complete",
    Status.FAILED: "error",
    Status.CANCELLED: "cancelled",
}
WAITS = ("pending", "processing")
"""What a restart takes over: release 3 left a job `processing` for ever when it crashed."""
MOST_HISTORY = 1_000
LARGEST_BYTES = 64_000_000


class QueueFileDamaged(Exception):
    """It is there and can't be read as a queue."""


@dataclass(frozen=True, slots=True)
class OldJob:
    input_file: Path
    output_file: Path
    profile_name: str
    status: str = "pending"
    priority: int = 100
    error_message: str | None = None


@dataclass(frozen=True, slots=True)
class OldQueue:
    queued: tuple[OldJob, ...] = ()
    history: tuple[OldJob, ...] = ()

    @property
    def waiting(self) -> tuple[OldJob, ...]:
        return tuple(job for job in self.queued if job.status in WAITS)


def read(path: Path) -> OldQueue:
    """An absent file is an empty queue; raises QueueFileDamaged where it is no queue, OSError of the disk."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise QueueFileDamaged(f"{shown(path)} is too large for a queue.")
        tree = json.loads(path.read_text(encoding="utf-8-sig") or "{}")
    except FileNotFoundError:
        return OldQueue()
    except (ValueError, RecursionError) as error:
        raise QueueFileDamaged(f"{shown(path)} is no JSON: {shown(str(error))}") from error
    if not isinstance(tree, dict):
        raise QueueFileDamaged(f"{shown(path)} holds no queue.")
    return OldQueue(tuple(_jobs(tree.get("queued"))), tuple(_jobs(tree.get("history"))))


def put_aside(path: Path, now: datetime) -> Path:
    """Give a damaged file another name, so that nothing of it is lost."""
    aside = path.with_name(f"{path.name}.damaged-{now.astimezone():%Y%m%d-%H%M%S}")
    os.replace(path, aside)
    return aside


def write(path: Path, jobs: Sequence[Job], now: datetime) -> None:
    """The whole file, in one step: nobody reads half of it."""
    open_jobs = [job for job in jobs if not job.status.is_final]
    done = [job for job in jobs if job.status.is_final][-MOST_HISTORY:]
    tree = {
        "queued": [_old_form(job) for job in open_jobs],
        "history": [_old_form(job) for job in done],
        "saved_at": _local(now),
    }
    write_tree(path, tree)


def write_tree(path: Path, tree: Mapping[str, object]) -> None:
    write_text(path, json.dumps(tree, indent=2))


def write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(_mode(path))
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """As the file that it replaces: mkstemp makes files that nobody else can read."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return 0o644


def _jobs(entries: object) -> Iterable[OldJob]:
    """An entry without one of the three keys that matter is left out: release 3 crashed on it."""
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and all(
            isinstance(entry.get(key), str) and entry[key]
            for key in ("input_file", "output_file", "profile_name")
        ):
            yield OldJob(
                Path(entry["input_file"]),
                Path(entry["output_file"]),
                real_name(entry["profile_name"]),
                str(entry.get("status", "pending")),
                _priority(entry.get("priority")),
                _words(entry.get("error_message")),
            )


def _priority(value: object) -> int:
    return value if isinstance(value, int) and abs(value) < 2**31 else 100


def _words(value: object) -> str | None:
    return None if value is None else str(value)


def _old_form(job: Job) -> dict[str, object]:
    is_done = job.status is Status.COMPLETED
    return {
        "id": f"job_{hashlib.sha256(job.id.encode()).hexdigest()[:8]}",
        # Written as \udcNN where a name is no UTF-8, which Python's json reads back as the same bytes.
        "input_file": str(job.source.path),
        "output_file": str(job.published or job.output),
        "profile_name": job.profile.name,
        "status": OLD_WORDS[job.status],
        "priority": job.priority,
        "progress": 100.0 if is_done else 0.0,
        "created_at": _local(job.created_at),
        "started_at": _local(job.started_at),
        "completed_at": _local(job.finished_at),
        "error_message": job.message if job.status is Status.FAILED else None,
    }


def _local(time: datetime | None) -> str | None:
    """Release 3 wrote local time without its zone."""
    return time.astimezone().replace(tzinfo=None).isoformat() if time is not None else None
