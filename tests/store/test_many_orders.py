"""One order for many jobs, and the whole list in one sorted answer, on both databases."""

from dataclasses import replace
from pathlib import Path

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.job import JobId, NewJob, SourceVersion, Status
from bulletproof.store import many_orders
from bulletproof.store.jobs import JobFilter, SortedBy
from bulletproof.store.store import Store

QLAB = BUILTIN_PROFILES["live-qlab"]


def _new(name: str, size_bytes: int = 1_000) -> NewJob:
    source = SourceVersion(Path("/in") / name, size_bytes, 1, "f1", 1, 2)
    return NewJob(source, Path("/out") / name, QLAB, folder_id="f", origin="watcher")


async def _added(store: Store, *names: str) -> list[JobId]:
    return [job.id for job in await store.jobs.add_many([_new(name) for name in names])]


async def _listed(store: Store, sorted_by: SortedBy, *, descending: bool = False) -> list[str]:
    found = await store.jobs.ids(JobFilter(), sorted_by=sorted_by, descending=descending)
    return [(await store.jobs.get(job_id)).source.path.name for job_id in found.job_ids]


async def _next(store: Store) -> JobId:
    job = await store.jobs.claim()
    assert job is not None
    return job.id


async def test_a_list_by_name_puts_cue_2_before_cue_10(store: Store) -> None:
    await _added(store, "cue 10.mov", "cue 2.mov", "Cue 1.mov")
    assert await _listed(store, "name") == ["Cue 1.mov", "cue 2.mov", "cue 10.mov"]
    assert await _listed(store, "name", descending=True) == ["cue 10.mov", "cue 2.mov", "Cue 1.mov"]


async def test_a_job_without_the_value_stands_last_whichever_way_the_list_goes(store: Store) -> None:
    await _added(store, "ended.mov", "waits.mov")
    await store.jobs.fail(await _next(store), 1, reason="truncated", message="cut")
    assert await _listed(store, "finished") == ["ended.mov", "waits.mov"]
    assert await _listed(store, "finished", descending=True) == ["ended.mov", "waits.mov"]


@pytest.mark.parametrize("sorted_by", ["created", "finished", "name", "length", "size", "profile", "status"])
async def test_every_sorted_list_holds_every_job_that_a_filter_leaves(
    store: Store, sorted_by: SortedBy
) -> None:
    ids = await _added(store, "a.mov", "b.mov", "c.mov")
    found = await store.jobs.ids(JobFilter(text="mov"), sorted_by=sorted_by, descending=True)
    assert (set(found.job_ids), found.total, found.seq) == (set(ids), 3, await store.events.seq())


async def test_one_undo_takes_back_what_was_done_to_many(store: Store) -> None:
    ids = await _added(store, "a.mov", "b.mov")
    done = await store.jobs.order_many("cancel", ids)
    assert done.undo is not None
    assert await _statuses(store, ids) == {Status.CANCELLED}
    await store.jobs.undo(done.undo.token)
    assert await _statuses(store, ids) == {Status.QUEUED}


async def _statuses(store: Store, ids: list[JobId]) -> set[Status]:
    return {(await store.jobs.get(job_id)).status for job_id in ids}


async def test_a_job_that_cant_obey_is_named_with_its_reason_and_stops_no_other(store: Store) -> None:
    ids = await _added(store, "a.mov", "b.mov")
    done = await store.jobs.order_many("retry", [*ids, "nobody"])
    assert (done.job_ids, done.undo) == ((), None)
    assert [job_id for job_id, _ in done.skipped] == [*ids, "nobody"]
    assert all(str(reason) for _, reason in done.skipped)


async def test_an_output_that_is_being_put_in_place_is_not_cancelled_with_the_rest(store: Store) -> None:
    first, second = await _added(store, "a.mov", "b.mov")
    done = await store.jobs.order_many("cancel", [first, second], untouchable={first})
    assert (done.job_ids, [job_id for job_id, _ in done.skipped]) == ((second,), [first])


@pytest.mark.parametrize(("order", "expected"), [("first", "CDAB"), ("last", "ABCD")])
async def test_many_go_first_or_last_in_the_order_in_which_they_were_named_over_many_transactions(
    store: Store, monkeypatch: pytest.MonkeyPatch, order: many_orders.ManyOrder, expected: str
) -> None:
    monkeypatch.setattr(many_orders, "BATCH", 1)
    a, b, c, d = await _added(store, "a.mov", "b.mov", "c.mov", "d.mov")
    await store.jobs.order_many(order, [c, d])
    letters = {a: "A", b: "B", c: "C", d: "D"}
    assert "".join([letters[await _next(store)] for _ in range(4)]) == expected


async def test_a_priority_for_many_moves_them_before_the_rest(store: Store) -> None:
    a, b, c = await _added(store, "a.mov", "b.mov", "c.mov")
    await store.jobs.order_many("priority", [b, c], priority=500)
    assert [await _next(store) for _ in range(3)] == [b, c, a]


async def test_filters_name_several_values_each(store: Store) -> None:
    a, b, _ = await _added(store, "a.mov", "b.mov", "c.mov")
    wanted = JobFilter(job_ids=frozenset({a, b}), profiles=frozenset({"live-qlab", "other"}))
    assert {job.id for job in (await store.jobs.page(wanted)).items} == {a, b}
    assert (await store.jobs.page(replace(wanted, folder_ids=frozenset({"x"})))).items == ()
