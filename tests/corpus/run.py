"""Measure the checker on the whole corpus: one table, and exit code 1 below 100 % or with a false alarm.

    python3 build/dev.py corpus [CODE…] [--also FOLDER] [--without-other-makers]

CODE… leaves out all other codes and other makers. Files of `--also` are taken to be sound and are reported
apart, as is what other programs than ffmpeg have written: what we make ourselves proves little about them.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.corpus import clean, families
from tests.corpus.catalogue import LEVELS
from tests.corpus.checking import Checker, Outcome, checker
from tests.corpus.shelf import Shelf
from tests.corpus.specimen import Specimen
from tests.corpus.table import table, wrong


async def main(words: Sequence[str]) -> int:
    asked = _parser().parse_args(words)
    if unknown := [code for code in asked.codes if code not in LEVELS]:
        print(f"No code {', '.join(unknown)}.", file=sys.stderr)
        return 2
    began_s = time.monotonic()
    async with checker() as ask:
        planted = [
            outcome
            for module, specimens in families.PLANTED.items()
            for outcome in await _asked(
                ask, module, (one for one in specimens if not asked.codes or one.code in asked.codes)
            )
        ]
        sound = await _asked(ask, Path(clean.__file__), clean.CLEAN)
    for line in (*table(planted, sound), "", *wrong([*planted, *sound])):
        print(line)
    print(f"{time.monotonic() - began_s:.0f} s")
    return 0 if all(one.is_right for one in (*planted, *sound)) else 1


async def _asked(ask: Checker, module: Path, specimens: Iterable[Specimen]) -> list[Outcome]:
    shelf = Shelf(module)
    shelf.forget_others()
    return await ask.outcomes(specimens, shelf)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py corpus")
    parser.add_argument("codes", metavar="CODE", nargs="*")
    return parser


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
