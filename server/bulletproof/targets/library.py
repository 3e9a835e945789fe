"""Read the targets: those that come with the program, then those in a folder of the user's, which win by name."""

from collections.abc import Mapping
from pathlib import Path

from bulletproof.domain.target import Target

ANY = Target("any", "Any player", "Plays wherever ffmpeg's decoders do: only the checks that need no target.")


def load_targets(own_folder: Path | None = None) -> Mapping[str, Target]:
    """By name, `any` first. Raises InvalidTarget, which names the file, the field and what would be right."""
    return {"any": ANY}
