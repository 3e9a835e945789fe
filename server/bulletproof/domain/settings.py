"""What can be set, and which of two answers wins: command line > environment > saved setting > default.

The engine holds one `Settings` value and has it replaced whole; a running job keeps the one it began with.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from bulletproof.domain.errors import InvalidSetting

Theme = Literal["system", "dark", "light", "contrast"]
LogForm = Literal["text", "json"]
Notifications = Literal["all", "failures", "none"]
SettingValue = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Settings:
    """Saved in the database, changed from the window or by `PATCH /settings`."""

    ffmpeg_path: str | None = None
    """None: the bundled ffmpeg, then the one on PATH."""
    slots_cpu: int | None = None
    """None: one per four cores, at least one (encoders are threaded already)."""
    quiet_s: float = 5.0
    """How long a file must stand still where nobody can tell whether it is still being written."""
    incomplete_quiet_s: float = 30.0
    """The same for an incomplete container: it will fail, but not before its copy had a chance."""
    stall_s: float = 30.0
    """ffmpeg without progress, CPU time and IO for this long is stuck, not slow."""
    disk_reserve_bytes: int = 2_000_000_000
    """Below this much free space no job starts; jobs wait and go on by themselves."""
    scrub_hour: int = 4
    """Of the local day: outputs that nobody has looked at for a week are verified again, while no job runs.

    -1: never by itself.
    """
    theme: Theme = "system"
    density: Literal["compact", "normal", "relaxed"] = "normal"
    deadline: str | None = None
    """When everything has to be ready, "doors": RFC 3339 with a time zone."""
    clock: Literal["24h", "12h"] = "24h"
    """How times of day are written."""
    letter_keys: bool = True
    """False: a single letter is never an order (WCAG 2.1.4); those with Ctrl, Alt or ⌘ are."""
    saved_views: str = "[]"
    """Named lists of jobs, as the dashboard writes them: JSON, opaque to us."""
    notifications: Notifications = "all"
    """What the desktop is told of: failed files and the end of the queue, or less."""
    keep_awake: bool = True
    """The machine does not fall asleep by itself while jobs run."""

    intake_folder: str | None = None
    """Where files go that are uploaded from another machine; None: nothing is taken that way."""
    update_feed: str | None = None
    """Where to ask for a newer version, once at each start; None: nothing is asked."""

    @property
    def deadline_at(self) -> datetime | None:
        return datetime.fromisoformat(self.deadline) if self.deadline else None


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """Where this run lives; from command line and environment only, never saved."""

    data_dir: Path
    host: str = "127.0.0.1"
    port: int | None = None
    """None: a free one. An explicit one that is taken ends the start with exit code 2."""
    database: str | None = None
    """None: SQLite in `data_dir`; else a `postgresql+asyncpg://` address."""
    token: str | None = None
    """None: a new one at each start, written to `instance.json` alone."""
    hosts: tuple[str, ...] = ()
    """Further exact Host values that may be asked for, from BULLETPROOF_HOSTS."""
    roots: tuple[Path, ...] = ()
    """The folders that orders over the network may name, from BULLETPROOF_ROOTS; none: all of them."""
    log: LogForm = "text"
    """BULLETPROOF_LOG: lines for people, or one JSON object each."""


_SAVED = {field.name for field in fields(Settings)}
_LIMITS: Mapping[str, tuple[float, float]] = {
    "slots_cpu": (1, 64),
    "quiet_s": (0.1, 3600),
    "incomplete_quiet_s": (0.1, 86_400),
    "stall_s": (5, 3600),
    "disk_reserve_bytes": (0, 10**15),
    "scrub_hour": (-1, 23),
}
_MAX_TEXT = 16_384
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "theme": ("system", "dark", "light", "contrast"),
    "density": ("compact", "normal", "relaxed"),
    "clock": ("24h", "12h"),
    "notifications": ("all", "failures", "none"),
}
_SWITCHES = ("letter_keys", "keep_awake")


def merged(*layers: Mapping[str, SettingValue]) -> Settings:
    """Later layers win (saved, environment, command line); raises InvalidSetting for the first bad value."""
    settings = Settings()
    for layer in layers:
        settings = replace(settings, **{name: _checked(name, value) for name, value in layer.items()})  # type: ignore[arg-type]  # each value was checked against its field
    return settings


def _checked(name: str, value: SettingValue) -> SettingValue:
    if name not in _SAVED:
        raise InvalidSetting(f"There is no setting named “{name}”.", field=name)
    if name in _CHOICES and value not in _CHOICES[name]:
        raise InvalidSetting(f"{name} is one of: {', '.join(_CHOICES[name])}.", field=name)
    if name in _LIMITS and not (name == "slots_cpu" and value is None):
        return _number(name, value)
    if name == "deadline" and value is not None:
        return _moment(name, value)
    if name in _SWITCHES and not isinstance(value, bool):
        raise InvalidSetting(f"{name} is true or false.", field=name)
    if name == "saved_views" and not (isinstance(value, str) and len(value) <= _MAX_TEXT):
        raise InvalidSetting(f"saved_views is a text of at most {_MAX_TEXT} characters.", field=name)
    if name == "update_feed" and value is not None:
        return _feed(name, value)
    if name == "intake_folder" and value is not None:
        return _folder(name, value)
    return value


def _folder(name: str, value: SettingValue) -> str:
    if not isinstance(value, str) or "\0" in value or not Path(value).is_absolute():
        raise InvalidSetting(f"{name} is a folder's whole path.", field=name)
    return value


def _feed(name: str, value: SettingValue) -> str:
    if not isinstance(value, str) or not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", value):
        raise InvalidSetting(f"{name} is an address that begins with https://.", field=name)
    return value


def _moment(name: str, value: SettingValue) -> str:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise InvalidSetting(f"{name} is a moment with its time zone: 2026-11-23T19:30:00+01:00.", field=name)
    return at.isoformat()


def _number(name: str, value: SettingValue) -> float | int:
    low, high = _LIMITS[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise InvalidSetting(f"{name} is a number from {low:g} to {high:g}.", field=name)
    return int(value) if name in ("slots_cpu", "disk_reserve_bytes", "scrub_hour") else float(value)
