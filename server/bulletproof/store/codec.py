"""Domain values as JSON text and back, checked on the way in: what an older version wrote is not trusted."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from bulletproof.domain.folder import FolderSpec
from bulletproof.domain.live import Report
from bulletproof.domain.profile import Profile
from bulletproof.domain.settings import SettingValue
from bulletproof.domain.show_lock import ShowLock

T = TypeVar("T")

PROFILE = TypeAdapter(Profile)
REPORT = TypeAdapter(Report)
FOLDER_SPEC = TypeAdapter(FolderSpec)
SHOW_LOCK = TypeAdapter(ShowLock)
SETTING: TypeAdapter[SettingValue] = TypeAdapter(SettingValue)
WORDS = TypeAdapter(tuple[str, ...])
PAYLOAD = TypeAdapter(dict[str, str | int | float | bool | None])


def to_json(adapter: TypeAdapter[T], value: T) -> str:
    return adapter.dump_json(value).decode()


def time_text(time: datetime) -> str:
    """RFC 3339 in UTC with microseconds always, so that text order is time order."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def time_of(text: str) -> datetime:
    return datetime.fromisoformat(text)


def spec_json(spec: FolderSpec) -> str:
    """Without its paths, which are kept as bytes beside it: JSON can't hold a name that is no UTF-8."""
    return to_json(FOLDER_SPEC, replace(spec, watch_directory=Path("/"), output_directory=Path("/")))


def with_paths(spec: FolderSpec, watched: Path, output: Path) -> FolderSpec:
    return replace(spec, watch_directory=watched, output_directory=output)
