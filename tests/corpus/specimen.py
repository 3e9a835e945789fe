"""What the corpus is made of: files that are sound, and files with exactly one planted fault.

Broken files alone prove nothing about false alarms, and a file broken in five ways proves nothing about the
one that was missed. So every specimen is one or the other, and a planted one names whatever else must follow
from its fault.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Maker = Callable[[Path], Path]
"""Makes the file in the folder that it is given, which is its own, and returns its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    name: str
    make: Maker
    target: str = "any"
    source: Maker | None = None
    """Makes what the file is held against."""
    is_loop: bool = False
    implies: tuple[str, ...] = ()
    """Findings that come with it rightly, and are no false alarm."""

    @property
    def label(self) -> str:
        return f"clean: {self.name}"

    @property
    def expected(self) -> tuple[str, ...]:
        return self.implies


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted(Specimen):
    code: str
    """The finding that has to come."""

    @property
    def label(self) -> str:
        return f"{self.code}: {self.name}"

    @property
    def expected(self) -> tuple[str, ...]:
        return (self.code, *self.implies)
