"""One run of the window, from the first look at the data folder to the last child gone.

What can refuse is asked before the server starts, since a started server begins to encode. The server lives
on a thread of this process, because the main thread belongs to the window on every system.
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
from bulletproof_desktop import ending, hand_over, preflight, terminal, window
from bulletproof_desktop.desk import Desk
from bulletproof_desktop.running_server import RunningServer

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
        _require_window()
        return _serve_and_show(options, files)
    except preflight.NoDisplay as reason:
        return _ended(4, reason)
    except preflight.NoWebview as reason:
        return _ended(5, reason)


def _require_window() -> None:
    preflight.require_display(os.environ)
    preflight.set_up_environment(os.environ, is_root=preflight.is_root(), is_frozen=hasattr(sys, "frozen"))
    with ending.put_off():
        preflight.require_webview()


def _serve_and_show(options: ServerOptions, files: Sequence[Path]) -> int:
    from bulletproof import runtime  # a second start, which only hands over, has no use for a web server

    desk = Desk()
    server = runtime.BackgroundServer(desk)
    try:
        started = server.start(options)
        terminal.say(f"Bulletproof is ready: {started.url}")
        running = RunningServer(started.url, started.token)
        hand_over.queue(running, files)
        dashboard = window.Dashboard(started.url, server.new_launch_url, running.count_running_jobs)
        window.show(dashboard, desk=desk, data_dir=options.data_dir)
    except instance.DataFolderInUse:
        return hand_over.to_first(options.data_dir, files)  # it was free a moment ago
    except (runtime.AddressRefused, InvalidSetting) as reason:
        return _ended(2, reason)
    except runtime.ServerFailed as reason:
        return _ended(3, f"{reason}\n{reason.__cause__ or ''}".strip())
    finally:
        _stop(server)
    # pywebview asks the page for answers from threads that are no daemons and wait without a deadline. A
    # window that closes in between leaves one behind, and the interpreter would wait for it for ever.
    return ending.leave(0)


def _stop(server: "BackgroundServer") -> None:
    if server.stop(STOP_S):
        return
    # A thread that hangs in a dead network folder can't be ended; the jobs go back to the queue at the next
    # start, and ffmpeg dies with us.
    logger.error("the server did not stop in %g s; the process is ended as it is", STOP_S)
    ending.leave(1)


def _ended(code: int, reason: object) -> int:
    terminal.complain(reason)
    return code
