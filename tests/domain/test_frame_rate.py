"""The rate that an output gets from its source: exact, standard where it can be, odd where it really is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletproof.domain.frame_rate import STANDARD_RATES, conformed_rate
from bulletproof.domain.media import VideoStream

NTSC_FILM, NTSC = Fraction(24_000, 1_001), Fraction(30_000, 1_001)


def _picture(average: Fraction | None, base: Fraction | None) -> VideoStream:
    return VideoStream(
        index=0,
        codec="h264",
        codec_tag="avc1",
        codec_profile=None,
        width=64,
        height=36,
        pixel_format="yuv420p",
        frame_rate=average,
        base_rate=base,
        time_base=Fraction(1, 1000),
        start_s=0.0,
        duration_s=1.0,
        frames_promised=None,
    )


@pytest.mark.parametrize("rate", STANDARD_RATES)
def test_a_standard_rate_stays_what_it_is(rate: Fraction) -> None:
    assert conformed_rate(_picture(rate, rate)) == rate


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (Fraction(2997, 100), NTSC),
        (Fraction(19_001, 317), Fraction(60_000, 1_001)),
        (Fraction(2997, 125), NTSC_FILM),
    ],
)
def test_a_rate_that_was_rounded_is_the_exact_fraction(written: Fraction, meant: Fraction) -> None:
    assert conformed_rate(_picture(written, written)) == meant


@pytest.mark.parametrize("rate", [Fraction(10), Fraction(15), Fraction(1199, 50), Fraction(3013, 100)])
def test_an_odd_constant_rate_is_kept_frame_for_frame(rate: Fraction) -> None:
    assert conformed_rate(_picture(rate, rate)) == rate


@pytest.mark.parametrize(
    ("average", "base", "conformed"),
    [
        (Fraction(1500, 49), Fraction(50), Fraction(30)),  # three of five frames of 50 a second
        (Fraction(296, 10), Fraction(30), Fraction(30)),  # a phone that dropped a few
        (Fraction(7200, 239), Fraction(30), Fraction(30)),  # an edit list hides one
        (NTSC, Fraction(30), NTSC),
        (Fraction(18), Fraction(90_000), Fraction(24_000, 1_001)),
    ],
)
def test_a_variable_rate_goes_to_the_standard_one_that_it_stands_for(
    average: Fraction, base: Fraction, conformed: Fraction
) -> None:
    assert conformed_rate(_picture(average, base)) == conformed


def test_a_rate_that_nobody_tells_is_a_rate_all_the_same() -> None:
    assert conformed_rate(_picture(None, None)) == 25
    assert conformed_rate(_picture(None, Fraction(30))) == 30


_rates = st.one_of(st.none(), st.fractions(min_value=-1, max_value=100_000))


@given(average=_rates, base=_rates)
def test_whatever_a_header_tells_the_rate_can_be_encoded(
    average: Fraction | None, base: Fraction | None
) -> None:
    assert conformed_rate(_picture(average, base)) > 0
