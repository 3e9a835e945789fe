"""What the page asks of the desktop around it; a server without a window refuses, and says so."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends

from bulletproof.api.problems import problems
from bulletproof.api.rooms import RoomsDep, StoreDep
from bulletproof.api.schemas import ChooseIn, ChosenPaths, RevealIn
from bulletproof.api.shell import Shell
from bulletproof.domain.errors import NotFound, NoWindow
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
