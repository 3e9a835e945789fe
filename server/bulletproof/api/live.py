"""The live socket: greet a client, bring it up to date, then tell it everything until it leaves.

A client that comes back with the epoch and the number that it was at gets what it missed. Whatever can't be
brought up to date that way is told to fetch a snapshot (`resync`), never left with a gap.
"""

import asyncio
import logging
import time
from typing import Annotated, Literal

from fastapi import APIRouter, Query, WebSocket, WebSocketDisconnect
from pydantic import TypeAdapter, ValidationError

from bulletproof.api.hub import HEARTBEAT_S, Full
from bulletproof.api.mailbox import Mailbox
from bulletproof.api.messages import ChangesMessage, ClientMessage, Hello, Pong, Resync, Subscribe
from bulletproof.api.rooms import Rooms, RoomsDep
from bulletproof.api.schemas import Out
from bulletproof.domain.live import Changes

logger = logging.getLogger(__name__)
router = APIRouter()

BATCH = 500
MOST_BATCHES = 20  # beyond that a snapshot is cheaper
POLICY_VIOLATION, TRY_AGAIN_LATER = 1008, 1013  # RFC 6455 7.4.1 and the IANA registry
CLIENT_MESSAGE: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)
PONG = Pong().model_dump_json()
Reason = Literal["too_old", "other_epoch", "ahead"]


class TooSlow(Exception):
    """The client took nothing for too long."""


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
            async with asyncio.TaskGroup() as tasks:
                talking = tasks.create_task(_talk(websocket, rooms, mailbox, epoch=epoch, since=since))
                watching = tasks.create_task(_end_stuck(mailbox))
                await _read(websocket, mailbox)
                talking.cancel()
                watching.cancel()
    except* Full:
        await websocket.close(TRY_AGAIN_LATER, "Too many dashboards are open.")
    except* TooSlow:
        logger.info("a dashboard took nothing for too long and is cut off")
        _abort(websocket)
    except* WebSocketDisconnect:
        pass


async def _talk(
    websocket: WebSocket, rooms: Rooms, mailbox: Mailbox, *, epoch: str | None, since: int | None
) -> None:
    """Everything above the hub's number gathers in `mailbox` while we greet, so nothing falls in between."""
    texts = await _greeting(rooms, mailbox, epoch=epoch, since=since)
    while True:
        mailbox.sending(time.monotonic())
        for text in texts:
            await websocket.send_text(text)  # waits while the client does not read: its buffers are bounded
        mailbox.sending(None)
        await mailbox.wait_mail()
        texts = mailbox.take()


async def _greeting(rooms: Rooms, mailbox: Mailbox, *, epoch: str | None, since: int | None) -> list[str]:
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
    messages: list[Out] = [hello, *map(ChangesMessage.of, missed)]
    if reason is not None:
        messages.append(Resync(reason=reason))
    if missed:
        mailbox.skip_to(missed[-1].seq)
    return [message.model_dump_json() for message in messages]


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


async def _end_stuck(mailbox: Mailbox) -> None:
    await mailbox.wait_stuck()
    raise TooSlow


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
