"""What one client of the live socket has still to be sent.

A client may read slowly or not at all, and nobody else may feel it. So what waits for it is bounded:
changes in their order up to a limit, beyond which all are dropped for one `resync` (the snapshot that it
fetches then holds them); of progress and the like only the newest value of each thing.
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from bulletproof.api.messages import Channel, Resync

MOST_CHANGES = 1000
MOST_BYTES = 8 * 1024 * 1024
SLOW_S = 10.0  # a client that takes nothing for so long is gone, whatever TCP believes
CHANNELS: frozenset[Channel] = frozenset(get_args(Channel))
SLOW_CONSUMER = Resync(reason="slow_consumer").model_dump_json()


@dataclass(frozen=True, slots=True)
class Frame:
    """Changes up to `seq`, serialised once for all clients."""

    seq: int
    text: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The newest values of one stream, each item serialised once for all clients."""

    opening: str
    items: Mapping[str, str]

    def over(self, older: "Batch") -> "Batch":
        return Batch(self.opening, {**older.items, **self.items})

    def text(self) -> str:
        return f"{self.opening}{','.join(self.items.values())}]}}"


class Mailbox:
    def __init__(self) -> None:
        self._changes: deque[Frame] = deque()
        self._bytes = 0
        self._known_seq = 0
        self._overflowed = False
        self._batches: dict[Channel, Batch] = {}
        self._latest: dict[str, str] = {}
        self._has_mail = asyncio.Event()
        self._sending_since_s: float | None = None
        self._is_stuck = asyncio.Event()
        self.channels = CHANNELS

    def put_changes(self, frame: Frame) -> None:
        if frame.seq <= self._known_seq or self._overflowed:
            return
        self._changes.append(frame)
        self._bytes += len(frame.text)
        if len(self._changes) > MOST_CHANGES or self._bytes > MOST_BYTES:
            self._forget_changes()
            self._overflowed = True
        self._has_mail.set()

    def put_batch(self, channel: Channel, batch: Batch) -> None:
        if channel not in self.channels:
            return
        older = self._batches.get(channel)
        self._batches[channel] = batch.over(older) if older else batch
        self._has_mail.set()

    def put_latest(self, name: str, text: str) -> None:
        """One message of its kind: a newer one takes the place of one that was not sent yet."""
        self._latest[name] = text
        self._has_mail.set()

    def skip_to(self, seq: int) -> None:
        """The client knows everything up to `seq` already."""
        self._known_seq = seq
        kept = [frame for frame in self._changes if frame.seq > seq]
        self._forget_changes()
        for frame in kept:
            self.put_changes(frame)

    async def wait_mail(self) -> None:
        await self._has_mail.wait()

    async def wait_stuck(self) -> None:
        """Until the client has taken nothing for `SLOW_S`."""
        await self._is_stuck.wait()

    def sending(self, since_s: float | None) -> None:
        """Tell when a write began, on any monotonic clock, or that it is through (None)."""
        self._sending_since_s = since_s

    def look(self, now_s: float) -> None:
        """One look from time to time at all clients is cheaper than a timer around each write."""
        if self._sending_since_s is not None and now_s - self._sending_since_s >= SLOW_S:
            self._is_stuck.set()

    def take(self) -> list[str]:
        """Everything that waits, changes first: a tick must not tell of a change that is yet to come."""
        texts = [SLOW_CONSUMER] if self._overflowed else [frame.text for frame in self._changes]
        self._forget_changes()
        self._overflowed = False
        self._has_mail.clear()
        if self._batches or self._latest:
            texts += [batch.text() for batch in self._batches.values()]
            texts += self._latest.values()
            self._batches.clear()
            self._latest.clear()
        return texts

    def _forget_changes(self) -> None:
        self._changes.clear()
        self._bytes = 0
