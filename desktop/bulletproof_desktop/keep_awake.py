"""Keep the machine from falling asleep by itself while it works; the screen may go dark.

Each system binds the request to a thread or a connection of ours and forgets it when the process ends, so a
crash never leaves a machine that can't sleep.
"""

import logging
import threading

logger = logging.getLogger(__name__)


class KeepAwake:
    def __init__(self) -> None:
        self.works: bool | None = None
        """Whether the system agreed the last time that it was asked; None: it was not asked yet."""
        self._is_wanted = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def want(self, wanted: bool) -> None:
        """Returns at once. On any thread."""
        with self._changed:
            self._is_wanted = wanted
            self._changed.notify()
            if wanted and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="keep-awake", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        from wakepy import keep

        logging.getLogger("wakepy").setLevel(logging.WARNING)  # each of its trials is news to it
        while True:
            self._wait_until(wanted=True)
            with keep.running(on_fail="pass") as mode:
                if self.works != mode.active:
                    logger.info("the machine is kept awake by %s", mode.method if mode.active else "nothing")
                self.works = mode.active
                self._wait_until(wanted=False)

    def _wait_until(self, *, wanted: bool) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_wanted is wanted)
