"""The server itself: is it there, what does it do, how is it set, and everything at once for a dashboard."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import Response

from bulletproof.api.problems import problems
from bulletproof.api.rooms import EngineDep, Rooms, RoomsDep, StoreDep
from bulletproof.api.schemas import (
    DiagnosticsOut,
    FolderOut,
    Health,
    JobOut,
    ProgressOut,
    SettingsOut,
    SettingsPatch,
    SnapshotOut,
    StatusOut,
)
from bulletproof.domain.errors import InvalidSetting, OutsideRoots
from bulletproof.domain.live import JobProgress, Snapshot, Status

router = APIRouter(tags=["service"])


@router.get("/health", operation_id="getHealth")
async def get_health(rooms: RoomsDep) -> Health:
    """Is the server there? The one question that needs no token."""
    return Health(version=rooms.version)


@router.get("/status", operation_id="getStatus")
async def get_status(rooms: RoomsDep, engine: EngineDep) -> StatusOut:
    """What runs, what waits and why."""
    return _told(await engine.status(), rooms)


@router.get("/snapshot", operation_id="getSnapshot", response_model=SnapshotOut)
async def get_snapshot(rooms: RoomsDep, engine: EngineDep, store: StoreDep) -> Response:
    """Everything that a dashboard shows, as it stands at `seq`: apply the live changes above it."""
    status = await engine.status()
    snapshot = await store.events.snapshot()
    current = replace(status, queue=snapshot.queue, counts=snapshot.counts, today=snapshot.today)
    progress, told = engine.progress(), _told(current, rooms)
    written = await asyncio.to_thread(_written, snapshot, progress, told)  # five megabytes with 10,000 jobs
    return Response(written, media_type="application/json")


def _written(snapshot: Snapshot, progress: Iterable[JobProgress], status: StatusOut) -> str:
    return SnapshotOut(
        epoch=snapshot.epoch,
        seq=snapshot.seq,
        jobs=[JobOut.of(job) for job in snapshot.jobs],
        folders=[FolderOut.of(folder) for folder in snapshot.folders],
        progress=[ProgressOut.of(one) for one in progress],
        status=status,
    ).model_dump_json()


def _told(status: Status, rooms: Rooms) -> StatusOut:
    shell = rooms.shell
    return StatusOut.of(
        status,
        version=rooms.version,
        notices=rooms.notices,
        has_window=shell is not None,
        keeps_awake=shell.keeps_awake if shell else None,
    )


@router.get("/diagnostics", operation_id="getDiagnostics")
async def get_diagnostics(rooms: RoomsDep) -> DiagnosticsOut:
    """What helps whoever is asked for help: machine, settings, failures, log. Secrets and names are out."""
    name = f"bulletproof-diagnostics-{datetime.now(UTC):%Y-%m-%d-%H%M}.txt"
    return DiagnosticsOut(name=name, text=await rooms.diagnose())


@router.get("/settings", operation_id="getSettings")
async def get_settings(engine: EngineDep) -> SettingsOut:
    return SettingsOut.of(engine.settings)


@router.patch("/settings", operation_id="changeSettings", responses=problems(InvalidSetting, OutsideRoots))
async def change_settings(body: SettingsPatch, engine: EngineDep) -> SettingsOut:
    """Change what is given; running jobs keep what they began with."""
    if body.intake_folder is not None:
        await asyncio.to_thread(engine.reach.require, Path(body.intake_folder), field="intake_folder")
    return SettingsOut.of(await engine.apply(body.model_dump(mode="json", exclude_unset=True)))
