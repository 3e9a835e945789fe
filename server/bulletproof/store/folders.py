"""Watch folders, as they were asked for and as they are."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bulletproof.domain.errors import NotFound
from bulletproof.domain.folder import Folder, FolderSpec, FolderState
from bulletproof.domain.live import EventKind
from bulletproof.store import codec
from bulletproof.store.journal import Payload, Recorder, write_event
from bulletproof.store.rows import AnyRow, Values, folder_of, path_bytes
from bulletproof.store.tables import watch_folders
from bulletproof.store.whole import whole


@whole
class Folders:
    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    async def all(self) -> tuple[Folder, ...]:
        async with self._recorder.database.read() as connection:
            return await all_folders(connection)

    async def get(self, folder_id: str) -> Folder:
        found = next((folder for folder in await self.all() if folder.id == folder_id), None)
        if found is None:
            raise NotFound(f"There is no watch folder {folder_id}.")
        return found

    async def add(self, spec: FolderSpec) -> Folder:
        folder_id = secrets.token_hex(4)
        now = codec.time_text(self._recorder.now())
        values = _spec_values(spec) | {"id": folder_id, "created_at": now, "state_since": now}
        values |= {"state": FolderState.WATCHING.value}
        async with self._writing("folder_added", folder_id) as connection:
            inserted = sa.insert(watch_folders).values(**values).returning(*watch_folders.c)
            return folder_of((await connection.execute(inserted)).one())

    async def change(self, folder_id: str, spec: FolderSpec) -> Folder:
        async with self._writing("folder_changed", folder_id) as connection:
            return await self._update(connection, folder_id, _spec_values(spec))

    async def set_state(self, folder_id: str, state: FolderState, message: str | None) -> Folder:
        values: Values = {
            "state": state.value,
            "state_message": message,
            "state_since": codec.time_text(self._recorder.now()),
        }
        async with self._writing("folder_changed", folder_id, {"state": state.value}) as connection:
            return await self._update(connection, folder_id, values)

    async def remove(self, folder_id: str) -> None:
        async with self._writing("folder_removed", folder_id) as connection:
            gone = (
                sa.delete(watch_folders).where(watch_folders.c.id == folder_id).returning(watch_folders.c.id)
            )
            _one(folder_id, (await connection.execute(gone)).one_or_none())

    @asynccontextmanager
    async def _writing(
        self, kind: EventKind, folder_id: str, payload: Payload | None = None
    ) -> AsyncIterator[AsyncConnection]:
        async with self._recorder.database.write() as connection:
            await write_event(connection, kind, subject=folder_id, at=self._recorder.now(), payload=payload)
            yield connection
        self._recorder.on_change()

    async def _update(self, connection: AsyncConnection, folder_id: str, values: Values) -> Folder:
        changed = sa.update(watch_folders).where(watch_folders.c.id == folder_id).values(**values)
        row = (await connection.execute(changed.returning(*watch_folders.c))).one_or_none()
        return folder_of(_one(folder_id, row))


async def all_folders(connection: AsyncConnection) -> tuple[Folder, ...]:
    ordered = sa.select(watch_folders).order_by(watch_folders.c.created_at, watch_folders.c.id)
    return tuple(folder_of(row) for row in await connection.execute(ordered))


def _one(folder_id: str, row: AnyRow | None) -> AnyRow:
    if row is None:
        raise NotFound(f"There is no watch folder {folder_id}.")
    return row


def _spec_values(spec: FolderSpec) -> Values:
    return {
        "watch_path": path_bytes(spec.watch_directory),
        "output_path": path_bytes(spec.output_directory),
        "spec": codec.spec_json(spec),
    }
