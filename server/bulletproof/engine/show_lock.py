"""Who keeps Show Lock: by hand and by the clock, over restarts, and tells the engine when it turns.

The wall clock may jump (a laptop that slept, a changed time zone), so the next moment of the timetable is
never waited for longer than a minute.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bulletproof.domain.errors import ShowLocked
from bulletproof.domain.show_lock import (
    OPEN,
    LockState,
    LockTime,
    ShowLock,
    WhatRuns,
    closed,
    next_change,
    opened,
    state_at,
)
from bulletproof.engine.clock import Clock
from bulletproof.store.store import Store

LOOK_AT_LEAST_EVERY_S = 60.0


class ShowLockKeeper:
    def __init__(self, store: Store, clock: Clock, turned: Callable[[LockState], Awaitable[None]]) -> None:
        """`turned` is told each time that it closes, opens, or treats what runs in another way."""
        self._store = store
        self._clock = clock
        self._turned = turned
        self._lock = ShowLock()
        self._told: LockState = OPEN
        self._wanted = asyncio.Event()

    async def load(self) -> None:
        """Before anything is claimed or disposed of."""
        self._lock = await self._store.queue.lock()

    @property
    def timetable(self) -> tuple[LockTime, ...]:
        return self._lock.timetable

    @property
    def state(self) -> LockState:
        return state_at(self._lock, self._now())

    def is_closed(self) -> bool:
        return self.state.is_locked

    def require_open(self) -> None:
        if self.is_closed():
            raise ShowLocked("Show Lock is on: nothing may be changed or deleted. Unlock it first.")

    async def close(self, running: WhatRuns) -> LockState:
        return await self._keep(closed(self._lock, self._now(), running))

    async def open(self) -> LockState:
        return await self._keep(opened(self._lock, self._now()))

    async def set_timetable(self, timetable: Sequence[LockTime]) -> LockState:
        """Raises ShowLocked: hours that hold now are opened by hand first."""
        self.require_open()
        return await self._keep(replace(self._lock, timetable=tuple(timetable)))

    async def run(self) -> None:
        while True:
            await self._tell()
            self._wanted.clear()
            # Not wait_for: on Python 3.11 it swallows a cancel that comes together with the event.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._patience_s()):
                    await self._wanted.wait()

    async def _keep(self, lock: ShowLock) -> LockState:
        await self._store.queue.set_lock(lock)
        self._lock = lock
        await self._tell()
        self._wanted.set()
        return self.state

    async def _tell(self) -> None:
        state, before = self.state, self._told
        if (state.is_locked, state.running) == (before.is_locked, before.running):
            return
        self._told = state
        if state.reason == "timetable" or before.reason == "timetable":
            await self._store.queue.set_lock(self._lock)  # writes the event by which every page hears of it
        await self._turned(state)

    def _patience_s(self) -> float:
        now = self._now()
        moment = next_change(self._lock, now)
        left_s = (moment - now).total_seconds() if moment else LOOK_AT_LEAST_EVERY_S
        return min(LOOK_AT_LEAST_EVERY_S, max(0.05, left_s))

    def _now(self) -> datetime:
        return self._clock.now().astimezone().replace(tzinfo=None)
