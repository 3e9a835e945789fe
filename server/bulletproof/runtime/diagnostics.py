"""One text that tells whoever is asked for help what this program is, does and last complained of."""

import asyncio
import json
import os
import platform
import shutil
import socket
from collections.abc import Iterable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from bulletproof import crash_reports
from bulletproof.domain.job import Status
from bulletproof.domain.redaction import redacted
from bulletproof.domain.settings import ServerOptions
from bulletproof.domain.text import size_text
from bulletproof.engine.engine import Engine
from bulletproof.logs import log_path
from bulletproof.store.store import Store

LOG_LINES = 300
LOG_BYTES = 200_000
FAILURES = 20


class Diagnostics:
    def __init__(
        self, options: ServerOptions, store: Store, engine: Engine, *, secrets: Iterable[str]
    ) -> None:
        self._options = options
        self._store = store
        self._engine = engine
        self._secrets = tuple(secrets)

    async def text(self) -> str:
        """Without secrets, the user's and the machine's name; see `domain.redaction`."""
        parts = [
            ("Bulletproof", self._program()),
            ("This machine", await asyncio.to_thread(self._machine)),
            ("What it does", await self._state()),
            ("Settings", _lines(asdict(self._engine.settings).items())),
            ("Watch folders", [_compact(asdict(folder.spec)) for folder in await self._store.folders.all()]),
            ("Last failures", await self._failures()),
            ("Crash reports", await asyncio.to_thread(self._crashes)),
            (f"Last {LOG_LINES} lines of the log", await asyncio.to_thread(self._log)),
        ]
        whole = "\n\n".join(_part(title, lines) for title, lines in parts)
        return redacted(whole, home=Path.home(), host=socket.gethostname(), secrets=self._secrets) + "\n"

    def _program(self) -> list[str]:
        kept = "PostgreSQL" if self._options.database else "SQLite"
        return [
            f"version {version('bulletproof-video')}",
            f"data folder {self._options.data_dir}",
            f"database {kept}",
        ]

    def _machine(self) -> list[str]:
        free = shutil.disk_usage(self._options.data_dir).free
        return [
            platform.platform(),
            f"Python {platform.python_version()}, {os.cpu_count()} cores",
            f"{size_text(free)} free on the drive of the data folder",
        ]

    async def _state(self) -> list[str]:
        status = await self._engine.status()
        counts = ", ".join(f"{number} {name}" for name, number in asdict(status.counts).items())
        return [
            f"queue {status.queue}; {counts}",
            *([status.why_idle] if status.why_idle else []),
            f"ffmpeg {status.ffmpeg_version or 'missing'} at {status.ffmpeg_path}",
            *([status.ffmpeg_problem] if status.ffmpeg_problem else []),
            *(f"{disk.directory}: {size_text(disk.free_bytes)} free" for disk in status.disks),
        ]

    async def _failures(self) -> list[str]:
        snapshot = await self._store.events.snapshot()
        failed = [job for job in snapshot.jobs if job.status is Status.FAILED]
        return [
            f"{job.finished_at:%Y-%m-%d %H:%M} {job.source.path} by {job.profile.name}: "
            f"{job.reason}: {job.message}"
            for job in failed[:FAILURES]
        ]

    def _crashes(self) -> list[str]:
        found = sorted(crash_reports.folder(self._options.data_dir).glob("*.txt"))
        ended = [report for report in found if not report.name.endswith(crash_reports.RUNNING)]
        if not ended:
            return []
        return [*(report.name for report in ended), "", _tail(ended[-1])]

    def _log(self) -> list[str]:
        return _tail(log_path(self._options.data_dir)).splitlines()[-LOG_LINES:]


def _part(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, "=" * len(title), *lines])


def _lines(pairs: Iterable[tuple[str, object]]) -> list[str]:
    return [
        f"{name}: {'by default' if value is None else value}"
        for name, value in pairs
        if name != "saved_views"
    ]


def _compact(value: object) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)


def _tail(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - LOG_BYTES))
            return file.read().decode("utf-8", "replace")
    except OSError as error:
        return f"{path} can't be read: {error.strerror}"
