"""What the store promises, on SQLite and on PostgreSQL alike."""

import asyncio
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.errors import Conflict, NotFound, StaleAttempt
from bulletproof.domain.finding import Finding, Level, Verdict
from bulletproof.domain.folder import FolderSpec, FolderState, Rule
from bulletproof.domain.job import Disposal, Intent, Job, NewJob, SourceVersion, Stage, Status
from bulletproof.domain.live import Counts, QueueMode, Report
from bulletproof.store.jobs import JobFilter
from bulletproof.store.store import Store
from tests.store.conftest import SteppingClock

QLAB = BUILTIN_PROFILES["live-qlab"]


def _new(name: str = "a.mov", **changes: object) -> NewJob:
    source = SourceVersion(Path("/in") / name, 1_000, 1, "f1", 1, 2)
    job = NewJob(source, Path("/out") / name, QLAB, folder_id="f", origin="watcher")
    return replace(job, **changes)  # type: ignore[arg-type]  # a test names fields of NewJob


async def _added(store: Store, name: str = "a.mov", **changes: object) -> Job:
    job = await store.jobs.add(_new(name, **changes))
    assert job is not None
    return job


async def _claimed(store: Store) -> Job:
    job = await store.jobs.claim()
    assert job is not None
    return job


def _report(job: Job, verdict: Verdict = Verdict.SHOW_READY) -> Report:
    findings = (Finding("black", Level.NOTE, "Black for 1 s."),)
    return Report(
        job.id,
        job.attempt,
        verdict,
        findings,
        None,
        None,
        "9.0.2",
        ("ffmpeg",),
        "",
        1.0,
        2.0,
        0.1,
        job.created_at,
    )


async def _completed(store: Store, name: str = "a.mov", **changes: object) -> Job:
    await _added(store, name, **changes)
    job = await _claimed(store)
    published = Path("/out") / name
    await store.jobs.record_intent(job.id, job.attempt, Intent(published, "s", 7, len(name)), _report(job))
    return await store.jobs.complete(
        job.id, job.attempt, published=published, sha256="s", size_bytes=9, message="ok", report=_report(job)
    )


async def test_a_job_comes_back_as_it_was_asked_for(store: Store) -> None:
    disposal = Disposal(delete_input=True, keep_originals_days=3)
    job = await _added(store, rule="*.mov", priority=7, disposal=disposal, warnings=("w",), speed="fast")
    again = await store.jobs.get(job.id)
    assert again == job
    assert (again.rule, again.priority, again.disposal) == ("*.mov", 7, disposal)
    assert (again.warnings, again.speed, again.profile) == (("w",), "fast", QLAB)


async def test_a_name_that_is_no_utf8_comes_back_byte_for_byte(store: Store) -> None:
    name = os.fsdecode(b"caf\xe9 \xff\n.mov")
    job = await _added(store, name)
    assert os.fsencode((await store.jobs.get(job.id)).source.path.name) == b"caf\xe9 \xff\n.mov"
    assert await store.jobs.known_versions("f") == {Path("/in") / name: (1_000, 1)}


async def test_a_watcher_queues_a_version_once_however_its_time_is_touched(store: Store) -> None:
    await _added(store)
    touched = replace(_new().source, mtime_ns=99)
    assert await store.jobs.add(_new(source=touched)) is None
    assert await store.jobs.known_versions("f") == {Path("/in/a.mov"): (1_000, 99)}


async def test_new_content_another_folder_or_an_order_by_hand_is_a_new_job(store: Store) -> None:
    await _added(store)
    assert await store.jobs.add(_new(source=replace(_new().source, fingerprint="f2"))) is not None
    assert await store.jobs.add(_new(folder_id="other")) is not None
    assert await store.jobs.add(_new(origin="manual")) is not None


async def test_a_thousand_files_dropped_at_once_are_queued_each_once_in_their_order(store: Store) -> None:
    added = await store.jobs.add_many([_new(f"{number:04}.mov") for number in range(1_000)])
    assert len({job.id for job in added}) == 1_000
    active = await store.jobs.active()
    assert [job.source.path.name for job in active] == [f"{number:04}.mov" for number in range(1_000)]


