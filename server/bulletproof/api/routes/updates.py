"""Is there a newer version? Only where the user has named an address to ask."""

from fastapi import APIRouter

from bulletproof.api.rooms import Rooms, RoomsDep
from bulletproof.api.schemas import UpdateOut
from bulletproof.api.updates import is_newer

router = APIRouter(tags=["service"])


@router.get("/updates", operation_id="getUpdates")
async def get_updates(rooms: RoomsDep) -> UpdateOut | None:
    """What was said the last time; null: nothing was asked yet."""
    return _told(rooms)


@router.post("/updates", operation_id="askForUpdates")
async def ask_for_updates(rooms: RoomsDep) -> UpdateOut | None:
    """Ask once, now; null where no address is set."""
    await rooms.updates.ask()
    return _told(rooms)


def _told(rooms: Rooms) -> UpdateOut | None:
    last = rooms.updates.last
    if last is None:
        return None
    return UpdateOut(
        asked_at=last.asked_at,
        newest=last.newest,
        is_newer=last.newest is not None and is_newer(last.newest, rooms.version),
        url=last.url,
        problem=last.problem,
    )
