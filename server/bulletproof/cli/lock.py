"""`bvp lock`: Show Lock of the app or server that runs; other commands ask for it before they encode here."""

import contextlib
from collections.abc import Callable
from typing import Any, Literal, TypeVar

import click

from bulletproof.api.schemas import LockOut
from bulletproof.cli.client import Client, NotReached, running_server
from bulletproof.domain.show_lock import WhatRuns
from bulletproof.instance import read_instance
from bulletproof.settings import server_options

ASK_WITHIN_S = 3.0
DESPITE = "bulletproof.despite_lock"
EXAMPLE = """\b
Examples:
  bvp lock on
  bvp lock on --running freeze
  bvp lock off
"""
Command = TypeVar("Command", bound=Callable[..., Any])


@click.command(epilog=EXAMPLE, short_help="Keep everything as it is while a show runs.")
@click.argument("order", type=click.Choice(["on", "off", "status"]), default="status")
@click.option(
    "--running",
    type=click.Choice(["finish", "freeze"]),
    default="finish",
    show_default=True,
    help="What becomes of encodes that run now.",
)
@click.option("--json", "wants_json", is_flag=True, help="The lock as JSON.")
def lock(order: Literal["on", "off", "status"], running: WhatRuns, wants_json: bool) -> None:
    """Show Lock: nothing starts, nothing is deleted, nothing is changed, until it is off again."""
    try:
        state = _ordered(running_server(), order, running)
    except NotReached as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(state.model_dump_json() if wants_json else _told(state))


def despite_lock() -> Callable[[Command], Command]:
    """The option of a command that would encode on this machine; `require_unlocked` obeys it."""

    def remember(context: click.Context, _: click.Parameter, despite: bool) -> None:
        context.meta[DESPITE] = despite

    words = "Work even though Show Lock is on."
    return click.option("--despite-lock", is_flag=True, expose_value=False, callback=remember, help=words)


def require_unlocked() -> None:
    """Raises click.ClickException where the app of this user's data folder runs and is locked.

    One that doesn't answer is no reason to refuse: this command's own work doesn't need it.
    """
    despite = click.get_current_context().meta[DESPITE]
    if despite or (found := read_instance(server_options().data_dir)) is None:
        return
    with contextlib.suppress(NotReached):
        client = Client(found.url.rstrip("/"), found.token, ASK_WITHIN_S)
        if client.ask("GET", "/lock", LockOut).is_locked:
            raise click.ClickException(
                "Show Lock is on in the Bulletproof that runs here, so nothing is encoded beside the show. "
                "Unlock it (bvp lock off), or say --despite-lock."
            )


def _ordered(server: Client, order: str, running: WhatRuns) -> LockOut:
    if order == "status":
        return server.ask("GET", "/lock", LockOut)
    body = {"is_locked": order == "on", "running": running}
    return server.ask("PUT", "/lock", LockOut, body=body)


def _told(state: LockOut) -> str:
    if not state.is_locked:
        return "Show Lock is off."
    until = f"{state.until.astimezone():%H:%M}" if state.until else "somebody unlocks it"
    runs = {"finish": "what runs is finished", "freeze": "what runs stands still"}[state.running]
    return f"Show Lock is on until {until}: nothing starts, {runs}."
