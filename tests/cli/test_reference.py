"""An option that no document tells is an option that nobody has."""

from pathlib import Path

import click
import pytest

from bulletproof.cli.main import main

REFERENCE = Path(__file__).parents[2] / "docs" / "reference.md"


@pytest.mark.parametrize("name", ["verify", "preflight", "manifest", "targets"])
def test_every_option_stands_in_the_reference(name: str) -> None:
    _, _, after = REFERENCE.read_text(encoding="utf-8").partition(f"### `bvp {name} ")
    section = after.partition("\n### ")[0]
    command = main.get_command(click.Context(main), name)
    assert command is not None
    options = [option for one in command.params if isinstance(one, click.Option) for option in one.opts]
    assert options
    assert [option for option in options if option not in section] == []
    assert "Exit codes" in section
