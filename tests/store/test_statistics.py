"""Statistics are counted as jobs end, on both databases, and never read all jobs."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.finding import Verdict
from bulletproof.domain.job import Intent, Job, NewJob, SourceVersion
from bulletproof.domain.live import Report
from bulletproof.domain.statistics import Failures, Sums
from bulletproof.store.stats import local_day
from bulletproof.store.store import Store
from tests.store.conftest import SteppingClock

QLAB, HAP = BUILTIN_PROFILES["live-qlab"], BUILTIN_PROFILES["live-hap"]
WORK = timedelta(seconds=5)


async def _claimed(store: Store, name: str, folder: str | None = "f") -> Job:
    source = SourceVersion(Path("/in") / name, 1_000, 1, name, 1, 2)
    profile = HAP if name.startswith("wall") else QLAB
    job = NewJob(source, Path("/out") / name, profile, folder_id=folder, origin="watcher")
    assert await store.jobs.add(job) is not None
    claimed = await store.jobs.claim()
    assert claimed is not None
    return claimed


def _report(job: Job, verdict: Verdict) -> Report:
    nothing = (None, None, "9.0.2", ("ffmpeg",), "", 1.0, 2.0, 0.1)
    return Report(job.id, job.attempt, verdict, (), *nothing, job.created_at)


async def _completed(store: Store, clock: SteppingClock, name: str, verdict: Verdict) -> None:
    job = await _claimed(store, name)
    await store.jobs.set_duration(job.id, job.attempt, 20.0)
    report = _report(job, verdict)
    await store.jobs.record_intent(job.id, job.attempt, Intent(job.output, "ab", 1, len(name)), report)
    clock.at += WORK
    await store.jobs.complete(
        job.id, job.attempt, published=job.output, sha256="ab", size_bytes=500, message="ok", report=report
    )


async def _failed(store: Store, name: str, reason: str) -> None:
    job = await _claimed(store, name)
    await store.jobs.fail(job.id, job.attempt, reason=reason, message="cut")


@pytest.fixture
def day(clock: SteppingClock) -> date:
    return date.fromisoformat(local_day(clock.at))


async def test_a_day_adds_up_what_was_made_and_what_failed(
    store: Store, clock: SteppingClock, day: date
) -> None:
    await _completed(store, clock, "a.mov", Verdict.SHOW_READY)
    await _completed(store, clock, "wall.mov", Verdict.WARNINGS)
    await _failed(store, "b.mov", "truncated")
    sums = await store.stats.total(day, day)
    assert (sums.show_ready, sums.warnings, sums.not_ready) == (1, 1, 1)
    assert (sums.media_s, sums.source_bytes, sums.output_bytes) == (40.0, 2_000, 1_000)
    assert sums.speed == pytest.approx(4.0, rel=0.01)  # 20 s of media in 5 s of work, twice


async def test_the_same_numbers_are_told_by_day_profile_and_folder(
    store: Store, clock: SteppingClock, day: date
) -> None:
    await _completed(store, clock, "a.mov", Verdict.SHOW_READY)
    await _completed(store, clock, "wall.mov", Verdict.SHOW_READY)
    clock.at += timedelta(days=1)
    await _completed(store, clock, "c.mov", Verdict.SHOW_READY)
    tomorrow = day + timedelta(days=1)
    counts = {key: sums.show_ready for key, sums in (await store.stats.by("day", day, tomorrow)).items()}
    assert counts == {day.isoformat(): 2, tomorrow.isoformat(): 1}
    profiles = await store.stats.by("profile", day, tomorrow)
    assert {key: sums.show_ready for key, sums in profiles.items()} == {"live-qlab": 2, "live-hap": 1}
    assert {key: sums.show_ready for key, sums in (await store.stats.by("folder", day, day)).items()} == {
        "f": 2
    }


async def test_failures_are_counted_by_their_reason_most_frequent_first(store: Store, day: date) -> None:
    for name, reason in (("a.mov", "truncated"), ("b.mov", "no_audio"), ("c.mov", "truncated")):
        await _failed(store, name, reason)
    assert await store.stats.failures(day, day) == (Failures("truncated", 2), Failures("no_audio", 1))


async def test_days_without_a_job_are_nothing_and_have_no_speed(store: Store, day: date) -> None:
    assert await store.stats.total(day, day) == Sums()
    assert Sums().speed is None
    assert await store.stats.by("day", day, day) == {}
