"""Folders that would feed each other: an output that lands in a watch folder comes back as a source."""

from collections.abc import Iterable
from pathlib import Path

from bulletproof.domain.errors import InvalidFolder
from bulletproof.domain.folder import FolderSpec
from bulletproof.domain.text import shown


def require_no_loop(spec: FolderSpec, others: Iterable[FolderSpec]) -> None:
    """Raise InvalidFolder where an output folder is watched; paths must be resolved beforehand."""
    if _feeds(spec.output_directory, spec):
        raise InvalidFolder(
            f"Outputs in {shown(spec.output_directory)} would be taken in again, since it is watched."
            " Choose an output folder outside the watch folder.",
            field="output_directory",
        )
    for other in others:
        _require_apart(spec, other)


def _require_apart(spec: FolderSpec, other: FolderSpec) -> None:
    if _feeds(spec.output_directory, other):
        raise InvalidFolder(
            f"{shown(spec.output_directory)} is already watched: outputs there would be taken in again."
            " Choose another output folder.",
            field="output_directory",
        )
    if _feeds(other.output_directory, spec):
        raise InvalidFolder(
            f"{shown(spec.watch_directory)} receives the outputs of {shown(other.watch_directory)}:"
            " they would be taken in again. Choose another folder to watch.",
            field="watch_directory",
        )


def _feeds(output: Path, watched: FolderSpec) -> bool:
    if output == watched.watch_directory:
        return True
    return watched.recursive and output.is_relative_to(watched.watch_directory)
