"""Long answers, read a few rows at a time."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.store.rows import AnyRow


async def in_parts(
    connection: AsyncConnection, statement: sa.Select[Any], *, rows: int = 250
) -> AsyncIterator[Sequence[AnyRow]]:
    """Ten thousand rows a few at a time, so that nobody else waits for all of them to be read."""
    found = await connection.stream(statement)
    async for part in found.partitions(rows):
        yield part
    await found.close()
