"""How far orders over the network reach: the folders whose files may be named by them.

The owner of a laptop may name any file of it. A server that several people use is given roots
(BULLETPROOF_ROOTS, read at the start alone, so that nobody widens them by an order), and what lies outside,
or is led outside by a link, is refused.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from bulletproof.domain.errors import InvalidFile, OutsideRoots
from bulletproof.domain.text import shown


class Reach:
    def __init__(self, roots: Sequence[Path] = ()) -> None:
        """No roots: everything that this user may read."""
        self.roots = tuple(Path(os.path.realpath(root)) for root in roots)

    def covers(self, path: Path) -> bool:
        """After all links are followed; blocks as long as the disk does."""
        if not self.roots:
            return True
        real = Path(os.path.realpath(path))
        return any(real.is_relative_to(root) for root in self.roots)

    def require(self, path: Path, *, field: str | None = None) -> None:
        """Raises OutsideRoots, or InvalidFile where no path can be written so."""
        if "\0" in str(path):
            raise InvalidFile(f"{shown(path)}: no file's name holds a zero byte.", field=field)
        if not self.covers(path):
            raise OutsideRoots(
                f"{shown(path)} lies outside of the folders that this server works in: "
                f"{', '.join(map(shown, self.roots))}.",
                field=field,
            )

    def require_all(self, paths: Iterable[Path], *, field: str | None = None) -> None:
        for path in paths:
            self.require(path, field=field)
