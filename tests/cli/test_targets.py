"""`bvp targets`, and targets of one's own in a folder."""

from pathlib import Path

from click.testing import CliRunner, Result

from bulletproof.cli.main import main

VAN = 'name = "van"\ntitle = "The van"\ndescription = "Our own player."\ncontainers = ["mkv"]\n'


def bvp(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_list_begins_with_any_and_names_each() -> None:
    lines = bvp("targets").output.splitlines()
    assert lines[0].startswith("any ")
    assert any(line.startswith("qlab ") for line in lines)


def test_a_printed_target_can_be_given_back(tmp_path: Path) -> None:
    printed = bvp("targets", "qlab").output
    own = tmp_path / "own.toml"
    own.write_text(printed, encoding="utf-8")
    note = tmp_path / "notes.txt"
    note.write_text("no media")
    assert '"target": "qlab"' in bvp("verify", "--json", "--target", own, note).output


def test_a_folder_of_ones_own_is_known_wherever_it_stands_on_the_line(tmp_path: Path) -> None:
    (tmp_path / "van.toml").write_text(VAN)
    (tmp_path / "a.mov").write_text("no media")
    assert "The van" in bvp("targets", "--targets", tmp_path).output
    checked = bvp("verify", "--json", "--target", "van", tmp_path / "a.mov", "--targets", tmp_path)
    assert '"target": "van"' in checked.output


def test_an_unknown_target_names_the_known_ones() -> None:
    refused = bvp("targets", "moon")
    assert refused.exit_code == 2
    assert "qlab" in refused.output
