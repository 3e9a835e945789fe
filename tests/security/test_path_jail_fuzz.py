"""Whatever is asked for: nothing outside of the roots is named, listed or written.

`FUZZ_EXAMPLES=100000` asks that many instead of a few hundred.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletproof.domain.errors import InvalidFile, OutsideRoots
from bulletproof.engine.listing import listing
from bulletproof.engine.reach import Reach
from bulletproof.engine.uploads import require_plain_name

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "300"))
PARTS = [
    "..",
    ".",
    "",
    "show",
    "act",
    "private",
    "out",
    "loop",
    "up",
    "a.mov",
    "%2e%2e",
    "..%2f",
    "\\..",
    "…",
]
often = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`show` is the root; from within it links lead out, up, and in a circle."""
    world = tmp_path_factory.mktemp("world")
    for folder in ("show/act", "private"):
        (world / folder).mkdir(parents=True)
        (world / folder / "a.mov").write_bytes(b"1")
    (world / "show" / "out").symlink_to(world / "private")
    (world / "show" / "up").symlink_to("..")
    (world / "show" / "act" / "loop").symlink_to(world / "show")
    return world


@often
@given(parts=st.lists(st.sampled_from(PARTS) | st.text(max_size=6), max_size=9))
def test_only_what_lies_within_the_roots_is_listed(world: Path, parts: list[str]) -> None:
    root = world / "show"
    asked = Path(f"{root}/{'/'.join(parts)}")
    try:
        found = listing(asked, Reach([root]))
    except (InvalidFile, OutsideRoots):
        return
    named = [
        found.folder,
        *(entry.path for entry in found.entries),
        *([found.parent] if found.parent else []),
    ]
    for path in named:
        assert Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)), (asked, path)


@often
@given(
    name=st.text(max_size=12).map(lambda text: f"{text}.mov") | st.lists(st.sampled_from(PARTS)).map("/".join)
)
def test_a_name_that_is_taken_names_one_file_right_there(world: Path, name: str) -> None:
    try:
        require_plain_name(name)
    except InvalidFile:
        return
    intake = world / "show"
    landed = intake / name
    assert landed.parent == intake
    assert os.path.normpath(landed) == str(landed)
    assert len(os.fsencode(name)) <= 255
    assert not name.startswith(".")
