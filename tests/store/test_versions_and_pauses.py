"""Which version of a source may be queued again, and what a paused job keeps, on both databases."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.errors import Conflict
from bulletproof.domain.job import Job, NewJob, SourceVersion, Stage, Status
from bulletproof.store.store import Store

SOURCE = SourceVersion(Path("/in/a.mov"), 1_000, 1, "f1", 1, 2)
COPIED_AGAIN = replace(SOURCE, mtime_ns=99, inode=3)
NEW = NewJob(SOURCE, Path("/out/a.mov"), BUILTIN_PROFILES["live-qlab"], folder_id="f", origin="watcher")


async def _claimed(store: Store) -> Job:
    await store.jobs.add(NEW)
    job = await store.jobs.claim()
    assert job is not None
    return job


@pytest.mark.parametrize("reason", ["source_changed", "source_vanished"])
async def test_a_version_whose_job_lost_its_source_can_be_queued_again(store: Store, reason: str) -> None:
    job = await _claimed(store)
    await store.jobs.lose(job.id, job.attempt, reason=reason, message="-")
    assert await store.jobs.known_versions("f") == {}
    again = await store.jobs.add(NEW)
    assert again is not None
    assert again.status is Status.QUEUED


async def test_a_file_that_failed_and_was_copied_again_is_a_new_job_even_if_head_and_tail_are_the_same(
    store: Store,
) -> None:
    job = await _claimed(store)
    await store.jobs.fail(job.id, job.attempt, reason="decode_error", message="Copy it again.")
    assert await store.jobs.add(NEW) is None
    again = await store.jobs.add(replace(NEW, source=COPIED_AGAIN))
    assert again is not None
    assert again.source == COPIED_AGAIN


async def test_a_job_that_waits_takes_the_file_that_stands_there_now(store: Store) -> None:
    await store.jobs.add(NEW)
    assert await store.jobs.add(replace(NEW, source=COPIED_AGAIN)) is None
    [job] = await store.jobs.active()
    assert job.source == COPIED_AGAIN


async def test_a_job_that_was_worked_on_keeps_the_identity_of_what_was_encoded(store: Store) -> None:
    """Its source is disposed of by it: another file under the name must not be taken for the encoded one."""
    job = await _claimed(store)
    assert await store.jobs.add(replace(NEW, source=COPIED_AGAIN)) is None
    assert (await store.jobs.get(job.id)).source == SOURCE


async def test_a_job_added_by_hand_goes_back_to_the_queue_with_its_new_version(store: Store) -> None:
    job = await _claimed(store)
    renewed = await store.jobs.renew(job.id, job.attempt, COPIED_AGAIN)
    assert (renewed.status, renewed.stage, renewed.source) == (Status.QUEUED, None, COPIED_AGAIN)


async def _held(store: Store, job: Job) -> Job:
    return await store.jobs.hold(job.id, job.attempt, hold_reason="disk_full", message="-")


async def _crashed(store: Store, job: Job) -> Job:
    return await store.jobs.requeue(job.id, job.attempt, crashed=True)


@pytest.mark.parametrize("ended", [_held, _crashed])
async def test_a_paused_job_whose_attempt_ends_stays_paused(
    store: Store, ended: Callable[[Store, Job], Awaitable[Job]]
) -> None:
    job = await _claimed(store)
    await store.jobs.pause(job.id)
    after = await ended(store, job)
    assert (after.status, after.stage, after.hold_reason) == (Status.PAUSED, None, None)
    assert await store.jobs.claim() is None
    assert (await store.jobs.unpause(job.id, has_process=False)).status is Status.QUEUED


async def test_a_job_that_is_paused_while_its_fault_is_found_fails(store: Store) -> None:
    job = await _claimed(store)
    await store.jobs.pause(job.id)
    failed = await store.jobs.fail(job.id, job.attempt, reason="truncated", message="-")
    assert failed.status is Status.FAILED


async def test_no_order_comes_between_the_name_being_taken_and_its_record(store: Store) -> None:
    job = await _claimed(store)
    await store.jobs.set_stage(job.id, job.attempt, Stage.PUBLISHING)
    with pytest.raises(Conflict, match="put in place"):
        await store.jobs.cancel(job.id)
    with pytest.raises(Conflict, match="put in place"):
        await store.jobs.pause(job.id)
    assert (await store.jobs.get(job.id)).status is Status.PROCESSING


async def test_a_source_is_needed_while_another_job_waits_for_it_or_failed_with_it(store: Store) -> None:
    done = await _claimed(store)
    assert not await store.jobs.is_source_needed(done)
    other = await store.jobs.add(replace(NEW, folder_id="g"))
    assert other is not None
    assert await store.jobs.is_source_needed(done)
    claimed = await store.jobs.claim()
    assert claimed is not None
    await store.jobs.fail(claimed.id, claimed.attempt, reason="no_audio", message="-")
    assert await store.jobs.is_source_needed(done)
    await store.jobs.remove(claimed.id)
    assert not await store.jobs.is_source_needed(done)


async def test_an_older_version_that_failed_keeps_no_newer_one_from_being_disposed_of(store: Store) -> None:
    older = await _claimed(store)
    await store.jobs.fail(older.id, older.attempt, reason="truncated", message="-")
    newer = await store.jobs.add(replace(NEW, source=COPIED_AGAIN))
    assert newer is not None
    assert not await store.jobs.is_source_needed(newer)


async def test_a_cleared_queue_comes_back_without_those_that_were_retried_meanwhile(store: Store) -> None:
    first = await store.jobs.add(NEW)
    second = await store.jobs.add(replace(NEW, folder_id="g"))
    assert first is not None
    assert second is not None
    _, undo = await store.jobs.clear_queued()
    assert undo is not None
    await store.jobs.retry(first.id)
    assert [job.id for job in await store.jobs.undo(undo.token)] == [second.id]
    assert len(await store.jobs.active()) == 2
