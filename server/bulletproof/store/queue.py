"""Whether the queue runs; kept over restarts, so that a power cut on show night starts nothing."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.live import QueueMode
from bulletproof.store.journal import Recorder, write_event
from bulletproof.store.tables import marks
from bulletproof.store.whole import whole


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
