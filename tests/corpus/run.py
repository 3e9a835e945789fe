"""Measure the checker on the whole corpus: one table, and exit code 1 below 100 % or with a false alarm.

    python3 build/dev.py corpus [CODE…] [--also FOLDER]

CODE… leaves out all other codes and other makers. Files of `--also` are taken to be sound and are reported
apart, as is what other programs than ffmpeg have written: what we make ourselves proves little about them.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.corpus import clean, devices, families, other_makers
from tests.corpus.catalogue import LEVELS
from tests.corpus.checking import Checker, Outcome, checker
from tests.corpus.shelf import Shelf
from tests.corpus.specimen import Specimen
from tests.corpus.table import left_out, others_table, table, wrong


async def main(words: Sequence[str]) -> int:
    asked = _parser().parse_args(words)
    if unknown := [code for code in asked.codes if code not in LEVELS]:
        print(f"No code {', '.join(unknown)}.", file=sys.stderr)
        return 2
    began_s = time.monotonic()
    async with checker() as ask:
        right = await _corpus(ask, asked.codes)
        if not asked.codes:
            right = await _others(ask, asked.also) and right
    print(f"\n{time.monotonic() - began_s:.0f} s")
    return 0 if right else 1


async def _corpus(ask: Checker, codes: Sequence[str]) -> bool:
    planted: list[Outcome] = []
    for module, specimens in families.PLANTED.items():
        planted += await _asked(ask, module, [one for one in specimens if one.code in (codes or LEVELS)])
    sound = await _asked(ask, Path(clean.__file__), clean.CLEAN)
    return _told([*table(planted, sound), "", *wrong([*planted, *sound])], [*planted, *sound])


async def _others(ask: Checker, also: Sequence[Path]) -> bool:
    """The files that ffmpeg did not write, or did not write for us."""
    there = [one for one in other_makers.FOREIGN if other_makers.is_there(one.needs)]
    outcomes = await _asked(ask, Path(devices.__file__), devices.DEVICES)
    outcomes += await _asked(ask, Path(other_makers.__file__), there)
    for folder in also:
        outcomes += await ask.outcomes(other_makers.given(folder), Shelf(Path(other_makers.__file__)))
    return _told([*others_table(outcomes), *left_out(other_makers.FOREIGN, there)], outcomes)


def _told(lines: Iterable[str], outcomes: Sequence[Outcome]) -> bool:
    print("\n".join(lines))
    return all(one.is_right for one in outcomes)


async def _asked(ask: Checker, module: Path, specimens: Iterable[Specimen]) -> list[Outcome]:
    shelf = Shelf(module)
    shelf.forget_others()
    return await ask.outcomes(specimens, shelf)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py corpus")
    parser.add_argument("codes", metavar="CODE", nargs="*", help="only these, and no other makers")
    parser.add_argument("--also", metavar="FOLDER", type=Path, action="append", default=[])
    return parser


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
