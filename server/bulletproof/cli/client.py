"""Speak to a server that runs, over its own API: the one of the data folder, or one that is named.

A bearer token over `http.client`: urllib would send it to the proxy that HTTP_PROXY names.
"""

import http.client
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote, urlencode, urlsplit

import click
from pydantic import BaseModel, ValidationError

from bulletproof.api.schemas import Problem
from bulletproof.domain.errors import BulletproofError, InvalidSetting
from bulletproof.instance import read_instance
from bulletproof.settings import server_options

Answer = TypeVar("Answer", bound=BaseModel)

ANSWER_WITHIN_S = 30.0
API = "/api/v1"


class NotReached(BulletproofError):
    """The server did not answer, or not in words that we know."""

    code, title = "not_reached", "The server was not reached"


class RefusedByServer(NotReached):
    """It answered, and said no."""


@dataclass(frozen=True, slots=True)
class Client:
    url: str
    token: str
    within_s: float = ANSWER_WITHIN_S

    def ask(
        self,
        method: str,
        path: str,
        shape: type[Answer],
        *,
        body: Mapping[str, object] | None = None,
        query: Mapping[str, str | int | list[str]] | None = None,
    ) -> Answer:
        """`path` below the API's root. Raises NotReached or RefusedByServer."""
        words = f"?{urlencode(query, doseq=True)}" if query else ""
        answer = self.raw(method, f"{API}{path}{words}", None if body is None else json.dumps(body))
        try:
            return shape.model_validate_json(answer)
        except ValidationError as strange:
            raise NotReached(
                f"the server speaks another version ({strange.error_count()} differences)"
            ) from strange

    def raw(self, method: str, path: str, body: str | None = None) -> bytes:
        place = urlsplit(self.url)
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        connection = kind(place.netloc, timeout=self.within_s)
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
            raise RefusedByServer(_problem(answer) or f"the server at {self.url} answered {response.status}")
        return answer


def running_server(environ: Mapping[str, str] = os.environ) -> Client:
    """The server that BULLETPROOF_SERVER names, else the one on this user's data folder.

    Raises click.ClickException, with the way out.
    """
    try:
        options = server_options()
    except InvalidSetting as refused:
        raise click.ClickException(str(refused)) from refused
    if url := environ.get("BULLETPROOF_SERVER"):
        if options.token is None:
            raise click.ClickException(
                "BULLETPROOF_SERVER needs that server's token in BULLETPROOF_TOKEN or BULLETPROOF_TOKEN_FILE."
            )
        return Client(url.rstrip("/"), options.token)
    found = read_instance(options.data_dir)
    if found is None:
        raise click.ClickException(
            f"No Bulletproof runs on {options.data_dir}. Open the app, or start a server with: bvp serve"
        )
    return Client(found.url.rstrip("/"), found.token)


def segment(text: str) -> str:
    """As one part of a path."""
    return quote(text, safe="")


def _problem(answer: bytes) -> str | None:
    try:
        return Problem.model_validate_json(answer).detail
    except ValidationError:
        return None
