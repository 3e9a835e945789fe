"""Build the rooms, open them, serve them, close them: the only place that knows them all."""

from bulletproof.runtime.address import AddressRefused, bind
from bulletproof.runtime.background import BackgroundServer, ServerFailed
from bulletproof.runtime.headless import run_headless
from bulletproof.runtime.rooms import open_rooms
from bulletproof.runtime.server import answering, serve

__all__ = [
    "AddressRefused",
    "BackgroundServer",
    "ServerFailed",
    "answering",
    "bind",
    "open_rooms",
    "run_headless",
    "serve",
]
