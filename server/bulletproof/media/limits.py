"""What a child may use at most, so that a crafted file takes its own checker down and not the machine.

prlimit(2) sets it from outside right after the start: nothing runs between fork and exec in a server with
threads, and the program need not know of it. It is Linux's alone; on other systems only the timeouts bound
a child. A child that crashes writes no core dump, which would hold somebody's film.
"""

import contextlib
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """None: no limit of ours."""

    memory_bytes: int | None = None
    """Of address space: an allocation beyond it fails, as it does where memory is short."""
    cpu_s: int | None = None
    """Over the child's whole life; at its end SIGXCPU."""
    file_bytes: int | None = None
    """Of each file that it writes, 0: none may grow. A pipe is no file."""


def limit(pid: int, limits: Limits) -> None:
    if sys.platform != "linux":
        return
    import resource

    wanted = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_s,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_CORE: 0,
    }
    with contextlib.suppress(ProcessLookupError):  # it ended at once
        for kind, most in wanted.items():
            if most is not None:
                ceiling = resource.prlimit(pid, kind)[1]
                allowed = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
                resource.prlimit(pid, kind, (allowed, allowed))
