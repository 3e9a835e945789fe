"""The question whether there is a newer version: never asked by itself, and answered in words."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bulletproof.api.updates import is_newer
from tests.support.api import Api, open_api

GITHUB = {
    "tag_name": "v99.1.0",
    "html_url": "https://example.org/releases/v99.1.0",
    "url": "https://example.org/api/1",
}


class Feed:
    def __init__(self, body: bytes, status: int) -> None:
        self.asked = 0
        feed = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                feed.asked += 1
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self.server.server_port}/latest"


@contextmanager
def feed(body: object, *, status: int = 200) -> Iterator[Feed]:
    made = Feed(body if isinstance(body, bytes) else json.dumps(body).encode(), status)
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        thread.join()
        made.server.server_close()


async def ask(api: Api, address: str | None) -> dict[str, object] | None:
    set_ = await api.client.patch("/api/v1/settings", json={"update_feed": address})
    assert set_.status_code == 200, set_.text
    told: dict[str, object] | None = (await api.client.post("/api/v1/updates")).json()
    return told


async def test_nothing_is_asked_until_an_address_is_set_and_then_once_at_each_start(tmp_path: Path) -> None:
    with feed(GITHUB) as releases:
        async with open_api(tmp_path) as api:
            assert await ask(api, None) is None
            assert releases.asked == 0
            told = await ask(api, releases.url)
            assert told is not None
            assert (told["newest"], told["is_newer"], told["url"]) == ("99.1.0", True, GITHUB["html_url"])
            assert releases.asked == 1
        async with open_api(tmp_path) as api:
            while (await api.client.get("/api/v1/updates")).json() is None:
                pass  # each turn is an answer of the server
        assert releases.asked == 2


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({}, 404, "can't be reached"),
        (b"<html>", 200, "can't be used"),
        ([1], 200, "no JSON object"),
        ({"version": "soon"}, 200, "names no version"),
        (b"[" * 2_000_000, 200, "can't be used"),
    ],
)
async def test_an_answer_that_can_not_be_used_is_told_in_words(
    tmp_path: Path, body: object, status: int, words: str
) -> None:
    with feed(body, status=status) as releases:
        async with open_api(tmp_path) as api:
            told = await ask(api, releases.url)
    assert told is not None
    assert told["newest"] is None
    assert words in str(told["problem"])


async def test_only_a_safe_address_can_be_set(tmp_path: Path) -> None:
    async with open_api(tmp_path) as api:
        for address in ("http://example.org/x", "file:///etc/passwd", "ftp://example.org", "x", 7):
            answer = await api.client.patch("/api/v1/settings", json={"update_feed": address})
            assert answer.status_code == 422, address


def test_versions_are_compared_by_their_numbers() -> None:
    assert is_newer("4.10.0", "4.9.2")
    assert not is_newer("4.0.0", "4.0.0")
    assert not is_newer("v3.9", "4.0.0")
