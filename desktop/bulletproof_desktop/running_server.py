"""Speak to the server of a data folder, in this process or in another, over its own API.

Loopback and a bearer token, by `http.client`: urllib would send both to the proxy that HTTP_PROXY names.
"""

import http.client
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from bulletproof.api.schemas import AddedJobs, Problem, StatusOut

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer", bound=BaseModel)

QUEUE_TIMEOUT_S = 30.0  # every file is looked at before the answer, and one may lie on a slow share
STATUS_TIMEOUT_S = 3.0  # the user is waiting for the window to close


class NotReached(Exception):
    """The server did not answer, or not in words that we know."""


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
        body = json.dumps({"paths": [str(file.absolute()) for file in sendable]})
        answer = self._asked("POST", "/api/v1/jobs", body, timeout_s=QUEUE_TIMEOUT_S)
        added = _parsed(AddedJobs, answer)
        return refused + [f"{file.path}: {file.message}" for file in added.refused]

    def count_running_jobs(self) -> int:
        """0 where the server does not answer: then there is nothing left that could be interrupted."""
        try:
            answer = self._asked("GET", "/api/v1/status", None, timeout_s=STATUS_TIMEOUT_S)
            return _parsed(StatusOut, answer).counts.processing
        except NotReached as silence:
            logger.warning("the number of running jobs is not known: %s", silence)
            return 0

    def _asked(self, method: str, path: str, body: str | None, *, timeout_s: float) -> bytes:
        address = urlsplit(self.url).netloc
        connection = http.client.HTTPConnection(address, timeout=timeout_s)
        headers = {"Authorization": f"Bearer {self.token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException) as failure:
            raise NotReached(f"the server at {self.url} does not answer ({failure})") from failure
        finally:
            connection.close()
        if response.status >= 400:
            raise NotReached(_problem(answer) or f"the server at {self.url} answered {response.status}")
        return answer


def _parsed(shape: type[Answer], answer: bytes) -> Answer:
    try:
        return shape.model_validate_json(answer)
    except ValidationError as strange:
        raise NotReached(
            f"the server speaks another version ({strange.error_count()} differences)"
        ) from strange


def _problem(answer: bytes) -> str | None:
    try:
        return Problem.model_validate_json(answer).detail
    except ValidationError:
        return None


def _is_text(file: Path) -> bool:
    try:
        str(file).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
