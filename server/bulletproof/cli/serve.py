"""`bvp serve` and `bvp completion`: the server without a window, and the shell's help for it."""

import sys
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from bulletproof.domain.errors import InvalidSetting
from bulletproof.settings import server_options

SHELLS = ("bash", "zsh", "fish")


@click.command(epilog="\b\nExample:\n  bvp serve --port 8080\n")
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port to listen on.  [default: a free one]")
@click.option("--data-dir", type=click.Path(path_type=Path), help="Where jobs, settings and logs are kept.")
def serve(host: str | None, port: int | None, data_dir: Path | None) -> None:
    """Serve the dashboard and the API without a window, until Ctrl-C; the same as bulletproof --headless."""
    from bulletproof.runtime import run_headless

    try:
        options = server_options(data_dir=data_dir, host=host, port=port)
    except InvalidSetting as refused:
        raise click.UsageError(str(refused)) from refused
    sys.exit(run_headless(options))


@click.command(epilog='\b\nExample:\n  eval "$(bvp completion bash)"\n')
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what SHELL needs to complete the words of bvp."""
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"No completion is known for {shell}.")
    click.echo(kind(context.find_root().command, {}, "bvp", "_BVP_COMPLETE").source())
