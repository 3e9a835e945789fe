"""More than three flashes in a second are too many; three are not, and neither are cuts."""

import pytest

from bulletproof.domain.media import Span
from bulletproof.media.flashes import Flashes


def flashed(changes_per_s: float, *, seconds: float = 3.0, low: float = 16.0) -> list[Span]:
    flashes = Flashes()
    for number in range(int(changes_per_s * seconds)):
        flashes.feed(number / changes_per_s, 235.0 if number % 2 else low)
    return flashes.spans


def test_ten_flashes_a_second_are_one_stretch_as_long_as_they_last() -> None:
    assert flashed(20.0) == [Span(0.05, 2.9)]


def test_four_flashes_a_second_are_too_many() -> None:
    assert flashed(8.0)


@pytest.mark.parametrize("flashes_per_s", [1.0, 2.0, 3.0])
def test_three_flashes_a_second_are_allowed(flashes_per_s: float) -> None:
    assert not flashed(flashes_per_s * 2)


def test_a_small_flicker_is_none() -> None:
    assert not flashed(20.0, low=225.0)


def test_a_fade_in_steps_is_one_change() -> None:
    flashes = Flashes()
    for number in range(20):
        flashes.feed(number / 20, 16.0 + number * 10)
    assert not flashes.spans
