"""How much longer an output of a variable rate may be: ffmpeg must guess how long the last frame lasts."""

import pytest

from bulletproof.domain.verification import Case, judge_output
from tests.support.evidence import with_frames

VARIABLE = with_frames(constant_rate=False, shortest_frame_s=0.02, longest_frame_s=0.12)
OUR_END_S = {"sound": (1.85, 2.0, 2.15), "cut": (1.7, 2.3)}


@pytest.mark.parametrize("end_s", OUR_END_S["sound"])
def test_a_last_frame_that_lasts_as_long_as_another_is_no_fault(end_s: float) -> None:
    found = judge_output(Case(with_frames(end_s=end_s), source=VARIABLE))
    assert "duration_differs" not in [finding.code for finding in found]


@pytest.mark.parametrize("end_s", OUR_END_S["cut"])
def test_more_than_its_longest_frame_is(end_s: float) -> None:
    found = judge_output(Case(with_frames(end_s=end_s), source=VARIABLE))
    assert "duration_differs" in [finding.code for finding in found]


def test_a_picture_that_stood_still_for_seconds_hides_no_cut() -> None:
    still = with_frames(constant_rate=False, shortest_frame_s=0.02, longest_frame_s=60.0)
    cut = with_frames(end_s=1.5)
    assert "duration_differs" in [finding.code for finding in judge_output(Case(cut, source=still))]
