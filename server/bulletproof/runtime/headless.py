"""The server without a window: one line on stdout when it is ready, an exit code when it is not."""

import asyncio
import contextlib
import logging
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence

from bulletproof import crash_reports
from bulletproof.domain.errors import InvalidSetting
from bulletproof.domain.settings import ServerOptions
from bulletproof.instance import DataFolderInUse, held
from bulletproof.logs import log_path, set_up_logs
from bulletproof.runtime.address import AddressRefused, bind
from bulletproof.runtime.server import Running, serve

logger = logging.getLogger(__name__)

ENDED, FAILURE, USAGE, SERVER_FAILED, IN_USE = 0, 1, 2, 3, 6


def run_headless(options: ServerOptions) -> int:
    """Serve until SIGINT or SIGTERM; return the exit code."""
    try:
        with held(options.data_dir), bind(options) as listener:
            set_up_logs(options.data_dir, options.log)
            with crash_reports.watched(options.data_dir) as last:
                return _run(options, listener, notices=(last.told(),) if last else ())
    except DataFolderInUse as reason:
        return _ended(IN_USE, str(reason))
    except (AddressRefused, InvalidSetting) as reason:
        return _ended(USAGE, str(reason))
    except OSError as reason:
        return _ended(
            FAILURE,
            f"The data folder {options.data_dir} can't be used: {reason}.\nChoose another with --data-dir.",
        )


def _run(options: ServerOptions, listener: socket.socket, *, notices: Sequence[str]) -> int:
    try:
        asyncio.run(_serve(options, listener, notices))
    except KeyboardInterrupt:
        logger.info("ended before it was ready")
    except InvalidSetting:
        raise
    except BaseException:
        logger.exception("the server failed")
        crash_reports.write(options.data_dir, traceback.format_exc())
        return _ended(SERVER_FAILED, f"The server failed. Its log tells why: {log_path(options.data_dir)}")
    return ENDED


async def _serve(options: ServerOptions, listener: socket.socket, notices: Sequence[str]) -> None:
    stop = asyncio.Event()
    with ending_signals(stop.set):
        await serve(options, listener, ready=_tell_ready, stop=stop, notices=notices)


@contextlib.contextmanager
def ending_signals(end: Callable[[], None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    ending = (signal.SIGINT, signal.SIGTERM)
    if sys.platform == "win32":
        for number in ending:  # its loops know no signal handlers
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(end))
        yield
        return
    for number in ending:
        loop.add_signal_handler(number, end)
    try:
        yield
    finally:
        for number in ending:
            loop.remove_signal_handler(number)


def _tell_ready(running: Running) -> None:
    if sys.stdout is None:
        return
    lines = [f"Bulletproof is ready: {running.instance.url}"]
    if sys.stdout.isatty():
        lines.append(f"Open it in a browser (this address works once): {running.new_launch_url()}")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _ended(code: int, reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    sys.stderr.flush()
    return code
