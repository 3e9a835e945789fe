"""The live socket: greet a client, bring it up to date, then tell it everything until it leaves.

A client that comes back with the epoch and the number that it was at gets what it missed. Whatever can't be
brought up to date that way is told to fetch a snapshot (`resync`), never left with a gap.
"""

import asyncio
import logging
from typing import Annotated, Literal

from fastapi import APIRouter, Query, WebSocket, WebSocketDisconnect
from pydantic import TypeAdapter, ValidationError

from bulletproof.api.hub import HEARTBEAT_S, Full
from bulletproof.api.mailbox import Mailbox
from bulletproof.api.messages import ChangesMessage, ClientMessage, Hello, Pong, Resync, Subscribe
from bulletproof.api.rooms import Rooms, RoomsDep
from bulletproof.domain.live import Changes

logger = logging.getLogger(__name__)
router = APIRouter()

SLOW_S = 10.0  # a client that takes nothing for so long is gone, whatever TCP believes
BATCH = 500
MOST_BATCHES = 20  # beyond that a snapshot is cheaper
POLICY_VIOLATION, TRY_AGAIN_LATER = 1008, 1013  # RFC 6455 7.4.1 and the IANA registry
CLIENT_MESSAGE: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)
PONG = Pong().model_dump_json()
Reason = Literal["too_old", "other_epoch", "ahead"]


class TooSlow(Exception):
    """It took nothing for `SLOW_S` seconds."""


@router.websocket("/live")
async def live(
    websocket: WebSocket,
    rooms: RoomsDep,
    epoch: Annotated[str | None, Query(max_length=100)] = None,
    since: Annotated[int | None, Query(ge=0)] = None,
) -> None:
    await websocket.accept()
    try:
        with rooms.hub.joined() as mailbox:
            await _greet(websocket, rooms, mailbox, epoch=epoch, since=since)
            await _serve(websocket, mailbox)
    except* Full:
        await websocket.close(TRY_AGAIN_LATER, "Too many dashboards are open.")
    except* TooSlow:
        logger.info("a dashboard took nothing for %g s and is cut off", SLOW_S)
        _abort(websocket)
    except* WebSocketDisconnect:
        pass


async def _greet(
    websocket: WebSocket, rooms: Rooms, mailbox: Mailbox, *, epoch: str | None, since: int | None
) -> None:
    """Everything above the hub's number gathers in `mailbox` meanwhile, so nothing falls in between."""
    own_epoch = rooms.store.epoch
    missed: list[Changes] = []
    reason: Reason | None = None
    if since is not None:
        missed, reason = await _missed(rooms, since) if epoch == own_epoch else ([], "other_epoch")
    hello = Hello(
        epoch=own_epoch,
        seq=rooms.hub.seq,
        heartbeat_s=HEARTBEAT_S,
        resumed=since is not None and reason is None,
        version=rooms.version,
    )
    await _send(websocket, hello.model_dump_json())
    if reason is not None:
        await _send(websocket, Resync(reason=reason).model_dump_json())
    for changes in missed:
        await _send(websocket, ChangesMessage.of(changes).model_dump_json())
        mailbox.skip_to(changes.seq)


async def _missed(rooms: Rooms, since: int) -> tuple[list[Changes], Reason | None]:
    events = rooms.store.events
    seq, oldest = await events.seq(), await events.oldest_seq()
    if since > seq:
        return [], "ahead"
    if since < (oldest - 1 if oldest else seq):
        return [], "too_old"
    missed: list[Changes] = []
    for _ in range(MOST_BATCHES):
        changes = await events.since(since, limit=BATCH)
        if changes.seq <= since:
            return missed, None
        missed.append(changes)
        since = changes.seq
    return [], "too_old"


async def _serve(websocket: WebSocket, mailbox: Mailbox) -> None:
    async with asyncio.TaskGroup() as tasks:
        writer = tasks.create_task(_write(websocket, mailbox), name="live-writer")
        await _read(websocket, mailbox)
        writer.cancel()


async def _write(websocket: WebSocket, mailbox: Mailbox) -> None:
    while True:
        await mailbox.wait_mail()
        for text in mailbox.take():
            await _send(websocket, text)


async def _send(websocket: WebSocket, text: str) -> None:
    """Waits while the client does not read: the server's own buffers are bounded."""
    try:
        async with asyncio.timeout(SLOW_S):
            await websocket.send_text(text)
    except TimeoutError:
        raise TooSlow from None


async def _read(websocket: WebSocket, mailbox: Mailbox) -> None:
    while True:
        try:
            message = CLIENT_MESSAGE.validate_json(await websocket.receive_text())
        except (ValidationError, KeyError):  # KeyError: a binary frame
            await websocket.close(POLICY_VIOLATION, "Only the messages of ClientMessage are understood.")
            return
        if isinstance(message, Subscribe):
            mailbox.channels = frozenset(message.channels)
        else:
            mailbox.put_latest("pong", PONG)


def _abort(websocket: WebSocket) -> None:
    """Close without flushing: an orderly close would wait for ever for the client to read."""
    extension = websocket.scope.get("extensions", {}).get("bulletproof.abort")
    if extension is not None:
        extension["abort"]()
