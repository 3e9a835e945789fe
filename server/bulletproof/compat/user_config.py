"""`~/.bvp/config.json`: what `bvp config` keeps for a user. Keys that we don't know survive."""

import contextlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from bulletproof.compat.queue_file import write_tree


@dataclass(frozen=True, slots=True)
class UserConfig:
    default_profile: str = "live-qlab"
    default_output_dir: str | None = None
    speed_preset: str = "normal"


def config_path() -> Path:
    return Path.home() / ".bvp" / "config.json"


def load(path: Path) -> UserConfig:
    """A missing or damaged file means the defaults, as it always did."""
    tree = _tree(path)
    known = {key: tree[key] for key in ("default_profile", "speed_preset") if isinstance(tree.get(key), str)}
    config = replace(UserConfig(), **{key: str(value) for key, value in known.items()})
    output = tree.get("default_output_dir")
    return replace(config, default_output_dir=output) if isinstance(output, str) else config


def save(path: Path, **changes: str | None) -> None:
    """Set what is given, keep everything else that stands there."""
    current = load(path)
    defaults = {
        "default_profile": current.default_profile,
        "default_output_dir": current.default_output_dir,
        "speed_preset": current.speed_preset,
    }
    write_tree(path, {**defaults, **_tree(path), **changes})


def _tree(path: Path) -> dict[str, object]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        tree = json.loads(path.read_text(encoding="utf-8-sig"))
        return tree if isinstance(tree, dict) else {}
    return {}
