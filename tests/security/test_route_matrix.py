"""Every route there is against every kind of stranger: none is forgotten, the list is the app's own."""

import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount

from bulletproof.api.public_routes import PUBLIC_ROUTES
from tests.support.api import HOST, TOKEN, Api, open_api
from tests.support.asgi import Header, asked, shaken

HOSTS = (
    HOST,
    "localhost:8642",
    "evil.com",
    "127.0.0.1.evil.com:8642",
    "localhost.evil",
    "0.0.0.0:8642",
    "127.0.0.1:8643",
    "",
)
OWN_HOSTS = frozenset({HOST, "localhost:8642"})
ORIGINS = (None, "own", "null", "http://evil.com", "http://127.0.0.1:8643", "https://127.0.0.1:8642")
CREDENTIALS = ("bearer", "cookie", "wrong bearer", "foreign cookie", "none")
SAFE = frozenset({"GET", "HEAD"})
PROTECTED = frozenset(
    {
        ("DELETE", "/api/v1/folders/{folder_id}"),
        ("DELETE", "/api/v1/jobs/{job_id}"),
        ("DELETE", "/api/v1/profiles/{name}"),
        ("DELETE", "/api/v1/session"),
        ("DELETE", "/api/v1/checks/{check_id}"),
        ("GET", "/api/v1/checks/{check_id}"),
        ("GET", "/api/v1/jobs/ids"),
        ("GET", "/api/v1/jobs/{job_id}/report.html"),
        ("GET", "/api/v1/jobs/{job_id}/report.json"),
        ("GET", "/api/v1/lock"),
        ("GET", "/api/v1/reports/show/{token}"),
        ("GET", "/api/v1/reports/show/{token}.json"),
        ("GET", "/api/v1/targets"),
        ("GET", "/api/v1/queue/plan"),
        ("GET", "/api/v1/profiles/choices"),
        ("GET", "/api/v1/stats/history"),
        ("GET", "/api/v1/stats/history.csv"),
        ("GET", "/api/v1/stats/summary"),
        ("POST", "/api/v1/jobs/orders"),
        ("POST", "/api/v1/profiles/try"),
        ("PUT", "/api/v1/lock"),
        ("POST", "/api/v1/reports/show"),
        ("POST", "/api/v1/checks/{check_id}/cure"),
        ("POST", "/api/v1/jobs/{job_id}/cure"),
        ("POST", "/api/v1/jobs/{job_id}/reverify"),
        ("POST", "/api/v1/preflight"),
        ("POST", "/api/v1/verify"),
        ("POST", "/api/v1/shell/choose"),
        ("POST", "/api/v1/shell/raise"),
        ("POST", "/api/v1/shell/reveal"),
        ("POST", "/api/v1/shell/dropped"),
        ("POST", "/api/v1/shell/save"),
        ("POST", "/api/v1/shell/open-folder"),
        ("POST", "/api/v1/shell/painted"),
        ("POST", "/api/v1/shell/close"),
        ("GET", "/api/v1/diagnostics"),
        ("GET", "/api/v1/files"),
        ("POST", "/api/v1/samples"),
        ("GET", "/api/v1/samples/{sample_id}"),
        ("DELETE", "/api/v1/samples/{sample_id}"),
        ("GET", "/api/v1/samples/{sample_id}/stills/{number}"),
        ("PUT", "/api/v1/uploads/{name}"),
        ("GET", "/api/v1/updates"),
        ("POST", "/api/v1/updates"),
        ("GET", "/api/v1/folders"),
        ("GET", "/api/v1/folders/{folder_id}"),
        ("GET", "/api/v1/jobs"),
        ("GET", "/api/v1/jobs/{job_id}"),
        ("GET", "/api/v1/jobs/{job_id}/log"),
        ("GET", "/api/v1/jobs/{job_id}/report"),
        ("GET", "/api/v1/jobs/{job_id}/stills/{number}"),
        ("GET", "/api/v1/profiles"),
        ("GET", "/api/v1/profiles/export"),
        ("GET", "/api/v1/profiles/{name}"),
        ("GET", "/api/v1/settings"),
        ("GET", "/api/v1/snapshot"),
        ("GET", "/api/v1/status"),
        ("GET", "/assets/{name}"),
        ("GET", "/docs"),
        ("GET", "/docs/start.js"),
        ("GET", "/docs/{name}"),
        ("GET", "/openapi.json"),
        ("GET", "/metrics"),
        ("GET", "/redoc"),
        ("PATCH", "/api/v1/folders/{folder_id}"),
        ("PATCH", "/api/v1/profiles/{name}"),
        ("PATCH", "/api/v1/settings"),
        ("POST", "/api/v1/folders"),
        ("POST", "/api/v1/folders/{folder_id}/rescan"),
        ("POST", "/api/v1/jobs"),
        ("POST", "/api/v1/jobs/{job_id}/cancel"),
        ("POST", "/api/v1/jobs/{job_id}/move"),
        ("POST", "/api/v1/jobs/{job_id}/pause"),
        ("POST", "/api/v1/jobs/{job_id}/priority"),
        ("POST", "/api/v1/jobs/{job_id}/resume"),
        ("POST", "/api/v1/jobs/{job_id}/retry"),
        ("POST", "/api/v1/launch"),
        ("POST", "/api/v1/queue/clear"),
        ("POST", "/api/v1/queue/freeze"),
        ("POST", "/api/v1/queue/hold"),
        ("POST", "/api/v1/queue/resume"),
        ("POST", "/api/v1/rules/try"),
        ("POST", "/api/v1/profiles"),
        ("POST", "/api/v1/profiles/import"),
        ("POST", "/api/v1/undo/{token}"),
        ("WEBSOCKET", "/api/v1/live"),
    }
)


