"""Where the window opens: where it was, as long as somebody can reach it there."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bulletproof_desktop.window_state import MIN_SIZE_PX, NAME, Place, load, save


@dataclass
class Screen:
    x: int
    y: int
    width: int
    height: int


LAPTOP, PROJECTOR = Screen(0, 0, 1440, 900), Screen(1440, 0, 1920, 1080)
UNREADABLE = (
    "",
    "{",
    "[]",
    "null",
    '{"width": 9}',
    '{"width": "9", "height": 9, "x": 1, "y": 1}',
    '{"width": 1e400, "height": 9, "x": 1, "y": 1}',
    '{"width": 9999999, "height": 9, "x": 1, "y": 1}',
)


def test_a_place_is_kept_and_found_again(tmp_path: Path) -> None:
    place = Place(900, 600, 120, -40)
    save(tmp_path, place)
    assert load(tmp_path) == place
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize("kept", UNREADABLE)
def test_what_cant_be_read_is_the_default(tmp_path: Path, kept: str) -> None:
    (tmp_path / NAME).write_text(kept, encoding="utf-8")
    assert load(tmp_path) == Place()


def test_on_a_screen_that_is_there_nothing_changes() -> None:
    place = Place(900, 600, 1500, 20)
    assert place.within([LAPTOP, PROJECTOR]) == place


@pytest.mark.parametrize(
    "corner",
    [(1500, 20), (-860, 20), (20, -300), (20, 880)],
    ids=["unplugged projector", "left", "title bar above", "below"],
)
def test_a_place_that_nobody_could_reach_is_left_to_the_system(corner: tuple[int, int]) -> None:
    assert Place(900, 600, *corner).within([LAPTOP]) == Place(900, 600)


def test_it_is_no_larger_than_the_largest_screen_and_no_smaller_than_it_can_be_used() -> None:
    assert Place(4000, 3000, 0, 0).within([LAPTOP]) == Place(1440, 900, 0, 0)
    assert Place(10, 10, 0, 0).within([LAPTOP]) == Place(*MIN_SIZE_PX, 0, 0)
