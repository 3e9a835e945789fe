"""Show Lock: one switch, or a timetable, under which nothing starts, nothing goes away, nothing is changed.

What it refuses stands in one list, by operation; a test walks all routes, so that a new one is thought about.
"""

import json

from fastapi import APIRouter, Request

from bulletproof.api.problems import problems
from bulletproof.api.rooms import EngineDep, rooms_of
from bulletproof.api.schemas import LockIn, LockOut
from bulletproof.domain.errors import ShowLocked

router = APIRouter(tags=["lock"])

REFUSED_WHILE_LOCKED = frozenset(
    {
        "addFolder",
        "changeFolder",
        "removeFolder",
        "addProfile",
        "importProfiles",
        "changeProfile",
        "removeProfile",
        "startSample",
        "changeSettings",
        "removeJob",
        "clearQueue",
        "resumeQueue",
    }
)
LOOKS = frozenset({"theme", "clock", "density", "letter_keys", "saved_views", "notifications", "keep_awake"})
"""Settings that change no file and no queue."""


async def unless_locked(request: Request) -> None:
    """Asked before every handler; raises ShowLocked."""
    operation = getattr(request.scope.get("route"), "operation_id", None)
    if operation not in REFUSED_WHILE_LOCKED or not (engine := rooms_of(request).engine).lock.is_closed():
        return
    if operation != "changeSettings" or not await _asks_for_looks_only(request):
        engine.lock.require_open()


async def _asks_for_looks_only(request: Request) -> bool:
    try:
        body = json.loads(await request.body())
    except ValueError:
        return False
    return isinstance(body, dict) and LOOKS.issuperset(body)


@router.get("/lock", operation_id="getLock")
async def get_lock(engine: EngineDep) -> LockOut:
    return LockOut.of(engine.lock.state, engine.lock.timetable)


@router.put("/lock", operation_id="setLock", responses=problems(ShowLocked))
async def set_lock(body: LockIn, engine: EngineDep) -> LockOut:
    """Lock or unlock now, or set the hours at which it locks by itself."""
    if body.is_locked is False:
        await engine.lock.open()
    if body.timetable is not None:
        await engine.lock.set_timetable([entry.to_domain() for entry in body.timetable])
    if body.is_locked:
        await engine.lock.close(body.running)
    return LockOut.of(engine.lock.state, engine.lock.timetable)
