"""When each file will be ready: slots are lanes, and the next job goes to the lane that is free first."""

from datetime import UTC, datetime, timedelta

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.job import Stage, Status
from bulletproof.domain.plan import (
    OVERHEAD_S,
    UNKNOWN_WORK_S,
    Load,
    Plan,
    planned,
    shortest_first,
    usual_pace,
    work_s,
)

NOW = datetime(2026, 11, 23, 17, 42, tzinfo=UTC)


def _waiting(name: str, work: float | None) -> Load:
    return Load(name, name, Status.QUEUED, None, work)


def _running(name: str, work: float | None) -> Load:
    return Load(name, name, Status.PROCESSING, Stage.ENCODING, work)


def _ready(plan: Plan) -> dict[str, float]:
    return {block.load.job_id: (block.ends_at - NOW).total_seconds() for block in plan.blocks}


def test_one_slot_makes_one_after_the_other() -> None:
    plan = planned(NOW, [_running("a", 10)], [_waiting("b", 20), _waiting("c", 5)], slots=1)
    assert _ready(plan) == {"a": 10, "b": 30, "c": 35}
    assert plan.empty_at == NOW + timedelta(seconds=35)


def test_the_next_goes_to_the_slot_that_is_free_first() -> None:
    plan = planned(
        NOW, [_running("a", 10), _running("b", 30)], [_waiting("c", 15), _waiting("d", 1)], slots=2
    )
    assert _ready(plan) == {"a": 10, "b": 30, "c": 25, "d": 26}


def test_more_may_run_than_there_are_slots_after_a_setting_was_lowered() -> None:
    plan = planned(NOW, [_running("a", 10), _running("b", 10)], [], slots=1)
    assert [len(lane) for lane in plan.lanes] == [1, 1]


def test_a_file_of_unknown_length_takes_the_place_of_a_typical_one_and_is_counted() -> None:
    plan = planned(NOW, [], [_waiting("a", 10), _waiting("?", None), _waiting("b", 30)], slots=1)
    assert (plan.unknown, _ready(plan)) == (1, {"a": 10, "?": 30, "b": 60})
    nothing_known = planned(NOW, [], [_waiting("?", None)], slots=1)
    assert _ready(nothing_known) == {"?": UNKNOWN_WORK_S}


def test_what_ends_after_the_doors_misses_them_the_latest_first() -> None:
    plan = planned(NOW, [], [_waiting("a", 50), _waiting("?", None), _waiting("b", 60)], slots=1)
    misses = plan.misses(NOW + timedelta(seconds=40))
    assert [(miss.load.job_id, miss.late_s) for miss in misses] == [("b", 125), ("a", 10)]


def test_an_empty_queue_has_no_end_and_no_misses() -> None:
    plan = planned(NOW, [], [], slots=3)
    assert (plan.empty_at, plan.misses(NOW), plan.unknown) == (None, (), 0)


def test_shortest_first_gets_most_files_ready_in_time() -> None:
    waiting = [_waiting("long", 100), _waiting("?", None), _waiting("short", 5), _waiting("mid", 20)]
    ordered = shortest_first(waiting)
    assert [load.job_id for load in ordered] == ["short", "mid", "long", "?"]
    doors = NOW + timedelta(seconds=30)
    late = [len(planned(NOW, [], order, slots=1).misses(doors)) for order in (waiting, ordered)]
    assert late == [3, 1]


def test_every_profile_has_a_usual_pace_until_this_machine_has_its_own() -> None:
    for profile in BUILTIN_PROFILES.values():
        assert 0 < usual_pace(profile) < 10
    assert usual_pace(None) == 1.0
    assert work_s(None, 1.0) is None
    assert work_s(10.0, 0.5) == OVERHEAD_S + 5.0
