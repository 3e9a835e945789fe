"""Make specimens and keep them: one folder each in `.work/corpus`, named by the words that made it.

The key is the text of the modules that make a specimen, so that what is edited is made anew and nothing else.
"""

import hashlib
import re
import shutil
from pathlib import Path
from typing import NamedTuple

from tests.corpus.specimen import Specimen

ROOT = Path(__file__).resolve().parents[2]
SHELF = ROOT / ".work" / "corpus"
_MAKERS = ("tests/corpus/making.py", "tests/corpus/boxes.py", "tests/support/clips.py")


class Made(NamedTuple):
    path: Path
    source: Path | None


class Shelf:
    """The specimens of one family: the module at `family` makes them."""

    def __init__(self, family: Path, folder: Path = SHELF) -> None:
        texts = (*((ROOT / name).read_bytes() for name in _MAKERS), family.read_bytes())
        self._folder = folder / family.stem
        self._key = hashlib.sha256(b"\0".join(texts)).hexdigest()[:10]

    def made(self, specimen: Specimen) -> Made:
        """From the shelf, or made now. Raises AssertionError with ffmpeg's words."""
        place = self._folder / f"{_slug(specimen.label)}-{self._key}"
        finished = place / "made"
        if not finished.exists():
            shutil.rmtree(place, ignore_errors=True)
            made = Made(
                specimen.make(_new(place / "file")),
                specimen.source(_new(place / "source")) if specimen.source else None,
            )
            finished.write_text("\n".join(str(path) for path in made if path), encoding="utf-8")
        path, *source = finished.read_text(encoding="utf-8").split("\n")
        return Made(Path(path), Path(source[0]) if source else None)

    def forget_others(self) -> None:
        """What earlier words made of this family."""
        for place in self._folder.iterdir() if self._folder.is_dir() else ():
            if not place.name.endswith(self._key):
                shutil.rmtree(place, ignore_errors=True)


def _new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