async def test_jobs_are_claimed_by_priority_then_place(store: Store) -> None:
    for name, priority in (("a.mov", 1), ("b.mov", 9), ("c.mov", 9)):
        await _added(store, name, priority=priority)
    assert [(await _claimed(store)).source.path.name for _ in range(3)] == ["b.mov", "c.mov", "a.mov"]
    assert await store.jobs.claim() is None


async def test_no_job_is_ever_handed_out_twice(store: Store) -> None:
    await store.jobs.add_many([_new(f"{number}.mov") for number in range(20)])
    claims = await asyncio.gather(*(store.jobs.claim() for _ in range(30)))
    claimed = [job.id for job in claims if job is not None]
    assert len(claimed) == len(set(claimed)) == 20


async def test_a_version_that_many_report_at_once_is_queued_once(store: Store) -> None:
    added = await asyncio.gather(*(store.jobs.add(_new()) for _ in range(8)))
    assert len([job for job in added if job is not None]) == 1


async def test_many_orders_at_once_neither_block_each_other_nor_lose_one(store: Store) -> None:
    queued = await store.jobs.add_many([_new(f"{number}.mov") for number in range(8)])
    orders = [store.jobs.move(a.id, before=b.id) for a in queued for b in queued if a is not b]
    await asyncio.gather(*orders)
    assert sorted(job.id for job in await store.jobs.active()) == sorted(job.id for job in queued)


async def test_a_removed_job_still_keeps_its_file_from_being_taken_in_again(
    store: Store, clock: SteppingClock
) -> None:
    job = await _completed(store)
    await store.jobs.remove(job.id)
    clock.at += timedelta(seconds=11)
    await store.jobs.purge_removed()
    assert await store.jobs.known_versions("f") == {Path("/in/a.mov"): (1_000, 1)}
    assert await store.jobs.add(_new()) is None


async def test_nothing_is_claimed_while_the_queue_is_held_or_frozen(store: Store) -> None:
    await _added(store)
    for mode in (QueueMode.HELD, QueueMode.FROZEN):
        await store.queue.set_mode(mode)
        assert await store.jobs.claim() is None
    await store.queue.set_mode(QueueMode.RUNNING)
    assert await store.jobs.claim() is not None


async def test_each_claim_is_a_new_attempt_and_an_old_one_can_write_nothing_any_more(store: Store) -> None:
    await _added(store)
    first = await _claimed(store)
    await store.jobs.requeue(first.id, first.attempt, crashed=False)
    second = await _claimed(store)
    assert (first.attempt, second.attempt) == (1, 2)
    for write in (
        store.jobs.set_stage(first.id, 1, Stage.ENCODING),
        store.jobs.fail(first.id, 1, reason="x", message="x"),
        store.jobs.requeue(first.id, 1, crashed=True),
        store.jobs.record_intent(first.id, 1, Intent(Path("/out/a.mov"), "s", 1, 1), _report(first)),
    ):
        with pytest.raises(StaleAttempt):
            await write
    assert (await store.jobs.get(first.id)).status is Status.PROCESSING


async def test_a_cancelled_job_refuses_the_late_result_of_its_worker(store: Store) -> None:
    await _added(store)
    job = await _claimed(store)
    await store.jobs.cancel(job.id)
    with pytest.raises(StaleAttempt):
        await store.jobs.complete(
            job.id, 1, published=Path("/out/a.mov"), sha256="s", size_bytes=1, message="", report=_report(job)
        )


async def test_three_crashes_in_a_row_park_a_job_and_retry_begins_anew(store: Store) -> None:
    await _added(store)
    for _ in range(3):
        job = await _claimed(store)
        job = await store.jobs.requeue(job.id, job.attempt, crashed=True)
    assert (job.status, job.reason, job.recovered) == (Status.FAILED, "poisoned", True)
    assert (await store.jobs.retry(job.id)).crashes == 0


async def test_a_plain_failure_between_two_crashes_ends_the_row(store: Store) -> None:
    await _added(store)
    job = await _claimed(store)
    await store.jobs.requeue(job.id, job.attempt, crashed=True)
    job = await _claimed(store)
    await store.jobs.fail(job.id, job.attempt, reason="encode_failed", message="no")
    assert (await store.jobs.retry(job.id)).crashes == 0


