"""A child process that is gone when its block ends, however it ends, and that never outlives us.

It leads a process group of its own, so that what it starts goes with it. On Linux it also asks the kernel
to be killed when its parent dies (prctl(2), PR_SET_PDEATHSIG): a `finally` does not run under SIGKILL. That
signal comes when the *thread* that spawned it ends, so children are started from the event loop's own
thread, never from a worker thread. Elsewhere a child may outlive a killed parent: Windows would take a Job
Object, macOS a watched pipe; neither was ever run, so neither is here.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import psutil

STREAM_LIMIT_BYTES = 1 << 20  # longest line that is waited for; ffmpeg's are under 4 KB


@asynccontextmanager
async def child(
    argv: Sequence[str], *, grace_s: float = 5.0, wants_input: bool = False, niceness: int = 0
) -> AsyncIterator[Process]:
    """Start it with both outputs piped, which must be drained; at the end: terminate, wait, kill, reap."""
    process = await asyncio.create_subprocess_exec(
        *_dying_with_us(argv, niceness),
        stdin=PIPE if wants_input else DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        start_new_session=True,
        env=_environment(),
        limit=STREAM_LIMIT_BYTES,
    )
    try:
        yield process
    finally:
        await asyncio.shield(_end(process, grace_s))


def signal_group(process: Process, number: signal.Signals) -> None:
    """Reach the child and whatever it started; nothing happens when they are gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if process.returncode is None:
            os.killpg(process.pid, number)


def suspend(process: Process) -> None:
    if sys.platform == "win32":  # never run there
        with contextlib.suppress(psutil.Error):
            psutil.Process(process.pid).suspend()
    else:
        signal_group(process, signal.SIGSTOP)


def resume(process: Process) -> None:
    if sys.platform == "win32":
        with contextlib.suppress(psutil.Error):
            psutil.Process(process.pid).resume()
    else:
        signal_group(process, signal.SIGCONT)


def kill(process: Process) -> None:
    if sys.platform == "win32":
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    else:
        signal_group(process, signal.SIGKILL)


async def _end(process: Process, grace_s: float) -> None:
    if process.returncode is None and grace_s > 0:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        resume(process)  # a stopped process does not see SIGTERM
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(grace_s):
                await process.wait()
    kill(process)
    await process.wait()


def _dying_with_us(argv: Sequence[str], niceness: int) -> list[str]:
    words = list(argv)
    if niceness and (nice := shutil.which("nice")):
        words = [nice, "-n", str(niceness), *words]
    if sys.platform == "linux" and (setpriv := shutil.which("setpriv")):
        words = [setpriv, "--pdeathsig", "KILL", "--", *words]
    return words


def _environment() -> dict[str, str]:
    """What PyInstaller changed for us is not for others (its manual, "LD_LIBRARY_PATH considerations")."""
    environment = dict(os.environ)
    original = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    if getattr(sys, "frozen", False):
        environment.pop("LD_LIBRARY_PATH", None)
    if original is not None:
        environment["LD_LIBRARY_PATH"] = original
    # ffmpeg would write a report file wherever it stands, with the names of people's files in it.
    environment.pop("FFREPORT", None)
    return environment
