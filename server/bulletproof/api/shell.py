"""The desktop around the server, where there is one: what only a window can do, asked for by the page in it.

The page has no bridge into the program (pywebview's own would follow it to any address), so it asks the
server like everything else, and the server asks whoever opened the window.
"""

from pathlib import Path
from typing import Literal, Protocol

Wanted = Literal["files", "folder"]


class Shell(Protocol):
    """Called on worker threads; each may wait for the user."""

    def bring_forward(self) -> None:
        """In front of the other programs' windows, out of the dock where it was put away."""

    def choose(self, wanted: Wanted) -> list[str]:
        """What the user picks in the system's own dialog; nothing where it is closed without."""

    def reveal(self, path: Path) -> None:
        """Open the folder that holds `path` in the system's file manager. Raises OSError."""
