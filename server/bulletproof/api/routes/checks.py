"""Will these files play there? Asked of any file, and answered while it is looked at."""

import asyncio

from fastapi import APIRouter

from bulletproof.api.problems import problems
from bulletproof.api.rooms import EngineDep
from bulletproof.api.schemas import AddedJobs, JobOut
from bulletproof.api.schemas.checks import (
    CheckOut,
    CheckStarted,
    CureIn,
    PreflightIn,
    TargetList,
    TargetOut,
    VerifyIn,
    paths_of,
)
from bulletproof.domain.errors import Conflict, InvalidFile, NotFound, OutsideRoots, UnknownTarget
from bulletproof.engine.checks import Check, CheckOrder
from bulletproof.engine.engine import Engine

router = APIRouter(tags=["checks"])
refusals = problems(UnknownTarget, InvalidFile, OutsideRoots)


@router.get("/targets", operation_id="listTargets")
async def list_targets(engine: EngineDep) -> TargetList:
    """Where files may play, with what plays there and where each number comes from."""
    return TargetList(items=[TargetOut.of(target) for target in engine.targets.values()])


@router.post("/verify", operation_id="verify", status_code=202, responses=refusals)
async def verify(body: VerifyIn, engine: EngineDep) -> CheckStarted:
    """Begin to hold files against a target, and against their source where one is named."""
    (source,) = paths_of([body.source]) if body.source else (None,)
    order = CheckOrder(paths_of(body.paths), body.target, body.recursive, source, body.loop)
    return CheckStarted(check_id=(await _started(order, engine)).id)


@router.post("/preflight", operation_id="preflight", status_code=202, responses=refusals)
async def preflight(body: PreflightIn, engine: EngineDep) -> CheckStarted:
    """Begin to hold every media file of a folder against a target. Nothing is written there."""
    order = CheckOrder(paths_of([body.folder]), body.target, body.recursive)
    return CheckStarted(check_id=(await _started(order, engine)).id)


@router.get("/checks/{check_id}", operation_id="getCheck", responses=problems(NotFound))
async def get_check(check_id: str, engine: EngineDep) -> CheckOut:
    """How far it is, and what was found so far."""
    check = engine.checks.get(check_id)
    return CheckOut.of(check, engine.checks.eta_s(check))


@router.delete("/checks/{check_id}", operation_id="cancelCheck", responses=problems(NotFound))
async def cancel_check(check_id: str, engine: EngineDep) -> CheckOut:
    """End it; what was found until now stays for an hour."""
    return CheckOut.of(await engine.checks.cancel(check_id), None)


@router.post(
    "/checks/{check_id}/cure",
    operation_id="cureChecked",
    responses=problems(NotFound, Conflict, InvalidFile, OutsideRoots),
)
async def cure_checked(check_id: str, body: CureIn, engine: EngineDep) -> AddedJobs:
    """Queue what a profile makes show-ready: the named files, or all that have a cure."""
    (output,) = paths_of([body.output_directory]) if body.output_directory else (None,)
    if output is not None:
        await asyncio.to_thread(engine.reach.require, output, field="output_directory")
    paths = None if body.paths is None else paths_of(body.paths)
    return AddedJobs.of(await engine.cures.checked(check_id, paths, output_directory=output))


@router.post("/jobs/{job_id}/cure", operation_id="cureJob", responses=problems(NotFound, Conflict))
async def cure_job(job_id: str, engine: EngineDep) -> JobOut:
    """Queue a job's source again, with the profile that makes it what its target plays."""
    return JobOut.of(await engine.cures.job(job_id))


async def _started(order: CheckOrder, engine: Engine) -> Check:
    named = [*order.paths, *([order.source] if order.source else [])]
    await asyncio.to_thread(engine.reach.require_all, named, field="paths")
    return await engine.checks.start(order)
