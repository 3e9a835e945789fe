"""Settings that somebody saved; which of two answers wins is decided in `domain.settings`."""

from collections.abc import Mapping

import sqlalchemy as sa

from bulletproof.domain.settings import SettingValue
from bulletproof.store import codec
from bulletproof.store.journal import Recorder, write_event
from bulletproof.store.tables import settings
from bulletproof.store.whole import whole


@whole
class SavedSettings:
    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    async def load(self) -> dict[str, SettingValue]:
        async with self._recorder.database.read() as connection:
            rows = (await connection.execute(sa.select(settings))).all()
        return {row.name: codec.SETTING.validate_json(row.value) for row in rows}

    async def save(self, values: Mapping[str, SettingValue]) -> None:
        """These are all of them from now on."""
        async with self._recorder.database.write() as connection:
            await write_event(connection, "settings_changed", subject="settings", at=self._recorder.now())
            await connection.execute(sa.delete(settings))
            for name, value in values.items():
                row = sa.insert(settings).values(name=name, value=codec.to_json(codec.SETTING, value))
                await connection.execute(row)
        self._recorder.on_change()
