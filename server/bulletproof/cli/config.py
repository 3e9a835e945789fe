"""`bvp config`: the user's own defaults in ~/.bvp/config.json, as release 3 kept them."""

import sys
from pathlib import Path

import click

from bulletproof.cli.transcode import SPEEDS
from bulletproof.compat.user_config import UserConfig, config_path, load, save
from bulletproof.domain.text import shown

EXAMPLE = """\b
Example:
  bvp config set-default-profile live-qlab
"""


@click.group(epilog=EXAMPLE)
def config() -> None:
    """Keep defaults in ~/.bvp/config.json."""


@config.command("set-default-profile")
@click.argument("profile")
def set_default_profile(profile: str) -> None:
    """Keep PROFILE as the default."""
    save(config_path(), default_profile=profile)
    click.echo(f"✓ Default profile set to: {profile}")


@config.command("set-output-dir")
@click.argument("directory", type=click.Path(path_type=Path))
def set_output_dir(directory: Path) -> None:
    """Keep DIRECTORY as the default output folder; it is made where it is not there."""
    try:
        directory.expanduser().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        click.echo(f"Error: {shown(directory)} can't be made: {error.strerror}.", err=True)
        sys.exit(1)
    save(config_path(), default_output_dir=str(directory.expanduser()))
    click.echo(f"✓ Default output directory set to: {shown(directory)}")


@config.command("set-preset")
@click.argument("preset", type=click.Choice(SPEEDS))
def set_preset(preset: str) -> None:
    """Keep PRESET as the default speed."""
    save(config_path(), speed_preset=preset)
    click.echo(f"✓ Speed preset set to: {preset}")


@config.command("show")
def show() -> None:
    """Show what is kept."""
    found = load(config_path())
    click.echo("Current Configuration:")
    click.echo("=" * 60)
    click.echo(f"Config File: {shown(config_path())}\n")
    for key in UserConfig.__dataclass_fields__:
        click.echo(f"{key:<25} {getattr(found, key)}")
    click.echo("\nChange it with: bvp config set-default-profile | set-output-dir | set-preset")
    click.echo("Back to the defaults with: bvp config reset")


@config.command("list", hidden=True)
@click.pass_context
def list_(context: click.Context) -> None:
    """The old documents' name for `show`."""
    context.invoke(show)


@config.command("reset")
def reset() -> None:
    """Forget everything that is kept."""
    if not click.confirm("Reset configuration to defaults?"):
        click.echo("Cancelled.")
        return
    config_path().unlink(missing_ok=True)
    click.echo("✓ Configuration reset to defaults")
