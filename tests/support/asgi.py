"""Requests put to an ASGI app byte for byte: what no proper HTTP client would send, attackers do."""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message

Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


async def asked(
    app: ASGIApp,
    method: str,
    path: str,
    headers: Iterable[Header],
    chunks: Iterable[bytes] = (),
) -> Answer:
    *first, last = [*chunks] or [b""]
    incoming: list[Message] = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in first]
    incoming.append({"type": "http.request", "body": last, "more_body": False})
    return await _answered(app, {**_scope("http", path, headers), "method": method}, incoming)


async def shaken(app: ASGIApp, path: str, headers: Iterable[Header]) -> Answer:
    """A WebSocket handshake; 101 where it was accepted."""
    scope = {**_scope("websocket", path, headers), "subprotocols": []}
    incoming: list[Message] = [{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}]
    return await _answered(app, scope, incoming)


async def _answered(app: ASGIApp, scope: Message, incoming: list[Message]) -> Answer:
    outgoing: list[Message] = []

    async def receive() -> Message:
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        outgoing.append(message)

    await app(scope, receive, send)
    start = outgoing[0]
    if start["type"] == "websocket.accept":
        return Answer(101, {}, b"")
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    body = b"".join(message.get("body", b"") for message in outgoing[1:])
    return Answer(start["status"], headers, body)


def _scope(kind: str, path: str, headers: Iterable[Header]) -> Message:
    path, _, query = path.partition("?")
    return {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": "http" if kind == "http" else "ws",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        "server": ("127.0.0.1", 8642),
        "client": ("127.0.0.1", 40000),
        "extensions": {"websocket.http.response": {}} if kind == "websocket" else {},
        "state": {},
    }
