"""What the plan of the queue is made of, on both databases."""

from datetime import timedelta
from pathlib import Path

import pytest

from bulletproof.domain.finding import Verdict
from bulletproof.domain.plan import OVERHEAD_S
from bulletproof.store.store import Store
from tests.store.conftest import SteppingClock
from tests.store.test_many_orders import _added
from tests.store.test_statistics import _completed


async def test_lengths_are_learned_while_files_wait_and_each_is_told_live(
    store: Store, told: list[None]
) -> None:
    a, b = await _added(store, "a.mov", "b.mov")
    assert await store.lengths.unknown(limit=9) == {a: Path("/in/a.mov"), b: Path("/in/b.mov")}
    before = len(told)
    await store.lengths.learn({a: 12.5})
    assert list(await store.lengths.unknown(limit=9)) == [b]
    assert ((await store.jobs.get(a)).duration_s, len(told)) == (12.5, before + 1)


async def test_a_job_that_left_the_queue_is_measured_by_its_own_attempt_alone(store: Store) -> None:
    [a] = await _added(store, "a.mov")
    await store.jobs.claim()
    await store.lengths.learn({a: 12.5})
    assert (await store.jobs.get(a)).duration_s is None


async def test_what_is_lined_up_stands_in_the_order_of_the_queue(store: Store) -> None:
    a, b, c = await _added(store, "a.mov", "b.mov", "c.mov")
    await store.jobs.order_many("first", [c])
    lined_up = await store.lengths.lined_up()
    assert [(one.job_id, one.name, one.is_held) for one in lined_up] == [
        (c, "c.mov", False),
        (a, "a.mov", False),
        (b, "b.mov", False),
    ]


async def test_a_machine_s_pace_is_the_median_of_what_it_did_so_that_one_pause_tells_nothing(
    store: Store, clock: SteppingClock
) -> None:
    assert await store.lengths.paces() == {}
    for number in range(4):
        await _completed(store, clock, f"{number}.mov", Verdict.SHOW_READY)  # 20 s of media in 5 s of work
    job = (await _added(store, "paused.mov"))[0]
    await store.jobs.claim()
    clock.at += timedelta(hours=1)
    await store.jobs.fail(job, 1, reason="x", message="x")
    paces = await store.lengths.paces()
    assert paces == {"live-qlab": pytest.approx((5 - OVERHEAD_S) / 20, abs=0.01)}
