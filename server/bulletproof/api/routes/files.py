"""The machine's folders, to choose files from; and files that come over the network."""

import asyncio
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.requests import ClientDisconnect

from bulletproof.api.problems import problems
from bulletproof.api.rooms import EngineDep
from bulletproof.api.schemas import FileListing, UploadedFile
from bulletproof.domain.errors import CutOff, DiskFull, InvalidFile, OutsideRoots, UploadsOff
from bulletproof.domain.text import shown

router = APIRouter(tags=["files"])

PATIENCE_S = 10.0
"""A network drive that is gone answers no question; the page must."""


@router.get("/files", operation_id="listFiles", responses=problems(OutsideRoots, InvalidFile))
async def list_files(
    engine: EngineDep,
    under: Annotated[str | None, Query(min_length=1, max_length=4096, description="A folder's path.")] = None,
) -> FileListing:
    """Folders and media files of a folder; without `under`, the places to begin at."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            # A dead drive among the places must not keep a folder elsewhere from being listed.
            places = () if under else await asyncio.to_thread(engine.places)
            listed = await asyncio.to_thread(engine.listing, Path(under)) if under else None
    except TimeoutError:
        raise InvalidFile(f"{under} does not answer. Is its drive still there?", field="under") from None
    return FileListing.of(listed, [shown(place) for place in places])


@router.put(
    "/uploads/{name}",
    operation_id="uploadFile",
    status_code=201,
    responses=problems(UploadsOff, InvalidFile, DiskFull, CutOff),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def upload_file(name: str, request: Request, engine: EngineDep) -> UploadedFile:
    """Send a file's bytes into the upload folder; one of the same name stays and this one gets a number."""
    length = request.headers.get("content-length")
    try:
        path = await engine.uploads.take(name, request.stream(), size_bytes=int(length) if length else None)
    except ClientDisconnect:
        raise CutOff(f"{name} was cut off. Send it again.") from None
    return UploadedFile(path=str(path), is_watched=engine.is_watched(path))
