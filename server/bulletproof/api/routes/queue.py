"""The queue as a whole: hold (finish what runs), freeze (stand still), resume, clear."""

from fastapi import APIRouter

from bulletproof.api.rooms import EngineDep
from bulletproof.api.schemas import ClearedQueue, QueueOut, UndoOut
from bulletproof.api.schemas.plan import PlanOut

router = APIRouter(prefix="/queue", tags=["queue"])


@router.post("/hold", operation_id="holdQueue")
async def hold_queue(engine: EngineDep) -> QueueOut:
    """Finish what runs and start nothing new."""
    return QueueOut(mode=await engine.hold_queue())


@router.post("/freeze", operation_id="freezeQueue")
async def freeze_queue(engine: EngineDep) -> QueueOut:
    """Stop every encode where it stands; it goes on from there."""
    return QueueOut(mode=await engine.freeze_queue())


@router.post("/resume", operation_id="resumeQueue")
async def resume_queue(engine: EngineDep) -> QueueOut:
    """End a hold or a freeze."""
    return QueueOut(mode=await engine.resume_queue())


@router.post("/clear", operation_id="clearQueue")
async def clear_queue(engine: EngineDep) -> ClearedQueue:
    """Cancel every waiting job; what runs goes on."""
    cancelled, undo = await engine.clear_queue()
    return ClearedQueue(cancelled=cancelled, undo=UndoOut.of(undo) if undo else None)


@router.get("/plan", operation_id="getPlan")
async def get_plan(engine: EngineDep) -> PlanOut:
    """When each file will be ready, which of them miss the deadline, and what would save them."""
    return PlanOut.of(await engine.planner.outlook())
