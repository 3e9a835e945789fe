"""Ask the kernel whether anybody has a file open for writing.

A read lease (fcntl(2), F_SETLEASE) is granted only while nobody does, and EAGAIN says that somebody does.
It is given back at once. A writer who opens in between would have the kernel signal us: by default SIGIO,
whose default action is to end the process, so SIGURG is asked for instead, which is ignored unless handled.
Any other answer (not the owner, a network file system, another system) means "unknown".
"""

import errno
import os
import signal
import sys
from pathlib import Path

from bulletproof.domain.arrival import Writer

if sys.platform == "linux":
    import fcntl

    _F_SETSIG = 10  # <bits/fcntl-linux.h>; Python's fcntl has no name for it

    def writer_of(path: Path) -> Writer:
        """May block as long as the disk does: call it on a thread."""
        try:
            # O_NONBLOCK: never wait for the other end of a FIFO that took a video's name.
            fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError:
            return Writer.UNKNOWN
        try:
            return _lease(fd)
        finally:
            os.close(fd)

    def _lease(fd: int) -> Writer:
        try:
            fcntl.fcntl(fd, _F_SETSIG, signal.SIGURG)
            fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError as error:
            return Writer.SOMEBODY if error.errno == errno.EAGAIN else Writer.UNKNOWN
        return Writer.NONE

else:

    def writer_of(path: Path) -> Writer:
        """Nothing to ask here: the quiet time decides (never run on Windows or macOS)."""
        return Writer.UNKNOWN
