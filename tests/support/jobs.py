"""A job as the domain knows it, for tests that need one and care about a field or two."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.job import Disposal, Job, SourceVersion, Status

BORN = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


def job(job_id: str = "j1", **changes: object) -> Job:
    source = SourceVersion(
        path=Path(f"/show/in/{job_id}.mov"), size_bytes=1000, mtime_ns=1, fingerprint="f", device=1, inode=1
    )
    made = Job(
        id=job_id,
        source=source,
        output=Path(f"/show/out/{job_id}.mov"),
        profile=next(iter(BUILTIN_PROFILES.values())),
        folder_id=None,
        rule=None,
        origin="manual",
        priority=100,
        position=1.0,
        on_collision="auto",
        disposal=Disposal(),
        speed="normal",
        warnings=(),
        status=Status.QUEUED,
        stage=None,
        attempt=0,
        crashes=0,
        recovered=False,
        hold_reason=None,
        reason=None,
        message=None,
        verdict=None,
        intent=None,
        published=None,
        output_size_bytes=None,
        sha256=None,
        duration_s=None,
        created_at=BORN,
        started_at=None,
        finished_at=None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields of Job
