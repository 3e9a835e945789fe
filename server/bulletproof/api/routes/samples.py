"""Try a profile on ten seconds of a file."""

import asyncio
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse

from bulletproof.api.problems import problems
from bulletproof.api.rooms import EngineDep
from bulletproof.api.schemas.samples import SampleIn, SampleOut
from bulletproof.domain.errors import InvalidFile, InvalidProfile, NotFound, OutsideRoots

router = APIRouter(tags=["profiles"])


@router.post(
    "/samples",
    operation_id="startSample",
    status_code=202,
    responses=problems(InvalidFile, InvalidProfile, OutsideRoots),
)
async def start_sample(body: SampleIn, engine: EngineDep) -> SampleOut:
    """Begin to make the ten seconds in the middle of a file; the sample before is gone then."""
    path = Path(body.path)
    await asyncio.to_thread(engine.reach.require, path, field="path")
    profile = engine.profiles.tried(body.profile.model_dump(exclude_unset=True))
    if reason := engine.why_unavailable(profile):
        raise InvalidProfile(f"{profile.name} can't be made here: {reason}", field="profile")
    return SampleOut.of(await engine.samples.start(path, profile))


@router.get("/samples/{sample_id}", operation_id="getSample", responses=problems(NotFound))
async def get_sample(sample_id: str, engine: EngineDep) -> SampleOut:
    """How far it is, and what came out."""
    return SampleOut.of(engine.samples.get(sample_id))


@router.delete("/samples/{sample_id}", operation_id="cancelSample", responses=problems(NotFound))
async def cancel_sample(sample_id: str, engine: EngineDep) -> SampleOut:
    """End it now."""
    return SampleOut.of(await engine.samples.cancel(sample_id))


@router.get(
    "/samples/{sample_id}/stills/{number}",
    operation_id="getSampleStill",
    response_class=FileResponse,
    responses=problems(NotFound),
)
async def get_sample_still(
    sample_id: str,
    number: int,
    engine: EngineDep,
    of: Annotated[Literal["source", "output"], Query()] = "source",
) -> FileResponse:
    """The same moment before and after, as JPEG."""
    path = engine.samples.picture(sample_id, number, of)
    if not await asyncio.to_thread(path.is_file):
        raise NotFound("There is no such picture of this sample (yet).")
    return FileResponse(path, media_type="image/jpeg")
