"""When a file has arrived: no clock and no disk, so a week of watching takes a millisecond."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bulletproof.domain.arrival import Arrival, ArrivalTracker, Container, Patience, Sighting, Wait, Writer

CLIP = Sighting(Path("/in/clip.mov"), size_bytes=1_000, mtime_ns=1, device=1, inode=1)
GROWN = replace(CLIP, size_bytes=2_000, mtime_ns=2)
PATIENCE = Patience(quiet_s=5.0, incomplete_quiet_s=30.0)


def _arrival(sighting: Sighting = CLIP, *, now_s: float = 0.0) -> Arrival:
    return ArrivalTracker().observe(sighting, now_s=now_s)


def test_a_complete_file_that_nobody_writes_starts_at_once() -> None:
    assert _arrival().decide(Writer.NONE, Container.COMPLETE, now_s=0.0, patience=PATIENCE) is None


def test_a_known_writer_is_waited_for_however_long_the_file_stands_still() -> None:
    a_week_s = 7 * 86_400.0
    wait = _arrival().decide(Writer.SOMEBODY, Container.COMPLETE, now_s=a_week_s, patience=PATIENCE)
    assert wait == Wait("open_elsewhere", None)


def test_where_nobody_can_tell_the_writer_the_quiet_time_decides() -> None:
    arrival = _arrival()
    early = arrival.decide(Writer.UNKNOWN, Container.COMPLETE, now_s=4.9, patience=PATIENCE)
    assert early == Wait("settling", 5.0)
    assert arrival.decide(Writer.UNKNOWN, Container.COMPLETE, now_s=5.0, patience=PATIENCE) is None


def test_an_incomplete_container_gets_the_longer_patience() -> None:
    arrival = _arrival()
    early = arrival.decide(Writer.NONE, Container.INCOMPLETE, now_s=29.0, patience=PATIENCE)
    assert early == Wait("incomplete", 30.0)
    assert arrival.decide(Writer.NONE, Container.INCOMPLETE, now_s=30.0, patience=PATIENCE) is None


def test_a_container_that_promises_no_length_waits_the_quiet_time_though_nobody_writes() -> None:
    wait = _arrival().decide(Writer.NONE, Container.UNKNOWN, now_s=0.0, patience=PATIENCE)
    assert wait == Wait("settling", 5.0)


def test_a_growing_file_starts_its_wait_anew() -> None:
    arrival = _arrival()
    arrival.observe(GROWN, now_s=4.0)
    wait = arrival.decide(Writer.UNKNOWN, Container.COMPLETE, now_s=6.0, patience=PATIENCE)
    assert wait == Wait("growing", 9.0)
    assert arrival.previous_size_bytes == 1_000


def test_a_new_time_alone_starts_the_wait_anew() -> None:
    arrival = _arrival()
    arrival.observe(replace(CLIP, mtime_ns=99), now_s=4.0)
    assert arrival.decide(Writer.UNKNOWN, Container.COMPLETE, now_s=6.0, patience=PATIENCE) is not None


def test_a_file_replaced_by_another_of_the_same_size_and_time_starts_its_wait_anew() -> None:
    arrival = _arrival()
    arrival.observe(replace(CLIP, inode=2), now_s=4.0)
    assert arrival.decide(Writer.UNKNOWN, Container.COMPLETE, now_s=6.0, patience=PATIENCE) is not None


def test_a_file_that_a_scan_no_longer_finds_is_forgotten() -> None:
    tracker = ArrivalTracker()
    tracker.observe(CLIP, now_s=0.0)
    tracker.keep_only([])
    assert CLIP.path not in tracker
    assert tracker.arrivals == ()


_PAUSES = st.lists(st.floats(min_value=0.1, max_value=30.0), min_size=1, max_size=30)


@given(pauses_s=_PAUSES)
def test_a_slow_copy_with_a_known_writer_is_never_started_early(pauses_s: list[float]) -> None:
    arrival, now_s = _arrival(), 0.0
    for step, pause_s in enumerate(pauses_s):
        now_s += pause_s
        arrival.observe(replace(CLIP, size_bytes=1_000 + step), now_s=now_s)
        decided = arrival.decide(Writer.SOMEBODY, Container.INCOMPLETE, now_s=now_s, patience=PATIENCE)
        assert decided is not None


@given(pauses_s=_PAUSES, container=st.sampled_from(Container), writer=st.sampled_from(Writer))
def test_it_never_gives_up_on_a_file_that_nobody_writes_any_more(
    pauses_s: list[float], container: Container, writer: Writer
) -> None:
    arrival, now_s = _arrival(), 0.0
    for step, pause_s in enumerate(pauses_s):
        now_s += pause_s
        arrival.observe(replace(CLIP, size_bytes=1_000 + step), now_s=now_s)
    late_s = now_s + PATIENCE.incomplete_quiet_s
    wait = arrival.decide(writer, container, now_s=late_s, patience=PATIENCE)
    assert (wait is None) == (writer is not Writer.SOMEBODY)