@pytest.fixture
async def api(tmp_path: Path) -> AsyncIterator[Api]:
    async with open_api(tmp_path) as opened:
        yield opened


def _routes(app: FastAPI) -> set[tuple[str, str]]:
    """(method, path template) of everything that is served; a mount hides its routes and is refused."""
    found = set()
    for route in iter_route_contexts(app.routes):
        assert not isinstance(route.original_route, Mount), f"{route.path}: a mount can't be classified"
        assert route.path is not None
        methods = {"WEBSOCKET"} if route.methods is None else route.methods - {"HEAD"}
        found |= {(method, route.path) for method in methods}
    return found


def _unclassified(app: FastAPI) -> set[tuple[str, str]]:
    return _routes(app) - PROTECTED - PUBLIC_ROUTES


def _path(template: str) -> str:
    return "/".join("x1" if part.startswith("{") else part for part in template.split("/"))


async def test_every_route_is_classified(api: Api) -> None:
    assert _unclassified(api.app) == set()
    assert PROTECTED.isdisjoint(PUBLIC_ROUTES)
    assert _routes(api.app) == PROTECTED | PUBLIC_ROUTES


async def test_a_new_route_that_nobody_classified_is_found(api: Api) -> None:
    planted = APIRouter()
    planted.add_api_route("/planted", lambda: None, methods=["POST"])
    planted.add_api_websocket_route("/planted-socket", lambda: None)
    api.app.include_router(planted, prefix="/api/v1")
    assert _unclassified(api.app) == {("POST", "/api/v1/planted"), ("WEBSOCKET", "/api/v1/planted-socket")}


async def test_a_new_route_is_denied_before_anybody_classified_it(api: Api) -> None:
    api.app.add_api_route("/api/v1/planted", lambda: "secret", methods=["GET"])
    headers = [("Host", HOST)]
    assert (await asked(api.app, "GET", "/api/v1/planted", headers)).status == 401
    bearer = [*headers, ("Authorization", f"Bearer {TOKEN}")]
    assert (await asked(api.app, "GET", "/api/v1/planted", bearer)).body == b'"secret"'


def _credential(api: Api, name: str) -> list[Header]:
    access = api.rooms.access
    return {
        "bearer": [("Authorization", f"Bearer {TOKEN}")],
        "cookie": [("Cookie", f"{access.cookie_name}={access.new_session()}")],
        "wrong bearer": [("Authorization", "Bearer not-the-token-but-just-as-long-as-it")],
        "foreign cookie": [("Cookie", f"bp_other={access.new_session()}")],
        "none": [],
    }[name]


def _refusals(method: str, path: str, host: str, origin: str | None, credential: str) -> set[int]:
    """What a refusal may answer, worked out apart from the gate; empty: it has to be let through."""
    refused = set()
    acts = method not in SAFE
    is_public = (method, path) in PUBLIC_ROUTES
    if host not in OWN_HOSTS:
        refused |= {400, 421}
    if origin not in (None, "own"):
        refused.add(403)
    if credential == "wrong bearer" or (credential in ("none", "foreign cookie") and not is_public):
        refused.add(401)
    if acts and credential != "bearer" and origin is None:
        refused.add(403)
    return refused


async def test_every_route_is_shut_to_every_stranger_and_open_to_its_own(api: Api) -> None:
    before = await api.rooms.store.events.seq()
    tried = wrong = 0
    for (method, path), host, origin, credential in itertools.product(
        sorted(_routes(api.app)), HOSTS, ORIGINS, CREDENTIALS
    ):
        headers: list[Header] = [("Host", host), *_credential(api, credential)]
        if origin is not None:
            headers.append(("Origin", f"http://{host}" if origin == "own" else origin))
        refused = _refusals(method, path, host, origin, credential)
        if not refused:
            continue  # what is let through is the next test's
        answer = (
            await shaken(api.app, path, headers)
            if method == "WEBSOCKET"
            else await asked(api.app, method, _path(path), headers)
        )
        tried += 1
        assert answer.status in refused, (method, path, host, origin, credential)
        assert answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in answer.headers
        wrong += TOKEN.encode() in answer.body
    assert wrong == 0
    assert tried > 5000
    assert await api.rooms.store.events.seq() == before


@pytest.mark.parametrize("credential", ["bearer", "cookie"])
async def test_every_route_lets_its_own_people_in(api: Api, credential: str) -> None:
    for method, path in sorted(_routes(api.app)):
        headers = [("Host", HOST), ("Origin", f"http://{HOST}"), *_credential(api, credential)]
        if method == "WEBSOCKET":
            assert (await shaken(api.app, path, headers)).status == 101
            continue
        answer = await asked(api.app, method, _path(path), headers)
        assert answer.status not in (401, 403, 421, 415, 405, 500), (method, path, answer.body)
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_what_is_no_route_is_shut_as_well(api: Api) -> None:
    for path in (
        "/nothing",
        "/api/v1/nothing",
        "/../etc/passwd",
        "/static/../app.py",
        "//",
        "/API/V1/HEALTH",
    ):
        assert (await asked(api.app, "GET", path, [("Host", HOST)])).status == 401
    for method in ("TRACE", "CONNECT", "OPTIONS", "PROPFIND"):
        headers = [("Host", HOST), ("Origin", f"http://{HOST}")]
        assert (await asked(api.app, method, "/api/v1/jobs", headers)).status == 401
