"""`bvp verify`: will these files play? Asked on this machine, without a server.

The answer is the exit code too, so that a script can ask: 0 every file is show-ready (or has only warnings,
without `--strict`), 1 one is not, 2 the command made no sense.
"""

import asyncio
import sys
from pathlib import Path

import click

from bulletproof.cli.checking import TargetWord, check_all, is_refused, said, targets_option, write_report
from bulletproof.cli.verify_text import as_json, as_table, as_text
from bulletproof.domain.checked import Checked
from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.target import Target
from bulletproof.reports.preflight import preflight_html

FILE = click.Path(exists=True, path_type=Path)
EXAMPLE = """\b
Examples:
  bvp verify opening.mov --target qlab
  bvp verify output.mov --source original.mov --json
"""


@click.command(epilog=EXAMPLE, short_help="Check whether files are safe to play.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@click.option("--target", type=TargetWord(), default="any", show_default=True, help="Where it plays.")
@targets_option
@click.option("--source", type=FILE, help="What the file was made from; it is compared with it.")
@click.option("--strict", is_flag=True, help="Warnings count as not ready.")
@click.option("--loop", is_flag=True, help="They are played as loops: the seam is looked at too.")
@click.option("--speed", is_flag=True, help="Also time how fast this machine decodes them.")
@click.option("--json", "wants_json", is_flag=True, help="One JSON document per file and line.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Write an HTML page too.")
def verify(
    files: tuple[Path, ...],
    target: Target,
    source: Path | None,
    strict: bool,
    loop: bool,
    speed: bool,
    wants_json: bool,
    report: Path | None,
) -> None:
    """Check whether each FILE opens, is whole, decodes cleanly, runs evenly and plays at its target.

    Exit code 0: every file is ready; 1: one is not; 2: the command made no sense.
    """
    if source is not None and len(files) > 1:
        raise click.UsageError("--source goes with one FILE: each output has a source of its own.")

    async def run() -> list[Checked]:
        looking = check_all(files, target, source=source, is_loop=loop, measure_speed=speed)
        found = []
        async for one in looking:
            found.append(one)
            if wants_json:
                click.echo(as_json(one))
        return found

    try:
        checked = asyncio.run(run())
    except BulletproofError as error:
        raise said(error) from error
    if not wants_json:
        click.echo("\n".join(as_text(checked[0]) if len(checked) == 1 else as_table(checked)))
    if report is not None:
        write_report(report, preflight_html(checked, target, title="Verification"))
    sys.exit(1 if any(is_refused(one.verdict, strict=strict) for one in checked) else 0)
