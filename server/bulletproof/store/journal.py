"""The numbered history: every change writes its line in its own transaction, and bumps the number there.

The number comes from a row that the transaction locks, never from a database sequence: sequences hand out
numbers before the commit, so a later number may become visible first and an earlier one be missed.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.job import JobId, Status
from bulletproof.domain.live import Counts, Event, EventKind
from bulletproof.store import codec
from bulletproof.store.database import Database
from bulletproof.store.rows import event_of
from bulletproof.store.tables import counters, events

Payload = dict[str, str | int | float | bool | None]

SEQ = "seq"


async def current_seq(connection: AsyncConnection) -> int:
    found = await connection.execute(sa.select(counters.c.value).where(counters.c.name == SEQ))
    return int(found.scalar_one())


async def bump(connection: AsyncConnection, name: str, by: int) -> int:
    statement = (
        sa.update(counters)
        .where(counters.c.name == name)
        .values(value=counters.c.value + by)
        .returning(counters.c.value)
    )
    return int((await connection.execute(statement)).scalar_one())


async def write_event(
    connection: AsyncConnection,
    kind: EventKind,
    *,
    subject: str,
    at: datetime,
    job_id: JobId | None = None,
    payload: Payload | None = None,
) -> None:
    seq = await bump(connection, SEQ, 1)
    await connection.execute(
        sa.insert(events).values(
            seq=seq,
            at=codec.time_text(at),
            kind=kind,
            job_id=job_id,
            subject=subject,
            payload=codec.to_json(codec.PAYLOAD, payload or {}),
        )
    )


async def write_events(
    connection: AsyncConnection, kind: EventKind, subjects: Sequence[tuple[JobId, str]], *, at: datetime
) -> None:
    """One line for each of many jobs, with numbers that follow one another."""
    last = await bump(connection, SEQ, len(subjects))
    first = last - len(subjects) + 1
    lines = [
        {
            "seq": first + n,
            "at": codec.time_text(at),
            "kind": kind,
            "job_id": job_id,
            "subject": name,
            "payload": "{}",
        }
        for n, (job_id, name) in enumerate(subjects)
    ]
    await connection.execute(sa.insert(events), lines)


async def count_move(connection: AsyncConnection, old: Status | None, new: Status | None) -> None:
    """Keep the number of jobs by status; a full count takes a second at a million rows."""
    if old is new:
        return
    if old is not None:
        await bump(connection, f"jobs.{old}", -1)
    if new is not None:
        await bump(connection, f"jobs.{new}", 1)


async def counts(connection: AsyncConnection) -> Counts:
    rows = await connection.execute(sa.select(counters).where(counters.c.name.startswith("jobs.")))
    return Counts(**{row.name.removeprefix("jobs."): row.value for row in rows})


class Recorder:
    """What every writer of the store shares: the database, the clock, and whom to tell after a commit."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], on_change: Callable[[], None]
    ) -> None:
        self.database = database
        self.now = now
        self.on_change = on_change


async def history(connection: AsyncConnection, job_id: JobId) -> tuple[Event, ...]:
    rows = await connection.execute(sa.select(events).where(events.c.job_id == job_id).order_by(events.c.seq))
    return tuple(event_of(row) for row in rows)
