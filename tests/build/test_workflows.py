"""The workflows that build releases: they can't be run here, so what can be read is held."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit_and_nothing_has_more_rights_than_it_needs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert all(re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action) for action in used), used
    read = YAML(typ="safe").load(text)
    assert read["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job or name == "publish" for name, job in read["jobs"].items())


def test_the_release_names_files_that_are_there() -> None:
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    assert (ROOT / "build" / "windows" / "bulletproof.iss").exists()
    for folder in re.findall(r"build[\\/][\w\\/.]+\.(?:iss|py)", text):
        assert (ROOT / folder.replace("\\", "/")).exists(), folder
