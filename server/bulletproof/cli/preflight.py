"""`bvp preflight`: will this folder, or this stick, play? Nothing is written to what is looked at.

Exit codes: 0 every file is show-ready (or has only warnings, without `--strict`), 1 one is not, or the folder
went away meanwhile, 2 the command made no sense.
"""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from bulletproof.cli.checking import TargetWord, check_all, is_refused, said, targets_option, write_report
from bulletproof.cli.verify_text import as_json, as_table
from bulletproof.domain.checked import Checked
from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.finding import Finding, verdict_of, worst_first
from bulletproof.domain.show import outliers
from bulletproof.domain.target import Target
from bulletproof.domain.text import count_text, shown
from bulletproof.engine.media_files import media_files
from bulletproof.reports.preflight import preflight_html

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
EXAMPLE = """\b
Examples:
  bvp preflight /media/SHOW --target qlab
  bvp preflight /media/SHOW --target resolume --recursive --report ~/show.html
"""


@click.command(epilog=EXAMPLE, short_help="Check a whole folder or stick.")
@click.argument("folder", type=FOLDER)
@click.option("--target", type=TargetWord(), default="any", show_default=True, help="Where it plays.")
@targets_option
@click.option("--recursive", is_flag=True, help="Folders below it too.")
@click.option("--strict", is_flag=True, help="Warnings count as not ready.")
@click.option("--json", "wants_json", is_flag=True, help="One JSON document per file and line.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write an HTML page too.")
def preflight(
    folder: Path, target: Target, recursive: bool, strict: bool, wants_json: bool, report: Path | None
) -> None:
    """Check every media file in FOLDER, and name the profile that would cure each that is not ready."""
    if report is not None and report.absolute().is_relative_to(folder.absolute()):
        raise click.UsageError(
            f"--report {shown(report)} lies in the folder that is looked at, where nothing is written."
            " Put it elsewhere."
        )
    try:
        found = media_files(folder, recursive=recursive)
        checked = asyncio.run(_checked(found.media, target))
    except BulletproofError as error:
        raise said(error) from error
    checked, gone = without_gone(checked)
    checked = with_outliers(checked)
    for line in _lines(checked, folder, found.ignored, wants_json=wants_json):
        click.echo(line)
    if report is not None:
        page = preflight_html(checked, target, title=shown(folder.absolute()), ignored=found.ignored)
        write_report(report, page)
    if gone:
        files = f"{gone} of {count_text(len(found.media), 'file')}"
        click.echo(f"{files} went away while {shown(folder)} was looked at, and stay unchecked.", err=True)
    sys.exit(1 if gone or any(is_refused(one.verdict, strict=strict) for one in checked) else 0)


async def _checked(files: tuple[Path, ...], target: Target) -> list[Checked]:
    at_once = max(1, (os.cpu_count() or 1) // 2)
    return [one async for one in check_all(files, target, at_once=at_once)]


def without_gone(checked: list[Checked]) -> tuple[list[Checked], int]:
    """What was looked at in full, and how many were not: a stick that is pulled out breaks no file."""
    kept = [one for one in checked if one.evidence.sha256 is not None or _is_there(one.path)]
    return kept, len(checked) - len(kept)


def _is_there(path: Path) -> bool:
    """A drive that is gone may answer with an error instead of a no."""
    try:
        path.stat()
    except OSError:
        return False
    return True


def with_outliers(checked: list[Checked]) -> list[Checked]:
    """A cue that is much louder than the rest of its show is told, as only the whole can tell."""
    found = outliers([one.evidence for one in checked])
    return [_with(one, found[place]) if place in found else one for place, one in enumerate(checked)]


def _with(one: Checked, finding: Finding) -> Checked:
    findings = worst_first((*one.findings, finding))
    return replace(one, findings=findings, verdict=verdict_of(findings))


def _lines(checked: list[Checked], folder: Path, ignored: int, *, wants_json: bool) -> list[str]:
    if wants_json:
        return [as_json(one) for one in checked]
    if not checked:
        return [f"There is no media file in {shown(folder)}."]
    others = [f"{count_text(ignored, 'other file')} not looked at."] if ignored else []
    return [*as_table(checked), *others]
