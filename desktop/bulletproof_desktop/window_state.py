"""Where the window was and how large, kept in the data folder: pywebview remembers nothing.

A place that is on no screen any more (the projector is unplugged) is not used, since nobody could reach the
window there; its size is.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol

SIZE_PX = (1280, 820)
MIN_SIZE_PX = (760, 520)
GRIP_PX = 80  # as much of the title bar has to be on a screen to be taken hold of
NAME = "window.json"


class Screen(Protocol):
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Place:
    """Pixels of the desktop; no `x` and `y`: wherever the window manager likes."""

    width: int = SIZE_PX[0]
    height: int = SIZE_PX[1]
    x: int | None = None
    y: int | None = None

    def within(self, screens: Iterable[Screen]) -> "Place":
        known = list(screens)
        if not known:
            return self
        width = min(self.width, max(screen.width for screen in known))
        height = min(self.height, max(screen.height for screen in known))
        sized = replace(self, width=max(width, MIN_SIZE_PX[0]), height=max(height, MIN_SIZE_PX[1]))
        return sized if any(_reachable(sized, screen) for screen in known) else replace(sized, x=None, y=None)


def load(data_dir: Path) -> Place:
    """The default where there is none yet, or none that can be read."""
    try:
        kept = json.loads((data_dir / NAME).read_text(encoding="utf-8"))
        return Place(**{name: _pixels(kept[name]) for name in ("width", "height", "x", "y")})
    except (OSError, ValueError, KeyError, TypeError):
        return Place()


def save(data_dir: Path, place: Place) -> None:
    """Whole or not at all. Raises OSError."""
    part = data_dir / f"{NAME}.part"
    part.write_text(json.dumps(asdict(place)), encoding="utf-8")
    os.replace(part, data_dir / NAME)


def _pixels(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 100_000:
        raise ValueError(value)
    return value


def _reachable(place: Place, screen: Screen) -> bool:
    if place.x is None or place.y is None:
        return False
    across = min(place.x + place.width, screen.x + screen.width) - max(place.x, screen.x)
    return across >= GRIP_PX and screen.y <= place.y <= screen.y + screen.height - GRIP_PX