async def test_a_held_job_is_passed_over_until_it_is_released(store: Store) -> None:
    await _added(store)
    job = await _claimed(store)
    held = await store.jobs.hold(job.id, job.attempt, hold_reason="disk_full", message="full")
    assert (held.status, held.hold_reason, held.message) == (Status.QUEUED, "disk_full", "full")
    assert await store.jobs.claim() is None
    await store.jobs.release(job.id)
    assert (await _claimed(store)).id == job.id


async def test_a_paused_job_goes_on_with_its_process_and_begins_anew_without(
    store: Store,
) -> None:
    await _added(store)
    job = await _claimed(store)
    assert (await store.jobs.pause(job.id)).stage is Stage.PROBING
    assert (await store.jobs.unpause(job.id, has_process=True)).status is Status.PROCESSING
    await store.jobs.pause(job.id)
    assert [found.id for found in await store.jobs.interrupted()] == [job.id]
    again = await store.jobs.unpause(job.id, has_process=False)
    assert (again.status, again.stage) == (Status.QUEUED, None)


async def test_orders_that_make_no_sense_are_conflicts_and_change_nothing(store: Store) -> None:
    done = await _completed(store)
    seq = await store.events.seq()
    for order in (
        store.jobs.pause(done.id),
        store.jobs.retry(done.id),
        store.jobs.cancel(done.id),
        store.jobs.unpause(done.id, has_process=False),
        store.jobs.move(done.id),
    ):
        with pytest.raises(Conflict):
            await order
    with pytest.raises(NotFound):
        await store.jobs.pause("nobody")
    assert await store.events.seq() == seq
    assert await store.jobs.get(done.id) == done


async def test_a_cancel_can_be_taken_back_once_for_ten_seconds(store: Store, clock: SteppingClock) -> None:
    job = await _added(store)
    _, undo = await store.jobs.cancel(job.id)
    assert [back.status for back in await store.jobs.undo(undo.token)] == [Status.QUEUED]
    with pytest.raises(NotFound):
        await store.jobs.undo(undo.token)
    _, late = await store.jobs.cancel(job.id)
    clock.at += timedelta(seconds=11)
    with pytest.raises(NotFound):
        await store.jobs.undo(late.token)


async def test_a_removed_job_is_in_no_list_and_comes_back_with_undo(
    store: Store, clock: SteppingClock
) -> None:
    job = await _completed(store)
    undo = await store.jobs.remove(job.id)
    with pytest.raises(NotFound):
        await store.jobs.get(job.id)
    assert (await store.jobs.page(JobFilter())).items == ()
    assert (await store.events.snapshot()).counts.completed == 0
    await store.jobs.undo(undo.token)
    assert (await store.jobs.get(job.id)).status is Status.COMPLETED
    assert (await store.events.snapshot()).counts.completed == 1
    await store.jobs.remove(job.id)
    clock.at += timedelta(seconds=11)
    await store.jobs.purge_removed()
    assert (await store.jobs.page(JobFilter())).items == ()


async def test_clearing_the_queue_cancels_what_waits_and_can_be_taken_back_as_one(store: Store) -> None:
    await store.jobs.add_many([_new(f"{number}.mov") for number in range(3)])
    running = await _claimed(store)
    number, undo = await store.jobs.clear_queued()
    assert number == 2
    assert (await store.events.snapshot()).counts == Counts(processing=1, cancelled=2)
    assert undo is not None
    await store.jobs.undo(undo.token)
    assert (await store.events.snapshot()).counts == Counts(processing=1, queued=2)
    assert (await store.jobs.get(running.id)).status is Status.PROCESSING


async def test_a_job_can_be_moved_before_and_after_any_other_for_ever(store: Store) -> None:
    a, b, c = await store.jobs.add_many([_new(f"{name}.mov") for name in "abc"])
    for _ in range(60):  # halving the gap between two neighbours runs out of digits after about fifty
        await store.jobs.move(c.id, before=b.id)
        await store.jobs.move(b.id, before=c.id)
    assert [job.id for job in await store.jobs.active()] == [a.id, b.id, c.id]
    await store.jobs.move(a.id, after=c.id)
    assert [job.id for job in await store.jobs.active()] == [b.id, c.id, a.id]


