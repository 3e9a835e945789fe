"""One run of the window, from the first look at the data folder to the last child gone.

The window opens first and the server starts behind it, on a thread of this process, because the main thread
belongs to the window on every system.
"""

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bulletproof import instance
from bulletproof.domain.errors import InvalidSetting
from bulletproof.domain.settings import ServerOptions
from bulletproof_desktop import ending, gpu, hand_over, preflight, terminal, window
from bulletproof_desktop.desk import Desk

if TYPE_CHECKING:
    from bulletproof.runtime import BackgroundServer

logger = logging.getLogger(__name__)

STOP_S = 8.0


def run(options: ServerOptions, files: Sequence[Path]) -> int:
    """Hand over to the app that runs already, or be it; return the exit code.

    A KeyboardInterrupt stops the server on its way out.
    """
    try:
        if instance.read_instance(options.data_dir) is not None:
            return hand_over.to_first(options.data_dir, files)
        _require_window(without_gpu=gpu.is_off(options.data_dir))
        return _show_and_serve(options, files)
    except preflight.NoDisplay as reason:
        return _ended(4, reason)
    except preflight.NoWebview as reason:
        return _ended(5, reason)


def _require_window(*, without_gpu: bool) -> None:
    preflight.require_display(os.environ)
    preflight.set_up_environment(os.environ, is_root=preflight.is_root(), is_frozen=hasattr(sys, "frozen"))
    if without_gpu:
        gpu.put_in(os.environ)
    with ending.put_off():
        preflight.require_webview()


class Server:
    """Started while the window is open already, so that what refuses can be said in it."""

    def __init__(self, options: ServerOptions, files: Sequence[Path], desk: Desk) -> None:
        self._options = options
        self._files = files
        self._desk = desk
        self._background: BackgroundServer | None = None

    def start(self) -> window.Dashboard:
        try:
            return self._started()
        except instance.DataFolderInUse:
            raise  # the other one takes over, and this window goes
        except Exception as reason:
            if not terminal.is_there():
                self._tell(reason)
            raise

    def stop(self) -> None:
        if self._background is None or self._background.stop(STOP_S):
            return
        # A thread that hangs in a dead network folder can't be ended; the jobs go back to the queue at the
        # next start, and ffmpeg dies with us.
        logger.error("the server did not stop in %g s; the process is ended as it is", STOP_S)
        ending.leave(1)

    def _started(self) -> window.Dashboard:
        from bulletproof.runtime import BackgroundServer  # half a second, while the window is drawn
        from bulletproof_desktop.running_server import RunningServer

        self._background = BackgroundServer(self._desk)
        started = self._background.start(self._options)
        terminal.say(f"Bulletproof is ready: {started.url}")
        running = RunningServer(started.url, started.token)
        hand_over.queue(running, self._files)
        return window.Dashboard(started.url, self._background.new_launch_url, running.count_running_jobs)

    def _tell(self, reason: Exception) -> None:
        if self._desk.ask("Bulletproof can't start", f"{_whole(reason)}\n\nOpen the folder of its log?"):
            self._desk.open_folder("logs")


def _show_and_serve(options: ServerOptions, files: Sequence[Path]) -> int:
    desk = Desk(options.data_dir)
    server = Server(options, files, desk)
    try:
        window.show(server.start, desk=desk, data_dir=options.data_dir)
    except instance.DataFolderInUse:
        return hand_over.to_first(options.data_dir, files)  # it was free a moment ago
    except window.StayedBlank:
        server.stop()
        _restart_without_gpu(options, files)
    except preflight.NoWebview:
        raise
    except Exception as reason:  # noqa: BLE001 - told in words, with a code for scripts; the log has the rest
        return _ended(_exit_code(reason), _whole(reason))
    finally:
        server.stop()
    # pywebview asks the page for answers from threads that are no daemons and wait without a deadline. A
    # window that closes in between leaves one behind, and the interpreter would wait for it for ever.
    return ending.leave(0)


def _exit_code(reason: Exception) -> int:
    from bulletproof.runtime import AddressRefused  # a second start, which only hands over, has no use for it

    return 2 if isinstance(reason, AddressRefused | InvalidSetting) else 3


def _whole(reason: BaseException) -> str:
    return f"{reason}\n{reason.__cause__ or ''}".strip()


def _restart_without_gpu(options: ServerOptions, files: Sequence[Path]) -> None:
    """As it was called, but for the files, which are queued. Does not return."""
    gpu.turn_off(options.data_dir)
    logger.info("starting again without the graphics card")
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"  # or a packaged program takes itself for its own child
    queued = {str(file) for file in files}
    words = [word for word in sys.orig_argv[1:] if word not in queued]
    logging.shutdown()
    os.execv(sys.executable, [sys.executable, *words])  # noqa: S606 - ourselves, as we were called


def _ended(code: int, reason: object) -> int:
    terminal.complain(reason)
    return code
