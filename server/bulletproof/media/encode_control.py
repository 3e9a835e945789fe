"""Stop an encode where it is and let it go on: SIGSTOP and SIGCONT, and what Windows has instead."""

from asyncio.subprocess import Process

from bulletproof.media.child import resume, suspend


class EncodeControl:
    """The handle by which others stop the child where it is; it may be used before there is a child."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self.is_frozen = False

    def attach(self, process: Process | None) -> None:
        self._process = process
        if process is not None and self.is_frozen:
            suspend(process)

    def freeze(self) -> None:
        self.is_frozen = True
        if self._process is not None:
            suspend(self._process)

    def thaw(self) -> None:
        self.is_frozen = False
        if self._process is not None:
            resume(self._process)