async def test_an_output_is_known_by_the_file_itself_and_by_the_source_it_was_made_from(store: Store) -> None:
    await _completed(store)
    assert await store.jobs.is_own_output(device=7, inode=5, size_bytes=9)
    assert not await store.jobs.is_own_output(device=7, inode=99, size_bytes=9)
    assert await store.jobs.output_owner(Path("/out/a.mov")) == Path("/in/a.mov")
    assert await store.jobs.output_owner(Path("/out/b.mov")) is None


async def test_an_output_is_known_from_before_its_rename_on(store: Store) -> None:
    await _added(store)
    job = await _claimed(store)
    await store.jobs.record_intent(job.id, job.attempt, Intent(Path("/out/a.mov"), "s", 7, 5), _report(job))
    assert await store.jobs.is_own_output(device=7, inode=5, size_bytes=9)


async def test_a_new_file_that_got_the_inode_of_a_deleted_output_is_not_taken_for_it(store: Store) -> None:
    await _completed(store)
    assert not await store.jobs.is_own_output(device=7, inode=5, size_bytes=10)


async def test_a_report_is_kept_and_the_newest_attempt_speaks(store: Store) -> None:
    done = await _completed(store)
    assert await store.reports.get(done.id) == _report(done)
    assert await store.reports.get("nobody") is None


async def test_a_source_that_its_policy_takes_is_remembered_until_it_is_recorded(store: Store) -> None:
    done = await _completed(store, disposal=Disposal(delete_input=True))
    await _completed(store, "kept.mov")
    assert [job.id for job in await store.jobs.with_undisposed_source()] == [done.id]
    await store.jobs.record_disposed(done.id, "deleted")
    assert await store.jobs.with_undisposed_source() == ()


async def test_counts_and_today_follow_every_move(store: Store) -> None:
    await _completed(store)
    await _added(store, "b.mov")
    job = await _claimed(store)
    await store.jobs.fail(
        job.id, job.attempt, reason="truncated", message="cut", report=_report(job, Verdict.NOT_READY)
    )
    snapshot = await store.events.snapshot()
    assert snapshot.counts == Counts(completed=1, failed=1)
    assert (snapshot.today.show_ready, snapshot.today.not_ready) == (1, 1)


async def test_pages_show_every_job_once_newest_first_while_others_are_added(store: Store) -> None:
    await store.jobs.add_many([_new(f"{number}.mov") for number in range(25)])
    seen, cursor = [], None
    while True:
        page = await store.jobs.page(JobFilter(), cursor=cursor, limit=10)
        seen += [job.id for job in page.items]
        await _added(store, f"late{len(seen)}.mov")
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 25
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("STORM", ["Storm_v4.mov"]),
        ("_v", ["Storm_v4.mov", "sea_v2.mov"]),
        ("%", []),
        ("x_y", []),
        ('"', ['quote".mov']),
        ("ÉTÉ", ["été.mov"]),
        ("live-qlab", ["Storm_v4.mov", "sea_v2.mov", 'quote".mov', "été.mov", "xay.mov"]),
        ("a", ["Storm_v4.mov", "sea_v2.mov", 'quote".mov', "été.mov", "xay.mov"]),
    ],
)
async def test_searching_finds_any_part_in_any_case_and_takes_no_character_as_a_wildcard(
    store: Store, text: str, names: list[str]
) -> None:
    everything = ["Storm_v4.mov", "sea_v2.mov", 'quote".mov', "été.mov", "xay.mov"]
    await store.jobs.add_many([_new(name) for name in everything])
    found = (await store.jobs.page(JobFilter(text=text))).items
    assert sorted(job.source.path.name for job in found) == sorted(names)


async def test_filters_combine(store: Store) -> None:
    await _completed(store)
    await _added(store, "b.mov", folder_id="other")
    assert len((await store.jobs.page(JobFilter(statuses=frozenset({Status.COMPLETED})))).items) == 1
    others = JobFilter(folder_ids=frozenset({"other"}), profiles=frozenset({"live-qlab"}))
    assert len((await store.jobs.page(others)).items) == 1
    ready = replace(others, verdicts=frozenset({Verdict.SHOW_READY}))
    assert (await store.jobs.page(ready)).items == ()


