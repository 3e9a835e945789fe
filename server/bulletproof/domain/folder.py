"""A watch folder and its rules, in the monitor file's own words."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

PatternType = Literal["glob", "regex", "exact"]
WaitingReason = Literal["growing", "open_elsewhere", "incomplete", "settling", "no_rule", "rule_error"]
OnCollision = Literal["auto", "replace", "rename", "refuse"]


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: str
    profile: str
    output_pattern: str = "{filename_no_ext}"
    pattern_type: PatternType = "glob"
    case_sensitive: bool = False
    priority: int = 100
    delete_input: bool = True
    """A source goes only when its rule and its folder both say so."""


@dataclass(frozen=True, slots=True)
class FolderSpec:
    """What somebody asks for; `Folder` is what exists."""

    watch_directory: Path
    output_directory: Path
    rules: tuple[Rule, ...] = field(default=())
    delete_input: bool = False
    keep_originals_days: int = 7
    poll_interval_s: float = 5.0
    recursive: bool = False
    on_collision: OnCollision = "auto"


class FolderState(StrEnum):
    WATCHING = "watching"
    OFFLINE = "offline"  #: unmounted or unplugged: jobs wait, none fails, nothing is believed deleted
    NOT_WRITABLE = "not_writable"  #: outputs can't be put where they belong: jobs wait


@dataclass(frozen=True, slots=True)
class Folder:
    id: str
    spec: FolderSpec
    state: FolderState
    state_message: str | None
    state_since: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that is seen and not yet queued, and why."""

    name: str
    size_bytes: int
    previous_size_bytes: int
    reason: WaitingReason
    message: str


@dataclass(frozen=True, slots=True)
class FolderActivity:
    """What a watcher sees right now; never stored, coalesced like progress."""

    folder_id: str
    scanned_at: datetime | None
    waiting: tuple[WaitingFile, ...]
