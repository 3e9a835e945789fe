"""Open store, inspector and engine in that order, and close them in the other.

Only here do all the rooms meet; each gets what it needs through its constructor.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from bulletproof.api.access import Access
from bulletproof.api.hosts import Hosts
from bulletproof.api.hub import Hub
from bulletproof.api.rooms import Rooms
from bulletproof.api.shell import Shell
from bulletproof.api.updates import Updates
from bulletproof.domain.errors import InvalidTarget
from bulletproof.domain.settings import ServerOptions, SettingValue
from bulletproof.domain.target import Target
from bulletproof.engine.bus import Bus
from bulletproof.engine.clock import Clock
from bulletproof.engine.engine import Engine
from bulletproof.engine.engine import Rooms as EngineRooms
from bulletproof.engine.failpoints import Failpoints
from bulletproof.engine.folders import KeepFolder
from bulletproof.engine.reach import Reach
from bulletproof.media.inspector import Inspector
from bulletproof.runtime.attendant import Attendant
from bulletproof.runtime.diagnostics import Diagnostics
from bulletproof.settings import environment_settings
from bulletproof.store.store import Store
from bulletproof.targets.library import load_targets

logger = logging.getLogger(__name__)

DISTRIBUTION = "bulletproof-video"


def _targets(own: Path) -> Mapping[str, Target]:
    """A mistake in one file of the user's must not keep a show's server from starting."""
    try:
        return load_targets(own)
    except InvalidTarget as error:
        logger.error("The targets of %s are left out: %s", own, error)
        return load_targets()


def _engine_rooms(
    options: ServerOptions, store: Store, inspector: Inspector, bus: Bus, *, keep: KeepFolder | None
) -> EngineRooms:
    failpoints = Failpoints(os.environ.get("BULLETPROOF_FAILPOINT"))
    targets = _targets(options.data_dir / "targets")
    return EngineRooms(
        store,
        inspector,
        bus,
        options.data_dir,
        failpoints=failpoints,
        targets=targets,
        keep_folder=keep,
        reach=Reach(options.roots),
    )


@contextlib.asynccontextmanager
async def _open_store(options: ServerOptions, bus: Bus) -> AsyncIterator[Store]:
    store = await Store.open(options.database, data_dir=options.data_dir, now=Clock().now, on_change=bus.poke)
    try:
        yield store
    finally:
        await store.close()


@contextlib.asynccontextmanager
async def open_rooms(
    options: ServerOptions,
    *,
    access: Access,
    hosts: Hosts,
    given: Mapping[str, SettingValue] = MappingProxyType({}),
    keep_folder: KeepFolder | None = None,
    shell: Shell | None = None,
    notices: Sequence[str] = (),
) -> AsyncIterator[Rooms]:
    """Everything that a server needs, running. The caller holds the data folder.

    `given`: settings of this run that the environment may still change; `keep_folder`: see the engine's;
    `notices`: what the start had to say beside the store.
    """
    environment = {**given, **environment_settings()}
    bus = Bus()
    async with (
        _open_store(options, bus) as store,
        Inspector() as inspector,
        Engine(_engine_rooms(options, store, inspector, bus, keep=keep_folder), environment) as engine,
        asyncio.TaskGroup() as tasks,
    ):
        hub = Hub(seq=await store.events.seq(), status=engine.status)
        stop_listening = bus.listen(hub)
        telling = tasks.create_task(hub.run(), name="live")
        if shell is not None:
            bus.listen(Attendant(shell, lambda: engine.settings, await store.jobs.active()))
        updates = Updates(lambda: engine.settings.update_feed)
        asking = tasks.create_task(updates.ask(), name="updates")
        yield Rooms(
            engine=engine,
            store=store,
            hub=hub,
            access=access,
            hosts=hosts,
            static_dir=Path(str(files("bulletproof"))) / "static",
            version=version(DISTRIBUTION),
            updates=updates,
            diagnose=Diagnostics(options, store, engine, secrets=access.secrets).text,
            notices=(*store.notices, *notices),
            shell=shell,
        )
        asking.cancel()
        telling.cancel()
        stop_listening()
