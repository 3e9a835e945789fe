"""What the page asks of the desktop around it; a server without a window refuses, and says so."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends

from bulletproof.api.problems import problems
from bulletproof.api.rooms import RoomsDep, StoreDep
from bulletproof.api.schemas import (
    ChooseIn,
    ChosenPaths,
    CloseIn,
    OpenFolderIn,
    PaintedIn,
    RevealIn,
    SavedOut,
    SaveIn,
)
from bulletproof.api.shell import Shell
from bulletproof.domain.errors import CantSave, NotFound, NoWindow
from bulletproof.domain.text import shown

router = APIRouter(prefix="/shell", tags=["shell"])


def _shell(rooms: RoomsDep) -> Shell:
    if rooms.shell is None:
        raise NoWindow("This server runs without a window, so there is no desktop that could do this.")
    return rooms.shell


ShellDep = Annotated[Shell, Depends(_shell)]


@router.post("/raise", operation_id="raiseWindow", status_code=204, responses=problems(NoWindow))
async def raise_window(shell: ShellDep) -> None:
    """Bring the window to the front; a second start of the program does it."""
    await asyncio.to_thread(shell.bring_forward)


@router.post("/choose", operation_id="choosePaths", responses=problems(NoWindow))
async def choose_paths(body: ChooseIn, shell: ShellDep) -> ChosenPaths:
    """Let the user pick files or a folder in the system's dialog; answers once it is closed."""
    return ChosenPaths(paths=await asyncio.to_thread(shell.choose, body.wanted))


@router.post("/reveal", operation_id="revealFile", status_code=204, responses=problems(NoWindow, NotFound))
async def reveal_file(body: RevealIn, shell: ShellDep, store: StoreDep) -> None:
    """Show a job's source or output in the system's file manager. Only a job's: a page names no paths."""
    job = await store.jobs.get(body.job_id)
    path = job.output if body.which == "output" else job.source.path
    try:
        await asyncio.to_thread(shell.reveal, path)
    except OSError as error:
        raise NotFound(f"{shown(path)} can't be shown: {error.strerror}.") from error


@router.post("/dropped", operation_id="takeDropped", responses=problems(NoWindow))
async def take_dropped(shell: ShellDep) -> ChosenPaths:
    """The whole paths of what was just dropped onto the window: a page is told only the names."""
    return ChosenPaths(paths=await asyncio.to_thread(shell.dropped))


@router.post("/save", operation_id="saveText", responses=problems(NoWindow, CantSave))
async def save_text(body: SaveIn, shell: ShellDep) -> SavedOut:
    """Let the user pick a place in the system's dialog and write the text there."""
    try:
        return SavedOut(path=await asyncio.to_thread(shell.save, body.name, body.content))
    except OSError as error:
        raise CantSave(f"{shown(error.filename or body.name)} can't be written: {error.strerror}.") from error


@router.post(
    "/open-folder", operation_id="openOwnFolder", status_code=204, responses=problems(NoWindow, NotFound)
)
async def open_own_folder(body: OpenFolderIn, shell: ShellDep) -> None:
    """Open the folder of the logs, or of the crash reports, in the system's file manager."""
    try:
        await asyncio.to_thread(shell.open_folder, body.folder)
    except OSError as error:
        raise NotFound(f"The folder can't be opened: {error.strerror}.") from error


@router.post("/painted", operation_id="reportPainted", status_code=204, responses=problems(NoWindow))
async def report_painted(body: PaintedIn, shell: ShellDep) -> None:
    """The page in the window says that it has been drawn, and whether it is dark."""
    shell.painted(is_dark=body.is_dark)


@router.post("/close", operation_id="closeWindow", status_code=204, responses=problems(NoWindow))
async def close_window(body: CloseIn, shell: ShellDep, rooms: RoomsDep) -> None:
    """Answer the question whether to quit while jobs run."""
    if body.how == "finish":
        rooms.engine.start_nothing_more()
    elif body.how == "stay":
        rooms.engine.start_again()
    rooms.hub.numbers_moved()
    shell.close(body.how)
