"""A row and the domain value that it stands for: the only place where one becomes the other."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row

from bulletproof.domain.finding import Verdict
from bulletproof.domain.folder import Folder, FolderState
from bulletproof.domain.job import Disposal, Intent, Job, NewJob, SourceVersion, Stage, Status
from bulletproof.domain.live import Event
from bulletproof.domain.text import shown
from bulletproof.store import codec

AnyRow = Row[Any]  # SQLAlchemy types a row by the statement that asked, which is ours anyway
Values = dict[str, object]


def path_bytes(path: Path) -> bytes:
    return os.fsencode(path)


def path_of(stored: bytes) -> Path:
    return Path(os.fsdecode(stored))


def version_key(job: NewJob) -> str | None:
    """Unique for what a watcher queues: the same bytes under the same name are done once per folder."""
    if job.origin != "watcher":
        return None
    source = job.source
    return f"{job.folder_id}:{path_bytes(source.path).hex()}:{source.size_bytes}:{source.fingerprint}"


def source_values(source: SourceVersion) -> Values:
    return {
        "source_path": path_bytes(source.path),
        "source_text": shown(source.path),
        "source_size_bytes": source.size_bytes,
        "source_mtime_ns": source.mtime_ns,
        "source_fingerprint": source.fingerprint,
        "source_device": str(source.device),
        "source_inode": str(source.inode),
    }


def job_values(job: NewJob, *, job_id: str, position: float, now: datetime) -> Values:
    """A new job, queued."""
    return source_values(job.source) | {
        "id": job_id,
        "search_text": f"{shown(job.source.path)} {job.profile.name}".casefold(),
        "version_key": version_key(job),
        "output_path": path_bytes(job.output),
        "profile_name": job.profile.name,
        "profile": codec.to_json(codec.PROFILE, job.profile),
        "resource": job.profile.resource,
        "folder_id": job.folder_id,
        "rule": job.rule,
        "origin": job.origin,
        "priority": job.priority,
        "position": position,
        "on_collision": job.on_collision,
        "delete_input": job.disposal.delete_input,
        "keep_originals_days": job.disposal.keep_originals_days,
        "speed": job.speed,
        "warnings": codec.to_json(codec.WORDS, job.warnings),
        "status": Status.QUEUED.value,
        "attempt": 0,
        "crashes": 0,
        "recovered": False,
        "created_at": codec.time_text(now),
    }


def job_of(row: AnyRow) -> Job:
    return Job(
        id=row.id,
        source=_source_of(row),
        output=path_of(row.output_path),
        profile=codec.PROFILE.validate_json(row.profile),
        folder_id=row.folder_id,
        rule=row.rule,
        origin=row.origin,
        priority=row.priority,
        position=row.position,
        on_collision=row.on_collision,
        disposal=Disposal(row.delete_input, row.keep_originals_days),
        speed=row.speed,
        warnings=codec.WORDS.validate_json(row.warnings),
        status=Status(row.status),
        stage=Stage(row.stage) if row.stage else None,
        attempt=row.attempt,
        crashes=row.crashes,
        recovered=row.recovered,
        hold_reason=row.hold_reason,
        reason=row.reason,
        message=row.message,
        verdict=Verdict(row.verdict) if row.verdict else None,
        intent=_intent_of(row),
        published=path_of(row.published_path) if row.published_path else None,
        output_size_bytes=row.output_size_bytes,
        sha256=row.sha256,
        duration_s=row.duration_s,
        created_at=codec.time_of(row.created_at),
        started_at=_time_or_none(row.started_at),
        finished_at=_time_or_none(row.finished_at),
    )


def _source_of(row: AnyRow) -> SourceVersion:
    return SourceVersion(
        path=path_of(row.source_path),
        size_bytes=row.source_size_bytes,
        mtime_ns=row.source_mtime_ns,
        fingerprint=row.source_fingerprint,
        device=int(row.source_device),
        inode=int(row.source_inode),
    )


def _intent_of(row: AnyRow) -> Intent | None:
    if row.intent_path is None:
        return None
    return Intent(path_of(row.intent_path), row.intent_sha256, int(row.intent_device), int(row.intent_inode))


def _time_or_none(text: str | None) -> datetime | None:
    return codec.time_of(text) if text else None


def folder_of(row: AnyRow) -> Folder:
    spec = codec.FOLDER_SPEC.validate_json(row.spec)
    return Folder(
        id=row.id,
        spec=codec.with_paths(spec, path_of(row.watch_path), path_of(row.output_path)),
        state=FolderState(row.state),
        state_message=row.state_message,
        state_since=codec.time_of(row.state_since),
        created_at=codec.time_of(row.created_at),
    )


def event_of(row: AnyRow) -> Event:
    return Event(
        seq=row.seq,
        at=codec.time_of(row.at),
        kind=row.kind,
        job_id=row.job_id,
        subject=row.subject,
        payload=codec.PAYLOAD.validate_json(row.payload),
    )
