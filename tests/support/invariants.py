"""What must hold after any fault, checked from outside: a process that reads disk, /proc and database.

    python -m tests.support.invariants ROOT

ROOT is a venue: `in`, `out`, `data`, and `sources.json`, the SHA-256 of every clip that was ever dropped, by
name. It prints the violations as JSON, one sentence each.
"""

import hashlib
import json
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psutil

STRANGER = "stranger.mov"


def violations(root: Path) -> list[str]:
    connection = sqlite3.connect(f"file:{root / 'data' / 'bulletproof.db'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        jobs = connection.execute("SELECT * FROM jobs WHERE removed_at IS NULL").fetchall()
        sound = connection.execute("PRAGMA quick_check").fetchone()[0]
    finally:
        connection.close()
    found = [
        *_sources_lost(root, jobs),
        *_unverified_visible(root, jobs),
        *_published_twice(jobs),
        *_left_processing(jobs),
        *_parts_left(root),
        *_children_left(root),
    ]
    return found if sound == "ok" else [*found, f"the database is not sound: {sound}"]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _sources_lost(root: Path, jobs: list[sqlite3.Row]) -> Iterator[str]:
    for name, sha256 in json.loads((root / "sources.json").read_text()).items():
        source = root / "in" / name
        if source.exists():
            if _sha256(source) != sha256:
                yield f"the source {name} was changed"
        elif not any(_is_replaced_by_output(job, source) for job in jobs):
            yield f"the source {name} is gone and no verified output stands for it"


def _is_replaced_by_output(job: sqlite3.Row, source: Path) -> bool:
    if job["source_path"] != os.fsencode(source) or job["status"] != "completed" or not job["delete_input"]:
        return False
    output = Path(os.fsdecode(job["published_path"]))
    return output.exists() and _sha256(output) == job["sha256"]


def _unverified_visible(root: Path, jobs: list[sqlite3.Row]) -> Iterator[str]:
    # An intent is written once its output is verified, right before the rename.
    verified = {job["intent_path"]: job["intent_sha256"] for job in jobs if job["intent_path"]}
    completed = {job["published_path"]: job["sha256"] for job in jobs if job["status"] == "completed"}
    verified |= completed
    for output in (root / "out").rglob("*"):
        if output.name == STRANGER:
            if output.read_bytes() != b"somebody else's":
                yield "a stranger's file was overwritten"
        elif _is_visible(output) and verified.get(os.fsencode(output)) != _sha256(output):
            yield f"{output.name} is visible, and no job has verified it"
    for path in completed:
        if not Path(os.fsdecode(path)).exists():
            yield f"the output {os.fsdecode(path)} of a completed job is missing"


def _is_visible(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _published_twice(jobs: list[sqlite3.Row]) -> Iterator[str]:
    versions = Counter(
        (job["source_path"], job["source_fingerprint"], job["rule"])
        for job in jobs
        if job["status"] == "completed"
    )
    for (source, _, _), times in versions.items():
        if times > 1:
            yield f"{os.fsdecode(source)} was published {times} times"


def _left_processing(jobs: list[sqlite3.Row]) -> Iterator[str]:
    for job in jobs:
        if job["status"] == "processing":
            yield f"job {job['id']} stayed processing"


def _parts_left(root: Path) -> Iterator[str]:
    for part in (root / "out").rglob(".bp-*"):
        yield f"the part file {part.name} was left behind"


def _children_left(root: Path) -> Iterator[str]:
    """Those of a server that is gone: one that lives may take pictures of what it has made."""
    for process in psutil.process_iter(["cmdline", "status"]):
        words = process.info["cmdline"] or []
        is_alive = process.info["status"] != psutil.STATUS_ZOMBIE
        is_ours = "ffmpeg" in (words[:1] or [""])[0] and any(str(root) in word for word in words)
        if is_alive and is_ours and not _has_server(process):
            yield f"an ffmpeg outlived its server: pid {process.pid}"


def _has_server(process: psutil.Process) -> bool:
    """An orphan is given to another parent, which is no Python."""
    try:
        parent = process.parent()
        return parent is not None and any("bulletproof" in word for word in parent.cmdline())
    except psutil.Error:
        return True  # it ended while it was looked at


if __name__ == "__main__":
    print(json.dumps(violations(Path(sys.argv[1]))))
