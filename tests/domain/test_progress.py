"""The time that is left: not told before it is known, never negative, never wild."""

from hypothesis import given
from hypothesis import strategies as st

from bulletproof.domain.progress import KNOWN_FROM_S, Pace


def test_nothing_is_promised_before_three_seconds_or_two_percent() -> None:
    pace = Pace(600.0)
    pace.observe(1.0, elapsed_s=1.0)
    assert pace.eta_s is None
    pace.observe(3.0, elapsed_s=KNOWN_FROM_S)
    assert pace.eta_s == 597.0


def test_two_percent_is_enough_however_short_it_took() -> None:
    pace = Pace(10.0)
    pace.observe(5.0, elapsed_s=1.0)
    assert pace.eta_s == 1.0


def test_without_a_known_length_neither_share_nor_end_is_told() -> None:
    pace = Pace(None)
    pace.observe(100.0, elapsed_s=10.0)
    assert pace.fraction_at(100.0) is None
    assert pace.eta_s is None


def test_one_slow_look_does_not_throw_the_estimate_about() -> None:
    pace = Pace(1000.0)
    for second in range(1, 60):
        pace.observe(float(second), elapsed_s=float(second))
    before_s = pace.eta_s
    pace.observe(59.0, elapsed_s=60.0)
    assert before_s is not None
    assert pace.eta_s is not None
    assert pace.eta_s < before_s * 1.25


@given(
    duration_s=st.one_of(st.none(), st.floats(0, 1e6)),
    looks=st.lists(st.tuples(st.floats(0, 1e7), st.floats(0, 1e5)), max_size=30),
)
def test_whatever_ffmpeg_tells_the_share_stays_a_share_and_the_end_ahead(
    duration_s: float | None, looks: list[tuple[float, float]]
) -> None:
    pace = Pace(duration_s)
    for position_s, elapsed_s in looks:
        pace.observe(position_s, elapsed_s=elapsed_s)
        share = pace.fraction_at(position_s)
        assert share is None or 0.0 <= share <= 1.0
        assert pace.eta_s is None or pace.eta_s >= 0.0
