"""When the show is locked: by hand, by the clock on the wall, and which of the two wins."""

from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bulletproof.domain.show_lock import (
    OPEN,
    WEEKDAYS,
    LockTime,
    ShowLock,
    closed,
    next_change,
    opened,
    state_at,
)

MONDAY = datetime(2026, 11, 23)
EVENING = LockTime(("mon", "fri"), time(18, 30), time(23, 0), "freeze")
NIGHT = LockTime(("mon",), time(22, 0), time(2, 0))


def _at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    return MONDAY + timedelta(days=days, hours=hour, minutes=minute)


def test_a_switch_holds_until_somebody_opens_it() -> None:
    lock = closed(ShowLock(), _at(19), "freeze")
    assert state_at(lock, _at(23, days=40)).is_locked
    assert state_at(lock, _at(20)).since == _at(19)
    assert state_at(opened(lock, _at(20)), _at(20)) == OPEN


def test_the_timetable_locks_on_its_days_and_hours_only() -> None:
    lock = ShowLock(timetable=(EVENING,))
    locked = [
        hour for hour in range(24 * 7) if state_at(lock, _at(0) + timedelta(hours=hour, minutes=30)).is_locked
    ]
    assert locked == [*range(18, 23), *range(4 * 24 + 18, 4 * 24 + 23)]


def test_a_period_over_midnight_belongs_to_the_day_on_which_it_began() -> None:
    lock = ShowLock(timetable=(NIGHT,))
    assert state_at(lock, _at(1, 59, days=1)).until == _at(2, days=1)
    assert not state_at(lock, _at(2, days=1)).is_locked
    assert not state_at(lock, _at(1)).is_locked


def test_opened_by_hand_in_a_period_it_stays_open_until_that_period_ends() -> None:
    lock = opened(ShowLock(timetable=(EVENING,)), _at(19))
    assert not state_at(lock, _at(22, 59)).is_locked
    assert state_at(lock, _at(18, 30, days=4)).is_locked


def test_a_lock_by_hand_outlives_the_timetable() -> None:
    lock = closed(ShowLock(timetable=(EVENING,)), _at(18), "finish")
    assert state_at(lock, _at(23, 30)).reason == "switch"


_TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
_ENTRIES = st.builds(LockTime, st.lists(st.sampled_from(WEEKDAYS), max_size=3).map(tuple), _TIMES, _TIMES)


@given(st.lists(_ENTRIES, max_size=3), st.integers(0, 7 * 24 * 60), st.integers(0, 24 * 60))
def test_nothing_changes_before_the_next_change(entries: list[LockTime], minute: int, later: int) -> None:
    lock, now = ShowLock(timetable=tuple(entries)), MONDAY + timedelta(minutes=minute)
    moment, then = next_change(lock, now), now + timedelta(minutes=later)
    if moment is None or then < moment:
        assert state_at(lock, then).is_locked == state_at(lock, now).is_locked