async def test_numbers_have_no_gap_and_none_twice_however_many_write_at_once(store: Store) -> None:
    await asyncio.gather(*(_added(store, f"{number}.mov") for number in range(20)))
    seqs: list[int] = []
    while (changes := await store.events.since(seqs[-1] if seqs else 0, limit=7)).seq > changes.since:
        seqs += range(changes.since + 1, changes.seq + 1)
    assert seqs == list(range(1, await store.events.seq() + 1))


async def test_what_is_counted_is_what_is_there(store: Store) -> None:
    await store.jobs.add_many([_new(f"{number}.mov") for number in range(4)])
    held, failed = await _claimed(store), await _claimed(store)
    await store.jobs.hold(held.id, held.attempt, hold_reason="disk_full", message="full")
    await store.jobs.fail(failed.id, failed.attempt, reason="x", message="x")
    numbers = await store.events.numbers()
    assert numbers.waiting == {None: 2, "disk_full": 1}
    assert numbers.counts == Counts(queued=3, failed=1)
    assert [job.id for job in await store.jobs.held()] == [held.id]
    await store.jobs.remove(failed.id)
    assert (await store.events.numbers()).counts == Counts(queued=3)


async def test_a_snapshot_and_the_changes_since_end_in_the_same_picture(store: Store) -> None:
    await store.jobs.add_many([_new(f"{number}.mov") for number in range(5)])
    before = await store.events.snapshot()
    picture = {job.id: job for job in before.jobs}
    running = await _claimed(store)
    await store.jobs.fail(running.id, running.attempt, reason="x", message="x")
    await store.jobs.remove(running.id)
    await _claimed(store)
    changes = await store.events.since(before.seq)
    picture |= {job.id: job for job in changes.jobs}
    for job_id in changes.removed_jobs:
        picture.pop(job_id, None)
    after = await store.events.snapshot()
    assert picture == {job.id: job for job in after.jobs}
    assert changes.seq == after.seq


async def test_listeners_are_told_once_for_each_change_and_never_for_a_question(
    store: Store, told: list[None]
) -> None:
    job = await _added(store)
    assert len(told) == 1
    await store.jobs.get(job.id)
    await store.events.snapshot()
    assert len(told) == 1
    await store.jobs.pause(job.id)
    assert len(told) == 2


async def test_a_folder_is_kept_with_its_rules_and_its_state(store: Store) -> None:
    spec = FolderSpec(
        Path("/in"), Path(os.fsdecode(b"/\xff")), (Rule("*.mov", "live-qlab"),), poll_interval_s=2.0
    )
    folder = await store.folders.add(spec)
    assert (await store.folders.get(folder.id)).spec == spec
    gone = await store.folders.set_state(folder.id, FolderState.OFFLINE, "unplugged")
    assert (gone.state, gone.state_message) == (FolderState.OFFLINE, "unplugged")
    changed = await store.folders.change(folder.id, replace(spec, recursive=True))
    assert changed.spec.recursive
    seq = await store.events.seq()
    await store.folders.remove(folder.id)
    assert (await store.events.since(seq)).removed_folders == (folder.id,)
    for order in (store.folders.remove(folder.id), store.folders.change(folder.id, spec)):
        with pytest.raises(NotFound):
            await order


async def test_settings_come_back_with_their_types(store: Store) -> None:
    await store.settings.save({"quiet_s": 1.5, "slots_cpu": 2, "theme": "dark"})
    assert await store.settings.load() == {"quiet_s": 1.5, "slots_cpu": 2, "theme": "dark"}


async def test_the_history_of_a_job_tells_what_became_of_it(store: Store) -> None:
    job = await _added(store)
    await store.jobs.pause(job.id)
    history = await store.events.history(job.id)
    assert [(event.kind, event.payload) for event in history] == [
        ("job_added", {}),
        ("job_changed", {"status": "paused"}),
    ]


async def test_old_events_go_and_the_oldest_number_says_so(store: Store, clock: SteppingClock) -> None:
    await _added(store)
    clock.at += timedelta(days=8)
    await _added(store, "b.mov")
    await store.events.prune(clock.at - timedelta(days=7))
    assert await store.events.oldest_seq() == 2
