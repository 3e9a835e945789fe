"""`bvp targets`: where a file may play, and the limits of each as a file that can be edited."""

import click

from bulletproof.cli.checking import known_targets, said, targets_option
from bulletproof.domain.errors import InvalidTarget
from bulletproof.targets.library import toml_text

EXAMPLE = """\b
Examples:
  bvp targets
  bvp targets qlab > our-van.toml
"""


@click.command(epilog=EXAMPLE, short_help="List the targets, or print one.")
@click.argument("name", required=False)
@targets_option
@click.pass_context
def targets(context: click.Context, name: str | None) -> None:
    """List the targets; with NAME, print that one as TOML, to be edited and given to --target."""
    try:
        known = known_targets(context)
    except InvalidTarget as error:
        raise said(error) from error
    if name is None:
        width = max(map(len, known))
        for target in known.values():
            click.echo(f"{target.name:<{width}}  {target.title}: {target.description}")
    elif name in known:
        click.echo(toml_text(known[name]), nl=False)
    else:
        raise click.UsageError(f"“{name}” is none of {', '.join(known)}.")
