"""A child process that is gone when its block ends, however it ends, and that never outlives us.

It leads a process group of its own, so that what it starts goes with it. `lifeline` sees to it that it goes
even when we are killed.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager

import psutil

from bulletproof.media.lifeline import before_exec, bound, lifeline
from bulletproof.media.limits import Limits, limit

__all__ = ["Limits", "child", "end", "kill", "others_environment", "resume", "signal_group", "suspend"]

STREAM_LIMIT_BYTES = 1 << 20  # longest line that is waited for; ffmpeg's are under 4 KB
DRAIN_WITHIN_S = 1.0

# A report file would be written wherever we stand, with people's file names in it; colours would hide the
# level marks; the token is nobody's business but ours.
_NOT_FOR_CHILDREN = ("FFREPORT", "AV_LOG_FORCE_COLOR", "BULLETPROOF_TOKEN")


@asynccontextmanager
async def child(
    argv: Sequence[str],
    *,
    grace_s: float = 5.0,
    wants_input: bool = False,
    niceness: int = 0,
    limits: Limits | None = None,
) -> AsyncIterator[Process]:
    """Start it with both outputs piped, which must be drained; at the end: terminate, wait, kill, reap."""
    process = await asyncio.create_subprocess_exec(
        *bound(_polite(argv, niceness)),
        stdin=PIPE if wants_input else DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        start_new_session=True,
        preexec_fn=before_exec(),
        env=others_environment(),
        limit=STREAM_LIMIT_BYTES,
    )
    try:
        if limits is not None:
            limit(process.pid, limits)
        async with lifeline(process):
            yield process
    finally:
        await _surely(end(process, grace_s=grace_s))


async def end(process: Process, *, grace_s: float) -> None:
    """Ask it to go, insist after `grace_s` (at once when 0), and wait until it is gone."""
    if process.returncode is None:
        if grace_s > 0:
            signal_group(process, signal.SIGTERM)
            resume(process)  # a stopped process does not see SIGTERM
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(grace_s):
                    await process.wait()
        kill(process)  # its leader may have gone just now and left others behind
        await process.wait()
    await _drain(process)


def signal_group(process: Process, number: signal.Signals) -> None:
    """Reach the child and whatever it started; nothing happens when it is gone."""
    if process.returncode is not None:
        return  # its number may be another's by now
    if sys.platform == "win32":  # never run there; it knows no other signal
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
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
    """The child and its group, at once."""
    if sys.platform == "win32":
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


async def _drain(process: Process) -> None:
    """What nobody read: a pipe that is read to its end closes itself, any other stays open until exit."""
    for pipe in (process.stdout, process.stderr):
        # RuntimeError: somebody else still reads it, who will come to its end as well.
        with contextlib.suppress(TimeoutError, RuntimeError):
            async with asyncio.timeout(DRAIN_WITHIN_S):
                while pipe is not None and await pipe.read(STREAM_LIMIT_BYTES):
                    pass


async def _surely(step: Coroutine[None, None, None]) -> None:
    """Come to the step's end even when cancelled meanwhile, and only then be cancelled."""
    task, was_cancelled = asyncio.ensure_future(step), False
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            was_cancelled = True
    task.result()
    if was_cancelled:
        raise asyncio.CancelledError


def _polite(argv: Sequence[str], niceness: int) -> list[str]:
    nice = shutil.which("nice") if niceness else None
    return [nice, "-n", str(niceness), *argv] if nice else list(argv)


def others_environment() -> dict[str, str]:
    """Of a program that is not ours."""
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_CHILDREN}
    environment["SVT_LOG"] = "1"  # that encoder fills the log with its banner, past ffmpeg's own levels
    if getattr(sys, "frozen", False):
        # What PyInstaller changed for us is not for others (its manual, "LD_LIBRARY_PATH considerations").
        environment.pop("LD_LIBRARY_PATH", None)
        if (original := environment.pop("LD_LIBRARY_PATH_ORIG", None)) is not None:
            environment["LD_LIBRARY_PATH"] = original
    return environment
