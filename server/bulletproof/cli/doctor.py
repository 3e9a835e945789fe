"""`bvp doctor`: what is wrong with this machine, and how to mend it. It changes nothing.

Exit code 0: everything works; 1: something that is needed does not.
"""

import asyncio
import importlib.util
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.settings import ServerOptions
from bulletproof.domain.text import shown, size_text
from bulletproof.instance import read_instance
from bulletproof.media.ffmpeg import capabilities, find_ffmpeg, why_unavailable
from bulletproof.media.inspector import Inspector
from bulletproof.settings import server_options

State = Literal["ok", "warn", "fail"]
MARKS: dict[State, str] = {"ok": "✓", "warn": "!", "fail": "✗"}
FREE_BYTES = 10_000_000_000
OLDEST_SQLITE = (3, 35, 0)  # RETURNING, by which a job is claimed in one statement
FEW_WATCHES = 8_192
EXAMPLE = """\b
Example:
  bvp doctor --json
"""


@dataclass(frozen=True, slots=True)
class Answer:
    part: str
    state: State
    said: str
    cure: str | None = None


@click.command(epilog=EXAMPLE)
@click.option("--json", "wants_json", is_flag=True, help="One JSON document per part and line.")
def doctor(wants_json: bool) -> None:
    """Say what is wrong with this machine and how to mend it."""
    failed = False
    for question in (_settings, _ffmpeg, _inspector, _space, _instance, _database, _watching, _window):
        for answer in question():
            failed = failed or answer.state == "fail"
            click.echo(json.dumps(asdict(answer), ensure_ascii=False) if wants_json else _text(answer))
    sys.exit(1 if failed else 0)


def _text(answer: Answer) -> str:
    cure = f"\n    {answer.cure}" if answer.cure else ""
    return f"{MARKS[answer.state]} {answer.part}: {answer.said}{cure}"


def _options() -> ServerOptions:
    return server_options()


def _settings() -> Iterator[Answer]:
    try:
        options = _options()
    except BulletproofError as error:
        yield Answer("settings", "fail", str(error), "Correct or unset that environment variable.")
        return
    folder = options.data_dir
    place = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(place, os.W_OK | os.X_OK):
        yield Answer(
            "data folder",
            "fail",
            f"{shown(folder)} can't be written.",
            "Choose another with BULLETPROOF_DATA, or give this user the right to write there.",
        )
    else:
        yield Answer("data folder", "ok", shown(folder))


def _ffmpeg() -> Iterator[Answer]:
    chosen = os.environ.get("BULLETPROOF_FFMPEG")
    try:
        able = asyncio.run(capabilities(find_ffmpeg(Path(chosen) if chosen else None)))
    except BulletproofError as error:
        cure = "Unset BULLETPROOF_FFMPEG to use the one that comes with the program."
        yield Answer("ffmpeg", "fail", str(error), cure)
        return
    yield Answer("ffmpeg", "ok", f"{able.version} at {shown(able.path)}")
    lacking = [name for name, profile in BUILTIN_PROFILES.items() if why_unavailable(profile, able)]
    if lacking:
        said = f"these profiles can't be made with it: {', '.join(lacking)}."
        yield Answer("encoders", "warn", said, "Use the ffmpeg that comes with the program.")
    else:
        yield Answer("encoders", "ok", f"all {len(BUILTIN_PROFILES)} profiles can be made")


def _inspector() -> Iterator[Answer]:
    async def starts() -> None:
        async with Inspector():
            pass

    try:
        asyncio.run(starts())
    except (BulletproofError, OSError) as error:
        yield Answer("media inspector", "fail", str(error), "Install the program again.")
    else:
        yield Answer("media inspector", "ok", "starts")


def _space() -> Iterator[Answer]:
    folder = _options().data_dir
    place = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(place).free
    state: State = "ok" if free >= FREE_BYTES else "warn"
    cure = None if state == "ok" else "Jobs wait when it falls under the reserve. Free some space."
    yield Answer("free space", state, f"{size_text(free)} on the drive of the data folder", cure)


def _instance() -> Iterator[Answer]:
    found = read_instance(_options().data_dir)
    yield Answer("server", "ok", f"runs at {found.url} (version {found.version})" if found else "none runs")


def _database() -> Iterator[Answer]:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        said = f"SQLite {sqlite3.sqlite_version} is too old."
        yield Answer("database", "fail", said, "Use a Python that brings SQLite 3.35 or newer.")
    else:
        yield Answer("database", "ok", f"SQLite {sqlite3.sqlite_version}")


def _watching() -> Iterator[Answer]:
    limit = Path("/proc/sys/fs/inotify/max_user_watches")
    if not limit.exists():
        return
    watches = int(limit.read_text())
    few = watches < FEW_WATCHES
    cure = (
        "Raise fs.inotify.max_user_watches (sysctl); until then big folders are only scanned."
        if few
        else None
    )
    yield Answer("folder events", "warn" if few else "ok", f"{watches} folders can be watched", cure)


def _window() -> Iterator[Answer]:
    if importlib.util.find_spec("webview") is None:
        cure = "For the window: pip install 'bulletproof-video[desktop]'. The server needs none."
        yield Answer("window", "warn", "pywebview is not installed, so there is no window.", cure)
    elif sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        yield Answer("window", "warn", "there is no display.", "Without one: bulletproof --headless")
    else:
        yield Answer("window", "ok", "can be opened")
