"""An option that no document tells is an option that nobody has."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bulletproof.cli.main import main

REFERENCE = Path(__file__).parents[2] / "docs" / "reference.md"


def _commands(group: click.Group, name: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands(command, f"{name}{word} ")
        else:
            yield f"{name}{word}", command


COMMANDS = dict(_commands(main))


def _section(name: str) -> str:
    """What stands under the heading that names the command, alone or as one of `a|b`, or as `group …`."""
    sections = re.split(r"^### ", REFERENCE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    group, _, word = name.rpartition(" ")
    for section in sections:
        heading = section.partition("\n")[0].strip("`").removeprefix("bvp ")
        words = (
            heading.removeprefix(f"{group} ").split(" ")[0].split("|") if heading.startswith(group) else []
        )
        if word in words or (group and heading == f"{group} …" and word in section):
            return section
    raise AssertionError(f"docs/reference.md has no section on `bvp {name}`")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_stands_in_the_reference(name: str) -> None:
    section = _section(name)
    options = [
        option for one in COMMANDS[name].params if isinstance(one, click.Option) for option in one.opts
    ]
    assert [option for option in options if f"`{option}" not in section] == []
    assert "Exit codes" in section


def test_the_commands_that_users_of_release_3_know_are_walked() -> None:
    assert {"transcode", "batch", "config show", "monitor start", "jobs list", "verify"} <= set(COMMANDS)
