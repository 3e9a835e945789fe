"""Tie a child's life to ours, so that it is gone even when we are killed and no `finally` of ours runs.

Linux: the kernel kills it when its parent dies (prctl(2), PR_SET_PDEATHSIG). `setpriv` of util-linux asks for
that between fork and exec; where it is missing (or BusyBox's, which can't) we ask ourselves. The signal comes
when the *thread* that spawned it ends, so children are started from the event loop's own thread, never from
a worker thread.
macOS: a shell waits on a pipe of ours and kills the child's group when the pipe ends without a word. It is
tested on Linux; on macOS it was never run. Windows: a Job Object that ends with its last handle, ours; it
was never run.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import cache

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
# Whoever died before the signal was asked for will never send it: then the parent is another already.
_IF_STILL_OURS = '[ "$PPID" = "$0" ] && exec "$@"'
_WATCHDOG = 'read -r word || kill -KILL "-$0"'  # dash's kill takes no "--"


def bound(argv: Sequence[str]) -> list[str]:
    """The command as it has to be started; elsewhere than on Linux it is `lifeline` that binds."""
    setpriv = _setpriv()
    if setpriv is None:
        return list(argv)
    ours = ["/bin/sh", "-c", _IF_STILL_OURS, str(os.getpid())]
    return [setpriv, "--pdeathsig", "KILL", "--", *ours, *argv]


def before_exec() -> Callable[[], None] | None:
    """What the forked child has to call before it becomes the program; None where nothing."""
    return None if sys.platform != "linux" or _setpriv() else _dying_with(os.getpid())


@asynccontextmanager
async def lifeline(process: Process) -> AsyncIterator[None]:
    """Held for as long as the child may live."""
    if sys.platform == "linux":
        yield
    elif sys.platform == "win32":
        with _job_object(process.pid):
            yield
    else:
        async with watchdog(process.pid):
            yield


@asynccontextmanager
async def watchdog(group: int) -> AsyncIterator[None]:
    """Another process kills the group if ours ends before this block does."""
    watcher = await asyncio.create_subprocess_exec(
        "/bin/sh",
        "-c",
        _WATCHDOG,
        str(group),
        stdin=PIPE,
        stdout=DEVNULL,
        stderr=DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        await watcher.communicate(b"over\n")


@cache
def _setpriv() -> str | None:
    found = shutil.which("setpriv") if sys.platform == "linux" else None
    if found is None:
        return None
    told = subprocess.run([found, "--help"], capture_output=True, text=True, errors="replace", check=False)
    return found if "--pdeathsig" in told.stdout else None


def _dying_with(parent: int) -> Callable[[], None]:
    import ctypes

    prctl = ctypes.CDLL(None).prctl  # looked up here: after fork(2) only what is ready may be used

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _KILL_ON_JOB_CLOSE, _EXTENDED_LIMITS = 0x2000, 9  # winnt.h
    _MAY_BE_ASSIGNED = 0x0101  # PROCESS_SET_QUOTA | PROCESS_TERMINATE

    class _Limits(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; only the flags are ours to set."""

        _fields_ = (
            ("times", ctypes.c_int64 * 2),
            ("flags", wintypes.DWORD),
            ("sizes", ctypes.c_size_t * 2),
            ("active", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("classes", wintypes.DWORD * 2),
            ("io", ctypes.c_uint64 * 6),
            ("memory", ctypes.c_size_t * 4),
        )

    @contextlib.contextmanager
    def _job_object(pid: int) -> Iterator[None]:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.OpenProcess.restype = wintypes.HANDLE
        job, limits = wintypes.HANDLE(kernel.CreateJobObjectW(None, None)), _Limits(flags=_KILL_ON_JOB_CLOSE)
        child = wintypes.HANDLE(kernel.OpenProcess(_MAY_BE_ASSIGNED, False, pid))
        kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, child)
        kernel.CloseHandle(child)
        try:
            yield
        finally:
            kernel.CloseHandle(job)
