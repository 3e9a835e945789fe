"""`bvp folders`: the watch folders of the app or server that runs."""

from collections.abc import Callable

import click

from bulletproof.api.schemas import FolderList, FolderOut
from bulletproof.cli.client import Answer, Client, NotReached, running_server, segment
from bulletproof.domain.text import count_text

EXAMPLE = """\b
Examples:
  bvp folders list
  bvp folders rescan 01kb3vqd8zt2r4wm
"""


@click.group(epilog=EXAMPLE)
def folders() -> None:
    """See the watch folders of the app or server that runs."""


@folders.command("list")
@click.option("--json", "wants_json", is_flag=True, help="One JSON document per folder and line.")
def list_folders(wants_json: bool) -> None:
    """List the watch folders and how they are."""
    items = _asked(lambda server: server.ask("GET", "/folders", FolderList)).items
    if not items and not wants_json:
        click.echo("No watch folders. Add one in the app.")
    for folder in items:
        click.echo(folder.model_dump_json() if wants_json else _line(folder))


@folders.command("rescan")
@click.argument("folder_id")
def rescan(folder_id: str) -> None:
    """Look at everything in it now, also at files that were refused before."""
    _done(lambda server: server.raw("POST", f"/api/v1/folders/{segment(folder_id)}/rescan"))
    click.echo(f"{folder_id} is looked at anew.")


def _line(folder: FolderOut) -> str:
    rules = count_text(len(folder.rules), "rule")
    why = f"  {folder.state_message}" if folder.state_message else ""
    return (
        f"{folder.id}  {folder.state:<12}  {folder.watch_directory} → {folder.output_directory}  {rules}{why}"
    )


def _asked(question: Callable[[Client], Answer]) -> Answer:
    try:
        return question(running_server())
    except NotReached as error:
        raise click.ClickException(str(error)) from error


def _done(order: Callable[[Client], bytes]) -> None:
    try:
        order(running_server())
    except NotReached as error:
        raise click.ClickException(str(error)) from error
