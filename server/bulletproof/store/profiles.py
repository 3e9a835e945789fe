"""Profiles that users made. What comes with the program is no row: it changes with the program."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.errors import NotFound
from bulletproof.domain.profile import OwnProfile, Profile
from bulletproof.store import codec
from bulletproof.store.journal import Recorder, write_event
from bulletproof.store.rows import AnyRow, Values
from bulletproof.store.tables import profiles
from bulletproof.store.whole import whole

logger = logging.getLogger(__name__)


@whole
class Profiles:
    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    async def all(self) -> tuple[OwnProfile, ...]:
        """By name. One that this version can't read is left where it is, and left out."""
        async with self._recorder.database.read() as connection:
            rows = await connection.execute(sa.select(profiles).order_by(profiles.c.name))
            return tuple(own for row in rows if (own := _own_of(row)) is not None)

    async def put(self, new: Sequence[Profile]) -> None:
        """All or none; what stands under the same name is replaced, and keeps the day it was made."""
        now = codec.time_text(self._recorder.now())
        async with self._writing(", ".join(profile.name for profile in new)) as connection:
            for profile in new:
                values: Values = {"spec": codec.to_json(codec.PROFILE, profile), "changed_at": now}
                known = sa.update(profiles).where(profiles.c.name == profile.name).values(**values)
                if (await connection.execute(known.returning(profiles.c.name))).one_or_none() is None:
                    fresh = values | {"name": profile.name, "created_at": now}
                    await connection.execute(sa.insert(profiles).values(**fresh))

    async def remove(self, name: str) -> None:
        async with self._writing(name) as connection:
            gone = sa.delete(profiles).where(profiles.c.name == name).returning(profiles.c.name)
            if (await connection.execute(gone)).one_or_none() is None:
                raise NotFound(f"There is no profile named “{name}” of your own.")

    @asynccontextmanager
    async def _writing(self, subject: str) -> AsyncIterator[AsyncConnection]:
        async with self._recorder.database.write() as connection:
            await write_event(connection, "profiles_changed", subject=subject, at=self._recorder.now())
            yield connection
        self._recorder.on_change()


def _own_of(row: AnyRow) -> OwnProfile | None:
    try:
        profile = codec.PROFILE.validate_json(row.spec)
    except ValidationError:
        logger.warning("A profile can't be read by this version", extra={"profile": row.name})
        return None
    return OwnProfile(profile, codec.time_of(row.created_at), codec.time_of(row.changed_at))
