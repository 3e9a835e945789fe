"""Whether the queue runs and the show is locked; kept, so that a power cut on show night starts nothing."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.live import QueueMode
from bulletproof.domain.show_lock import ShowLock
from bulletproof.store import codec
from bulletproof.store.journal import Recorder, write_event
from bulletproof.store.tables import marks
from bulletproof.store.whole import whole

_LOCK = "show_lock"


async def queue_mode(connection: AsyncConnection) -> QueueMode:
    mode = (await connection.execute(sa.select(marks.c.value).where(marks.c.name == "queue"))).scalar_one()
    return QueueMode(mode)


@whole
class Queue:
    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    async def mode(self) -> QueueMode:
        async with self._recorder.database.read() as connection:
            return await queue_mode(connection)

    async def set_mode(self, mode: QueueMode) -> None:
        async with self._recorder.database.write() as connection:
            await write_event(connection, "queue_changed", subject=mode.value, at=self._recorder.now())
            changed = sa.update(marks).where(marks.c.name == "queue").values(value=mode.value)
            await connection.execute(changed)
        self._recorder.on_change()

    async def lock(self) -> ShowLock:
        async with self._recorder.database.read() as connection:
            found = await connection.execute(sa.select(marks.c.value).where(marks.c.name == _LOCK))
        text = found.scalar_one_or_none()
        return codec.SHOW_LOCK.validate_json(text) if text else ShowLock()

    async def set_lock(self, lock: ShowLock) -> None:
        text = codec.to_json(codec.SHOW_LOCK, lock)
        async with self._recorder.database.write() as connection:
            await write_event(connection, "lock_changed", subject="lock", at=self._recorder.now())
            await connection.execute(sa.delete(marks).where(marks.c.name == _LOCK))
            await connection.execute(sa.insert(marks).values(name=_LOCK, value=text))
        self._recorder.on_change()
