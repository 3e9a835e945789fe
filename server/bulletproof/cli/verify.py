"""`bvp verify`: will these files play? Asked on this machine, without a server.

The answer is the exit code too, so that a script can ask: 0 every file is show-ready (or has only warnings,
without `--strict`), 1 one is not, 2 the command made no sense.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from bulletproof.cli.verify_text import Checked, as_json, as_table, as_text
from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.finding import Finding, Verdict, verdict_of
from bulletproof.domain.media import Evidence
from bulletproof.domain.text import shown
from bulletproof.domain.verification import Case, judge_file
from bulletproof.media.examine import examine
from bulletproof.media.ffmpeg import find_ffmpeg
from bulletproof.media.inspector import Inspector

TARGETS = ("any",)
FILE = click.Path(exists=True, path_type=Path)


@click.command(short_help="Check whether files are safe to play.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@click.option("--source", type=FILE, help="What the file was made from; it is compared with it.")
@click.option(
    "--target", type=click.Choice(TARGETS), default="any", show_default=True, help="Where it plays."
)
@click.option("--strict", is_flag=True, help="Warnings count as not ready.")
@click.option("--json", "wants_json", is_flag=True, help="One JSON document per file and line.")
def verify(files: tuple[Path, ...], source: Path | None, target: str, strict: bool, wants_json: bool) -> None:
    """Check whether each FILE opens, is whole, decodes cleanly and runs evenly.

    Exit code 0: every file is ready; 1: one is not; 2: the command made no sense.
    """
    if source is not None and len(files) > 1:
        raise click.UsageError("--source goes with one FILE: each output has a source of its own.")
    try:
        checked = asyncio.run(_checked(files, source, tell=_progress_line(len(files), wants_json)))
    except BulletproofError as error:
        raise click.ClickException(str(error)) from error
    for line in _report(checked, target, wants_json=wants_json):
        click.echo(line)
    sys.exit(1 if any(_is_refused(one.verdict, strict) for one in checked) else 0)


async def _checked(
    files: tuple[Path, ...], source: Path | None, *, tell: Callable[[str], None]
) -> list[Checked]:
    chosen = os.environ.get("BULLETPROOF_FFMPEG")
    ffmpeg = find_ffmpeg(Path(chosen) if chosen else None)
    checked = []
    async with Inspector() as inspector:

        async def look(path: Path, *, as_source: bool = False) -> Evidence:
            def on_progress(fraction: float) -> None:
                tell(f"{shown(path.name)}  {fraction:4.0%}")

            return await examine(
                path, inspector=inspector, ffmpeg=ffmpeg, on_progress=on_progress, as_source=as_source
            )

        made_from = await look(source, as_source=True) if source is not None else None
        for path in files:
            evidence = await look(path)
            findings = _source_faults(made_from) + judge_file(Case(evidence, source=made_from))
            checked.append(Checked(path, evidence, findings, verdict_of(findings)))
    tell("")
    return checked


def _source_faults(source: Evidence | None) -> tuple[Finding, ...]:
    """A source that can't be read can't be compared with, and saying nothing would pass for a yes."""
    if source is None or source.unreadable is None:
        return ()
    return tuple(
        Finding(found.code, found.level, f"The source: {found.message}", of_source=True)
        for found in judge_file(Case(source))
    )


def _is_refused(verdict: Verdict, strict: bool) -> bool:
    return verdict is Verdict.NOT_READY or (strict and verdict is Verdict.WARNINGS)


def _report(checked: list[Checked], target: str, *, wants_json: bool) -> list[str]:
    if wants_json:
        return [as_json(one, target) for one in checked]
    return as_text(checked[0]) if len(checked) == 1 else as_table(checked)


def _progress_line(files: int, wants_json: bool) -> Callable[[str], None]:
    """On a terminal one line that rewrites itself; nothing where the output goes to a file."""
    if wants_json or not sys.stderr.isatty():
        return lambda _: None

    def tell(text: str) -> None:
        click.echo(f"\r\x1b[K{text[:100]}", nl=False, err=True)

    return tell
