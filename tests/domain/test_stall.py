"""Slow is not stuck, and the last step has its time."""

from bulletproof.domain.stall import StallWatch, Vitals, allowed_s


def test_a_child_that_computes_or_reads_is_not_stuck_however_little_it_shows() -> None:
    stalls = StallWatch()
    stalls.observe(Vitals(5.0, 1.0, 100), now_s=0.0)
    assert stalls.observe(Vitals(5.0, 1.5, 100), now_s=60.0) == 0.0
    assert stalls.observe(Vitals(5.0, 1.5, 101), now_s=120.0) == 0.0
    assert stalls.observe(Vitals(6.0, 1.5, 101), now_s=180.0) == 0.0


def test_standing_still_is_counted_from_the_last_sign_of_life() -> None:
    stalls, still = StallWatch(), Vitals(5.0, 1.0, 100)
    stalls.observe(still, now_s=10.0)
    assert stalls.observe(still, now_s=25.0) == 15.0
    assert stalls.observe(still, now_s=40.0) == 30.0


def test_a_tick_charged_to_a_waiting_process_is_no_sign_of_life() -> None:
    stalls = StallWatch()
    stalls.observe(Vitals(5.0, 1.0, 100), now_s=0.0)
    assert stalls.observe(Vitals(5.0, 1.01, 100), now_s=30.0) == 30.0


def test_ticks_that_add_up_are_a_sign_of_life() -> None:
    stalls = StallWatch()
    for second in range(10):
        stalls.observe(Vitals(5.0, 1.0 + 0.01 * second, 100), now_s=float(second))
    assert stalls.observe(Vitals(5.0, 1.1, 100), now_s=10.0) < 10.0


def test_the_time_that_it_was_frozen_does_not_count() -> None:
    stalls, still = StallWatch(), Vitals(5.0, 1.0, 100)
    stalls.observe(still, now_s=0.0)
    stalls.begin_anew(now_s=3600.0)
    assert stalls.observe(still, now_s=3601.0) == 1.0


def test_the_last_step_may_stand_still_for_longer() -> None:
    assert allowed_s(30.0, 0.5) == allowed_s(30.0, None) == 30.0
    assert allowed_s(30.0, 0.995) == 120.0
