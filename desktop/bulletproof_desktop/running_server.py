"""Speak to the server of a data folder, in this process or in another, over its own API."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletproof.api.schemas import AddedJobs, StatusOut
from bulletproof.cli.client import API, Client, NotReached

__all__ = ["NotReached", "RunningServer"]

logger = logging.getLogger(__name__)

QUEUE_TIMEOUT_S = 30.0  # every file is looked at before the answer, and one may lie on a slow share
STATUS_TIMEOUT_S = 3.0  # the user is waiting for the window to close


@dataclass(frozen=True, slots=True)
class RunningServer:
    url: str
    token: str

    def queue(self, files: Sequence[Path]) -> list[str]:
        """Add files by the rules of their folders; return one line for each that was refused."""
        sendable = [file for file in files if _is_text(file)]
        refused = [
            f"{str(file)!a}: its name is not UTF-8; rename it, or move it into a watch folder"
            for file in files
            if not _is_text(file)
        ]
        if not sendable:
            return refused
        body = {"paths": [str(file.absolute()) for file in sendable]}
        added = self._client(QUEUE_TIMEOUT_S).ask("POST", "/jobs", AddedJobs, body=body)
        return refused + [f"{file.path}: {file.message}" for file in added.refused]

    def bring_forward(self) -> None:
        """Raise its window, if it has one. A server without one was left alone on purpose."""
        try:
            self._client(STATUS_TIMEOUT_S).raw("POST", f"{API}/shell/raise")
        except NotReached as silence:
            logger.info("no window was raised: %s", silence)

    def count_running_jobs(self) -> int:
        """0 where the server does not answer: then there is nothing left that could be interrupted."""
        try:
            return self._client(STATUS_TIMEOUT_S).ask("GET", "/status", StatusOut).counts.processing
        except NotReached as silence:
            logger.warning("the number of running jobs is not known: %s", silence)
            return 0

    def _client(self, within_s: float) -> Client:
        return Client(self.url.rstrip("/"), self.token, within_s)


def _is_text(file: Path) -> bool:
    try:
        str(file).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
