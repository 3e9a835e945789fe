"""What machines ask: does it live, can it work, how is it doing. Beside the API, where such tools look."""

import asyncio

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from bulletproof.api.metrics import CONTENT_TYPE, metrics_text
from bulletproof.api.problems import described
from bulletproof.api.rooms import EngineDep, RoomsDep, StoreDep

router = APIRouter(tags=["service"], responses={"default": described("Refused, with the reason")})

READY_WITHIN_S = 2.0


@router.get("/healthz", operation_id="getLiveness")
async def get_liveness() -> dict[str, bool]:
    """It answers: nothing has to be started anew. Needs no token."""
    return {"ok": True}


@router.get("/readyz", operation_id="getReadiness", responses={503: {"description": "Not ready, and why"}})
async def get_readiness(store: StoreDep) -> Response:
    """Its database answers: people may be sent here. Needs no token."""
    try:
        async with asyncio.timeout(READY_WITHIN_S):
            await store.events.seq()
    except Exception:  # noqa: BLE001 - whatever it is, nobody should be sent here
        return JSONResponse({"ok": False, "why": "The database does not answer."}, status_code=503)
    return JSONResponse({"ok": True})


@router.get(
    "/metrics",
    operation_id="getMetrics",
    response_class=Response,
    responses={200: {"content": {CONTENT_TYPE: {"schema": {"type": "string"}}}}},
)
async def get_metrics(rooms: RoomsDep, engine: EngineDep, store: StoreDep) -> Response:
    """For Prometheus, with the token as its bearer token."""
    text = metrics_text(
        await engine.status(),
        await store.folders.all(),
        engine.progress(),
        version=rooms.version,
        clients=rooms.hub.clients,
    )
    return Response(text, media_type=CONTENT_TYPE)
