"""The server on a thread of its own, for a program whose main thread belongs to a window.

What goes wrong in a thread is seen by nobody, so it is kept and raised where somebody waits for it:
uvicorn's SystemExit as well.
"""

import asyncio
import logging
import socket
import threading
import traceback
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime

from bulletproof import crash_reports
from bulletproof.api.shell import Shell
from bulletproof.domain.errors import InvalidSetting
from bulletproof.domain.settings import ServerOptions
from bulletproof.instance import DataFolderInUse, Instance, held
from bulletproof.logs import log_path, set_up_logs
from bulletproof.runtime.address import AddressRefused, bind
from bulletproof.runtime.server import Running, serve

logger = logging.getLogger(__name__)

READY_S = 20.0
TOLD_AS_THEY_ARE = (DataFolderInUse, AddressRefused, InvalidSetting)


class ServerFailed(Exception):
    """The server ended, or was not ready in time; the message names its log."""


class BackgroundServer:
    """Started and stopped once."""

    def __init__(self, shell: Shell | None = None) -> None:
        self._shell = shell
        self._ready: Future[Running] = Future()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._stop_was_asked = False

    def start(self, options: ServerOptions, *, timeout_s: float = READY_S) -> Instance:
        """Return when it answers. Raises DataFolderInUse, AddressRefused, InvalidSetting or ServerFailed."""
        if self._stop_was_asked:
            raise ServerFailed("The server was ended before it began.")
        # A daemon: a thread that hangs in a dead network folder must not keep the process alive.
        self._thread = threading.Thread(target=self._run, args=(options,), name="server", daemon=True)
        self._thread.start()
        log = log_path(options.data_dir)
        try:
            error = self._ready.exception(timeout_s)
        except NotInTime:
            raise ServerFailed(f"The server was not ready after {timeout_s:g} s. Its log: {log}") from None
        if isinstance(error, TOLD_AS_THEY_ARE):
            raise error
        if error is not None:
            raise ServerFailed(f"The server failed. Its log tells why: {log}") from error
        return self._ready.result().instance

    def new_launch_url(self) -> str:
        """An address that opens the dashboard signed in, once."""
        return self._ready.result(0).new_launch_url()

    def stop(self, timeout_s: float = 8.0) -> bool:
        """End it in order; False where it is still alive after `timeout_s`."""
        self._stop_was_asked = True
        if self._loop is not None and self._stop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread is not None:
            self._thread.join(timeout_s)
        return self._thread is None or not self._thread.is_alive()

    def _run(self, options: ServerOptions) -> None:
        try:
            with held(options.data_dir), bind(options) as listener:
                set_up_logs(options.data_dir, options.log)
                with crash_reports.watched(options.data_dir) as last:
                    asyncio.run(self._serve(options, listener, notices=(last.told(),) if last else ()))
        except BaseException as error:
            if not isinstance(error, TOLD_AS_THEY_ARE):
                logger.exception("the server failed")
                crash_reports.write(options.data_dir, "".join(traceback.format_exception(error)))
            if not self._ready.done():
                self._ready.set_exception(error)

    async def _serve(
        self, options: ServerOptions, listener: socket.socket, *, notices: Sequence[str]
    ) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        if self._stop_was_asked:  # in the first milliseconds, when there was nothing yet to tell it to
            self._stop.set()
        await serve(
            options,
            listener,
            ready=self._ready.set_result,
            stop=self._stop,
            shell=self._shell,
            notices=notices,
        )
