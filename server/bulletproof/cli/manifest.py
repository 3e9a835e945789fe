"""`bvp manifest`: seal a folder, and prove on the playback machine that it is still what was sealed.

Exit codes: 0 all is as it was, 1 something is missing, added, changed or can't be sealed, 2 the command made
no sense.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from bulletproof.cli.checking import said
from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.text import count_text, seconds_text, shown, size_text
from bulletproof.manifest.check import Comparison, compare
from bulletproof.manifest.seal import Seal, seal

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
EXAMPLE = """\b
Examples:
  bvp manifest /media/SHOW
  bvp manifest --check /media/SHOW
"""


@click.command(epilog=EXAMPLE, short_help="Seal a folder, or check that it is unchanged.")
@click.argument("folder", type=FOLDER)
@click.option("--check", is_flag=True, help="Find every missing, added and changed file; write nothing.")
@click.option("--json", "wants_json", is_flag=True, help="One JSON document.")
def manifest(folder: Path, check: bool, wants_json: bool) -> None:
    """Write an ASC MHL manifest and a SHA256SUMS list of FOLDER and all below it.

    A second run adds a generation to the history, and tells what changed since the first.
    """
    tell = _progress(folder)
    try:
        if check:
            compared = compare(folder, tell)
            _end(lambda: _check_lines(compared), wants_json and _check_json(compared), compared.is_same)
        sealed = seal(folder, version=version("bulletproof-video"), now=datetime.now(UTC), on_bytes=tell)
    except BulletproofError as error:
        raise said(error) from error
    _end(lambda: _seal_lines(sealed, folder), wants_json and _seal_json(sealed), sealed.is_whole)


def _end(lines: Callable[[], Iterable[str]], document: str | bool, is_well: bool) -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    for line in [document] if isinstance(document, str) else lines():
        click.echo(line)
    sys.exit(0 if is_well else 1)


def _check_lines(found: Comparison) -> Iterable[str]:
    yield from (f"missing  {shown(path)}" for path in found.missing)
    yield from (f"added    {shown(path)}" for path in found.added)
    yield from (f"CHANGED  {shown(path)}" for path in found.changed)
    yield from (f"unread   {shown(path)}: {why}" for path, why in found.unreadable)
    files = count_text(found.files, "file")
    if found.is_same:
        yield f"{files}, each as it was when it was sealed."
        return
    yield (
        f"{files} sealed: {len(found.missing)} missing, {len(found.added)} added,"
        f" {len(found.changed)} changed, {len(found.unreadable)} can't be read."
    )


def _check_json(found: Comparison) -> str:
    return json.dumps(
        {
            "files": found.files,
            "missing": [shown(path) for path in found.missing],
            "added": [shown(path) for path in found.added],
            "changed": [shown(path) for path in found.changed],
            "unreadable": [{"file": shown(path), "reason": why} for path, why in found.unreadable],
        },
        ensure_ascii=False,
    )


def _seal_lines(sealed: Seal, folder: Path) -> Iterable[str]:
    yield from (f"refused  {shown(path)}: {why}" for path, why in sealed.refused)
    yield from (f"CHANGED  {shown(path)}" for path in sealed.changed)
    yield from (f"missing  {shown(path)}" for path in sealed.missing)
    yield f"{count_text(sealed.files, 'file')} sealed in {shown(sealed.manifest.relative_to(folder))}"
    if sealed.changed:
        yield "What changed is on record. If it was meant so, remove the folder “ascmhl” and seal anew."


def _seal_json(sealed: Seal) -> str:
    return json.dumps(
        {
            "manifest": shown(sealed.manifest),
            "files": sealed.files,
            "refused": [{"file": shown(path), "reason": why} for path, why in sealed.refused],
            "changed": [shown(path) for path in sealed.changed],
            "missing": [shown(path) for path in sealed.missing],
        },
        ensure_ascii=False,
    )


def _progress(folder: Path) -> Callable[[int], None]:
    """On a terminal how much was read and what time is left; silence in a pipe."""
    if not sys.stderr.isatty():
        return lambda _: None
    total, done, began_s, told_s = max(_size_bytes(folder), 1), 0, time.monotonic(), 0.0

    def tell(size_bytes: int) -> None:
        nonlocal done, told_s
        done += size_bytes
        now_s = time.monotonic()
        if now_s - told_s < 0.2:
            return
        told_s = now_s
        left_s = (now_s - began_s) * max(total - done, 0) / done
        rest = f", about {seconds_text(left_s)} left" if now_s - began_s > 2 else ""
        click.echo(f"\r\x1b[K{size_text(done)} of {size_text(total)}{rest}", nl=False, err=True)

    return tell


def _size_bytes(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(place, name)).st_size  # noqa: PTH116, PTH118 - names may be no text
            except OSError:
                continue
    return total
