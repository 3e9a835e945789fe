"""Named moments on the way of a file at which a test may have the process killed.

A crash is proved harmless by dying for real: SIGKILL, no handler, no `finally`. The name comes from
BULLETPROOF_FAILPOINT, read at the door; in a run without one each call is a comparison with None.
"""

import os
import signal
from typing import Literal, get_args

Failpoint = Literal[
    "claimed",
    "spawned",
    "half_written",
    "ffmpeg_exited",
    "verified",
    "fsynced",
    "intent_committed",
    "renamed",
    "recorded",
    "delete_begun",
    "deleted",
    "announced",
]
FAILPOINTS: tuple[Failpoint, ...] = get_args(Failpoint)


class Failpoints:
    def __init__(self, armed: str | None = None) -> None:
        self._armed = armed

    def reach(self, point: Failpoint) -> None:
        if point == self._armed:
            os.kill(os.getpid(), signal.SIGKILL)
