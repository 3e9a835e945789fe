"""The desktop around the server, where there is one: what only a window can do, asked for by the page in it.

The page has no bridge into the program (pywebview's own would follow it to any address), so it asks the
server like everything else, and the server asks whoever opened the window.
"""

from pathlib import Path
from typing import Literal, Protocol

Wanted = Literal["files", "folder"]
OwnFolder = Literal["logs", "crash_reports"]
Closing = Literal["asking", "stay", "finish", "now", "background"]
"""What the page makes of the user's wish to close the window while jobs run; `asking`: it has asked, the
answer will follow."""


class Shell(Protocol):
    """Called on worker threads, where nothing else is said; each may wait for the user."""

    @property
    def keeps_awake(self) -> bool | None:
        """Whether the machine is kept from falling asleep while jobs run; None: not tried yet."""

    def bring_forward(self) -> None:
        """In front of the other programs' windows, out of the dock where it was put away."""

    def choose(self, wanted: Wanted) -> list[str]:
        """What the user picks in the system's own dialog; nothing where it is closed without."""

    def save(self, name: str, content: str) -> str | None:
        """Write to where the user says, `name` being proposed; None: nowhere. Raises OSError."""

    def dropped(self) -> list[str]:
        """What was dropped onto the window last, each path once; a page is told the names alone."""

    def reveal(self, path: Path) -> None:
        """Open the folder that holds `path` in the system's file manager. Raises OSError."""

    def open_folder(self, folder: OwnFolder) -> None:
        """Open one of the program's own folders in the system's file manager. Raises OSError."""

    def painted(self, *, is_dark: bool) -> None:
        """The page is drawn so; until then the window may be blank for all that we know."""

    def close(self, how: Closing) -> None:
        """The answer to a close that was asked about. Returns at once."""

    def tell(self, title: str, words: str) -> None:
        """A notification of the system's, unless the user looks at the window. On any thread, at once."""

    def stay_awake(self, wanted: bool) -> None:
        """Keep the machine from falling asleep, or let it again. On any thread, at once."""
