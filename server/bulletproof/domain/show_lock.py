"""Show Lock: from now, or at certain hours, nothing may change under a running show.

The timetable is meant by the clock on the wall, so it is reckoned in local time without an offset: "from
18:30 to 23:00" holds on the night when the clocks change too. A period that ends before it begins ends a day
later.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Literal

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WhatRuns = Literal["finish", "freeze"]
"""What becomes of an encode that runs: it is finished, or stands still until the lock is opened."""

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LockTime:
    days: tuple[Weekday, ...]
    """On which the period begins."""
    begins: time
    ends: time
    running: WhatRuns = "finish"


@dataclass(frozen=True, slots=True)
class ShowLock:
    """What is kept. All times are local, without an offset."""

    closed_at: datetime | None = None
    """By hand; it stays closed until somebody opens it."""
    running: WhatRuns = "finish"
    open_until: datetime | None = None
    """Opened by hand during a period of the timetable, whose end this is."""
    timetable: tuple[LockTime, ...] = ()


@dataclass(frozen=True, slots=True)
class LockState:
    """What holds at one moment."""

    is_locked: bool = False
    running: WhatRuns = "finish"
    since: datetime | None = None
    until: datetime | None = None
    """None: until somebody opens it."""
    reason: Literal["switch", "timetable"] | None = None


@dataclass(frozen=True, slots=True)
class _Period:
    begins: datetime
    ends: datetime
    running: WhatRuns


OPEN = LockState()


def closed(lock: ShowLock, now: datetime, running: WhatRuns) -> ShowLock:
    return replace(lock, closed_at=lock.closed_at or now, running=running, open_until=None)


def opened(lock: ShowLock, now: datetime) -> ShowLock:
    """By hand: a period that holds now doesn't close it again."""
    period = _period_at(lock, now)
    return replace(lock, closed_at=None, open_until=period.ends if period else None)


def state_at(lock: ShowLock, now: datetime) -> LockState:
    if lock.closed_at is not None:
        return LockState(True, lock.running, since=lock.closed_at, reason="switch")
    period = _period_at(lock, now)
    if period is None or (lock.open_until is not None and period.begins < lock.open_until):
        return OPEN
    return LockState(True, period.running, since=period.begins, until=period.ends, reason="timetable")


def next_change(lock: ShowLock, now: datetime) -> datetime | None:
    """When the timetable next closes or opens it; None: never by itself."""
    moments = [moment for period in _periods(lock, now) for moment in (period.begins, period.ends)]
    return min((moment for moment in moments if moment > now), default=None)


def _period_at(lock: ShowLock, now: datetime) -> _Period | None:
    """The one that lasts longest, where several hold."""
    held = [period for period in _periods(lock, now) if period.begins <= now < period.ends]
    return max(held, key=lambda period: period.ends, default=None)


def _periods(lock: ShowLock, now: datetime) -> Iterator[_Period]:
    """Those that began since yesterday, or will begin within a week."""
    day = now.date() - timedelta(days=1)
    while day <= (now + _WEEK).date():
        for entry in lock.timetable:
            if WEEKDAYS[day.weekday()] in entry.days:
                begins = datetime.combine(day, entry.begins)
                ends = datetime.combine(day, entry.ends)
                yield _Period(begins, ends if ends > begins else ends + timedelta(days=1), entry.running)
        day += timedelta(days=1)
