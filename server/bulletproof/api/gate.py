"""The one door: every request and every WebSocket handshake is judged here, before any route is looked up.

A local server is within reach of every page in the user's browser, by a rebound name, a form, an image or a
socket that knows no CORS. So nothing is answered that does not name this host exactly, come from this very
page or from no page at all, and carry a credential. What is not on the list of `public_routes` is denied,
so a new route can't be forgotten.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Literal

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bulletproof.api.access import Access
from bulletproof.api.hosts import Hosts
from bulletproof.api.pages import sign_in_page
from bulletproof.api.problems import problem
from bulletproof.api.public_routes import is_public

BODY_LIMIT_BYTES = 1024 * 1024
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
UPLOADS = "/api/v1/uploads/"
"""The one place where a body is a file: its size is bounded by the disk, its type is no form's."""
Credential = Literal["bearer", "cookie", "none", "wrong"]

CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
REDOC_POLICY = f"{CONTENT_POLICY}; worker-src blob:"  # its search index lives in a worker made from a blob


@dataclass(frozen=True, slots=True)
class Denial:
    status: int
    code: str
    detail: str

    def response(self, *, is_page: bool) -> Response:
        if self.status == 401 and is_page:
            return sign_in_page(401)
        answer = problem(self.status, self.code, self.detail)
        if self.status == 401:
            answer.headers["www-authenticate"] = "Bearer"
        return answer


class Gate:
    def __init__(self, app: ASGIApp, *, access: Access, hosts: Hosts) -> None:
        self._app = app
        self._access = access
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        send = _secured(send, scope["path"])
        credential = self._credential(Headers(scope=scope))
        denial = self._denial(scope, credential)
        if denial is None and scope["type"] == "http" and not _is_upload(scope):
            receive, denial = await _bounded(Headers(scope=scope), receive)
        if denial is not None:
            await _deny(denial, scope, receive, send)
            return
        scope.setdefault("state", {})["is_signed_in"] = credential in ("bearer", "cookie")
        await self._app(scope, receive, send)

    def _denial(self, scope: Scope, credential: Credential) -> Denial | None:
        headers = Headers(scope=scope)
        method = scope.get("method", "GET")
        return (
            self._stranger(headers, scope["path"])
            or self._foreign_page(headers)
            or self._no_credential(scope, method, credential)
            or self._unproved_page(scope, headers, method, credential)
            or _wrong_type(headers, method, is_upload=_is_upload(scope))
        )

    def _stranger(self, headers: Headers, path: str) -> Denial | None:
        given = headers.getlist("host")
        if len(given) != 1:
            return Denial(400, "bad_host", "A request carries exactly one Host header.")
        if not path.startswith("/"):  # absolute-form (RFC 9112 3.2.2) is for proxies, and we are none
            return Denial(400, "bad_target", "Ask for a path, not for a whole address.")
        if not self._hosts.knows(given[0].lower()):
            return Denial(
                421,
                "unknown_host",
                f"This server does not answer to the name {given[0][:200]!r}. Use the address that it "
                "printed at its start, or add the name to BULLETPROOF_HOSTS.",
            )
        return None

    def _foreign_page(self, headers: Headers) -> Denial | None:
        origins = headers.getlist("origin")
        host = headers["host"].lower()
        if len(origins) > 1 or any(not self._hosts.is_origin_of(origin, host) for origin in origins):
            return Denial(403, "foreign_origin", "Only the dashboard's own pages may ask for this.")
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return Denial(
                403, "foreign_origin", "Another page asked for this. Type the dashboard's address yourself."
            )
        return None

    def _no_credential(self, scope: Scope, method: str, credential: Credential) -> Denial | None:
        if credential == "wrong":
            return Denial(
                401, "wrong_token", "This is not the token of this server; it changes at each start."
            )
        if credential == "none" and not (scope["type"] == "http" and is_public(method, scope["path"])):
            return Denial(
                401,
                "no_credential",
                "Send “Authorization: Bearer TOKEN”, with the token of instance.json in the data folder, or "
                "open the dashboard's first page and sign in.",
            )
        return None

    def _unproved_page(
        self, scope: Scope, headers: Headers, method: str, credential: Credential
    ) -> Denial | None:
        """A cookie is sent by any page's request; only the Origin tells whose page it was."""
        acts = scope["type"] == "websocket" or method not in SAFE_METHODS
        if acts and credential != "bearer" and "origin" not in headers:
            return Denial(403, "no_origin", "Without a bearer token this takes an Origin header.")
        return None

    def _credential(self, headers: Headers) -> Credential:
        authorization = headers.getlist("authorization")
        if authorization:
            scheme, _, token = authorization[0].partition(" ")
            right = scheme.lower() == "bearer" and self._access.is_token(token.strip())
            return "bearer" if right and len(authorization) == 1 else "wrong"
        sessions = _cookies(headers.getlist("cookie"), self._access.cookie_name)
        return "cookie" if any(map(self._access.is_session, sessions)) else "none"


def _cookies(headers: Iterable[str], name: str) -> list[str]:
    found = []
    for header in headers:
        try:
            cookie = SimpleCookie(header).get(name)
        except CookieError:
            continue
        if cookie is not None:
            found.append(cookie.value)
    return found


def _is_upload(scope: Scope) -> bool:
    return scope.get("method") == "PUT" and scope["path"].startswith(UPLOADS)


def _wrong_type(headers: Headers, method: str, *, is_upload: bool) -> Denial | None:
    """A form or plain text is what a page can send without asking (CORS calls it simple)."""
    has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if is_upload and has_body and media_type != "application/octet-stream":
        return Denial(415, "not_bytes", "A file is sent with “Content-Type: application/octet-stream”.")
    if method not in SAFE_METHODS and has_body and not is_upload and media_type != "application/json":
        return Denial(415, "not_json", "A body is JSON here: send “Content-Type: application/json”.")
    return None


async def _bounded(headers: Headers, receive: Receive) -> tuple[Receive, Denial | None]:
    """Refuse a body above the limit; one that does not tell its length is read here first."""
    too_large = Denial(413, "too_large", f"A body may have {BODY_LIMIT_BYTES} bytes.")
    length = headers.get("content-length")
    if length is not None:
        fits = length.isdecimal() and int(length) <= BODY_LIMIT_BYTES
        return receive, None if fits else too_large
    if "transfer-encoding" not in headers:
        return receive, None
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return receive, Denial(400, "cut_off", "The connection ended within the body.")
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_LIMIT_BYTES:
            return receive, too_large
    return _replayed(bytes(body), receive), None


def _replayed(body: bytes, receive: Receive) -> Receive:
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay


def _secured(send: Send, path: str) -> Send:
    async def secured(message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
            if path == "/redoc":
                headers["content-security-policy"] = REDOC_POLICY
        await send(message)

    return secured


async def _deny(denial: Denial, scope: Scope, receive: Receive, send: Send) -> None:
    headers = Headers(scope=scope)
    is_page = not scope["path"].startswith("/api/") and "text/html" in headers.get("accept", "")
    response = denial.response(is_page=is_page)
    if scope["type"] == "http":
        await response(scope, receive, send)
        return
    await receive()  # the connect event; a refusal before it is a protocol error (ASGI websocket spec)
    if "websocket.http.response" in scope.get("extensions", {}):
        await send(
            {
                "type": "websocket.http.response.start",
                "status": response.status_code,
                "headers": response.raw_headers,
            }
        )
        await send({"type": "websocket.http.response.body", "body": response.body})
    else:
        await send({"type": "websocket.close", "code": 1008})
