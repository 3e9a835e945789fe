"""Paths that people and scripts name: those that can be none are refused in words."""

from pathlib import Path

import pytest

from bulletproof.domain.errors import InvalidFile, InvalidFolder
from bulletproof.domain.folder import FolderSpec, Rule
from bulletproof.domain.rules import check_spec
from bulletproof.engine.source import named_version


def test_a_path_with_a_zero_byte_is_refused_in_words() -> None:
    with pytest.raises(InvalidFile, match="zero byte"):
        named_version(Path("/in/a\0.mov"))


@pytest.mark.parametrize(("watched", "output"), [("/in\0", "/out"), ("/in", "/out\0"), ("in", "/out")])
def test_a_folder_that_can_be_none_is_refused_in_words(watched: str, output: str) -> None:
    spec = FolderSpec(Path(watched), Path(output), (Rule("*", "live-qlab"),))
    with pytest.raises(InvalidFolder, match="whole path"):
        check_spec(spec, ("live-qlab",))
