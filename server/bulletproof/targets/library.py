"""The targets: those that come with the program, then those in a folder of the user's, which win by name."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from bulletproof.domain.errors import InvalidTarget
from bulletproof.domain.target import Target
from bulletproof.domain.text import shown
from bulletproof.targets.schema import MAX_BYTES, target_of, toml_text

__all__ = ["load_targets", "target_file", "toml_text"]

DEFAULT = "any"


def load_targets(own_folder: Path | None = None) -> Mapping[str, Target]:
    """By name, `any` first. Raises InvalidTarget, which names the file, the field and what would be right.

    A folder that is not there holds no targets.
    """
    own = {} if own_folder is None else {target.name: target for target in _own(own_folder)}
    return MappingProxyType({**_bundled(), **own})


@cache
def _bundled() -> Mapping[str, Target]:
    entries = sorted(files("bulletproof.targets").iterdir(), key=lambda entry: entry.name)
    texts = {entry.name: entry.read_text("utf-8") for entry in entries if entry.name.endswith(".toml")}
    found = {target.name: target for target in (target_of(text, file=name) for name, text in texts.items())}
    return MappingProxyType({DEFAULT: found[DEFAULT], **found})


def target_file(path: Path) -> Target:
    """One file of the user's. Raises InvalidTarget."""
    return _read(path)


def _own(folder: Path) -> list[Target]:
    return [_read(path) for path in sorted(folder.glob("*.toml"))]


def _read(path: Path) -> Target:
    name = shown(path.name)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidTarget(f"{name}: a target takes a few kB, this file more than a MB.")
        return target_of(path.read_text(encoding="utf-8"), file=name)
    except UnicodeDecodeError as error:
        raise InvalidTarget(f"{name}: it is no UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        raise InvalidTarget(f"{name} can't be read: {error.strerror}.") from error
