"""Watch folders and their rules, in the monitor file's own words."""

import asyncio

from fastapi import APIRouter

from bulletproof.api.problems import problems
from bulletproof.api.rooms import EngineDep, StoreDep
from bulletproof.api.schemas import FolderIn, FolderList, FolderOut, FolderPatch, TriedRule, TryRuleIn
from bulletproof.domain.errors import (
    InvalidFolder,
    InvalidRule,
    InvalidTemplate,
    NotFound,
    OutsideRoots,
    UnknownProfile,
)
from bulletproof.domain.folder import FolderSpec
from bulletproof.engine.engine import Engine

router = APIRouter(tags=["folders"])
refusals = problems(InvalidFolder, InvalidRule, InvalidTemplate, UnknownProfile, OutsideRoots)


@router.get("/folders", operation_id="listFolders")
async def list_folders(store: StoreDep) -> FolderList:
    seq = await store.events.seq()
    return FolderList(items=[FolderOut.of(folder) for folder in await store.folders.all()], seq=seq)


@router.post("/folders", operation_id="addFolder", status_code=201, responses=refusals)
async def add_folder(body: FolderIn, engine: EngineDep) -> FolderOut:
    """Watch a folder; what lies in it already is looked at as well."""
    return FolderOut.of(await engine.add_folder(await _within_reach(body.spec(), engine)))


@router.get("/folders/{folder_id}", operation_id="getFolder", responses=problems(NotFound))
async def get_folder(folder_id: str, store: StoreDep) -> FolderOut:
    return FolderOut.of(await store.folders.get(folder_id))


@router.patch(
    "/folders/{folder_id}", operation_id="changeFolder", responses={**refusals, **problems(NotFound)}
)
async def change_folder(folder_id: str, body: FolderPatch, engine: EngineDep, store: StoreDep) -> FolderOut:
    """Change what is given; jobs that are queued already keep what they were queued with."""
    folder = await store.folders.get(folder_id)
    spec = await _within_reach(body.applied_to(folder.spec), engine)
    return FolderOut.of(await engine.change_folder(folder_id, spec))


@router.delete(
    "/folders/{folder_id}", operation_id="removeFolder", status_code=204, responses=problems(NotFound)
)
async def remove_folder(folder_id: str, engine: EngineDep) -> None:
    """Stop watching; no file is touched and queued jobs stay."""
    await engine.remove_folder(folder_id)


@router.post(
    "/folders/{folder_id}/rescan", operation_id="rescanFolder", status_code=202, responses=problems(NotFound)
)
async def rescan_folder(folder_id: str, engine: EngineDep) -> None:
    """Look through it now instead of at the next scan."""
    await engine.rescan(folder_id)


@router.post("/rules/try", operation_id="tryRule", responses=refusals)
async def try_rule(body: TryRuleIn, engine: EngineDep) -> TriedRule:
    """Which rule would take a file of this name, and where its output would go. Nothing is written."""
    return TriedRule.of(engine.try_rule(body.folder.spec(), body.name))


async def _within_reach(spec: FolderSpec, engine: Engine) -> FolderSpec:
    for field in ("watch_directory", "output_directory"):
        await asyncio.to_thread(engine.reach.require, getattr(spec, field), field=field)
    return spec
