"""The gate alone, before an app that lets everything through: what passes here passes everywhere."""

import json

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from bulletproof.api.access import LAUNCH_CODE_S, SESSION_S, Access
from bulletproof.api.gate import BODY_LIMIT_BYTES, Gate
from bulletproof.api.hosts import served_hosts
from tests.support.asgi import Answer, Header, asked, shaken

TOKEN = "a-token-of-more-than-thirty-two-characters"
HOST = ("Host", "127.0.0.1:8642")
ORIGIN = ("Origin", "http://127.0.0.1:8642")
BEARER = ("Authorization", f"Bearer {TOKEN}")
JSON = ("Content-Type", "application/json")
JOBS = "/api/v1/jobs"


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers what it got, however much that is."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        return
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def access() -> Access:
    return Access(TOKEN, instance_id="abc")


@pytest.fixture
def app(access: Access) -> ASGIApp:
    return Gate(_echo, access=access, hosts=served_hosts("127.0.0.1", 8642, ["show.local"]))


@pytest.fixture
def cookie(access: Access) -> Header:
    return ("Cookie", f"other=1; {access.cookie_name}={access.new_session()}")


def _code(answer: Answer) -> str:
    code: str = json.loads(answer.body)["code"]
    return code


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8642", "localhost:8642", "[::1]:8642", "LOCALHOST:8642", "show.local"]
)
async def test_every_name_of_this_server_is_answered(app: ASGIApp, host: str) -> None:
    assert (await asked(app, "GET", JOBS, [("Host", host), BEARER])).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.com",
        "127.0.0.1.evil.com:8642",
        "localhost.evil:8642",
        "0.0.0.0:8642",
        "127.0.0.1:8643",
        "127.0.0.1",
        "127.0.0.1:8642.",
        "127.1:8642",
        "[::]:8642",
        "show.local:8642",
        "user@127.0.0.1:8642",
        "",
    ],
)
async def test_no_other_name_is_answered_whatever_the_credential(app: ASGIApp, host: str) -> None:
    assert (await asked(app, "GET", JOBS, [("Host", host), BEARER])).status == 421
    assert (await shaken(app, "/api/v1/live", [("Host", host), BEARER])).status == 421


async def test_a_request_without_a_host_or_with_two_is_malformed(app: ASGIApp) -> None:
    assert (await asked(app, "GET", JOBS, [BEARER])).status == 400
    assert (await asked(app, "GET", JOBS, [HOST, HOST, BEARER])).status == 400
    assert (await asked(app, "GET", JOBS, [HOST, ("Host", "evil.com"), BEARER])).status == 400


async def test_an_absolute_address_as_target_is_malformed(app: ASGIApp) -> None:
    assert (await asked(app, "GET", "http://evil.com/api/v1/jobs", [HOST, BEARER])).status == 400


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://evil.com",
        "https://127.0.0.1:8642",
        "http://127.0.0.1:8643",
        "http://127.0.0.1",
        "http://localhost:8642",
        "http://127.0.0.1:8642.evil.com",
        "file://",
        "",
    ],
)
async def test_an_origin_that_is_not_this_very_page_is_refused(
    app: ASGIApp, origin: str, cookie: Header
) -> None:
    for credential in (BEARER, cookie):
        headers = [HOST, ("Origin", origin), credential]
        assert (await asked(app, "GET", JOBS, headers)).status == 403
        assert (await asked(app, "POST", JOBS, headers)).status == 403
        assert (await shaken(app, "/api/v1/live", headers)).status == 403


async def test_two_origins_are_refused(app: ASGIApp) -> None:
    assert (await asked(app, "POST", JOBS, [HOST, ORIGIN, ORIGIN, BEARER])).status == 403


async def test_a_configured_name_may_stand_behind_tls(app: ASGIApp) -> None:
    headers = [("Host", "show.local"), ("Origin", "https://show.local"), BEARER]
    assert (await asked(app, "POST", JOBS, headers)).status == 200


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("none", 200), ("same-origin", 200)]
)
async def test_what_another_page_asked_for_is_refused(
    app: ASGIApp, site: str, status: int, cookie: Header
) -> None:
    assert (await asked(app, "GET", JOBS, [HOST, cookie, ("Sec-Fetch-Site", site)])).status == status


async def test_a_cookie_acts_only_with_the_origin_of_our_page(app: ASGIApp, cookie: Header) -> None:
    assert (await asked(app, "GET", JOBS, [HOST, cookie])).status == 200
    for method in ("POST", "PATCH", "PUT", "DELETE"):
        refused = await asked(app, method, JOBS, [HOST, cookie])
        assert (refused.status, _code(refused)) == (403, "no_origin")
        assert (await asked(app, method, JOBS, [HOST, cookie, ORIGIN])).status == 200
    assert (await shaken(app, "/api/v1/live", [HOST, cookie])).status == 403
    assert (await shaken(app, "/api/v1/live", [HOST, cookie, ORIGIN])).status == 101


async def test_a_bearer_needs_no_origin(app: ASGIApp) -> None:
    assert (await asked(app, "POST", JOBS, [HOST, BEARER])).status == 200
    assert (await shaken(app, "/api/v1/live", [HOST, BEARER])).status == 101


@pytest.mark.parametrize(
    "credential",
    [
        [("Authorization", "Bearer wrong")],
        [("Authorization", f"Basic {TOKEN}")],
        [("Authorization", TOKEN)],
        [("Authorization", f"Bearer {TOKEN}x")],
        [("Authorization", "Bearer ")],
        [("Authorization", "Bearer t\xf6ken")],
        [BEARER, BEARER],
        [("Cookie", "bp_abc=1.2.3")],
        [("Cookie", "bp_abc=99999999999.x." + "0" * 64)],
        [("Cookie", f"bp_abc={TOKEN}")],
        [],
    ],
)
async def test_what_is_no_credential_opens_nothing(app: ASGIApp, credential: list[Header]) -> None:
    answer = await asked(app, "GET", JOBS, [HOST, ORIGIN, *credential])
    assert answer.status == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert TOKEN.encode() not in answer.body
    assert (await shaken(app, "/api/v1/live", [HOST, ORIGIN, *credential])).status == 401


async def test_a_wrong_bearer_is_not_saved_by_a_right_cookie(app: ASGIApp, cookie: Header) -> None:
    assert (await asked(app, "GET", JOBS, [HOST, cookie, ("Authorization", "Bearer wrong")])).status == 401


async def test_a_session_ends_with_its_time_and_with_its_token() -> None:
    now_s = 1_000.0
    early = Access(TOKEN, instance_id="abc", now_s=lambda: now_s)
    session = early.new_session()
    assert early.is_session(session)
    assert not Access("another-token-of-thirty-two-characters", instance_id="abc").is_session(session)
    assert not Access(TOKEN, instance_id="other", now_s=lambda: now_s).is_session(session)
    now_s += SESSION_S + 1
    assert not early.is_session(session)


async def test_a_launch_code_works_once_and_not_for_long() -> None:
    now_s = 1_000.0
    access = Access(TOKEN, instance_id="abc", now_s=lambda: now_s)
    code = access.new_launch_code()
    assert access.redeem_launch_code(code)
    assert not access.redeem_launch_code(code)
    late = access.new_launch_code()
    now_s += LAUNCH_CODE_S + 1
    assert not access.redeem_launch_code(late)
    assert not access.redeem_launch_code("")


@pytest.mark.parametrize(
    "media_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application/jsonp",
    ],
)
async def test_a_body_that_is_not_json_is_refused(app: ASGIApp, media_type: str) -> None:
    for framing in (("Content-Length", "2"), ("Transfer-Encoding", "chunked")):
        headers = [HOST, BEARER, framing, ("Content-Type", media_type)]
        assert (await asked(app, "POST", JOBS, headers, [b"{}"])).status == 415


async def test_json_passes_and_no_body_needs_no_type(app: ASGIApp) -> None:
    headers = [HOST, BEARER, ("Content-Length", "2"), ("Content-Type", "application/json; charset=utf-8")]
    assert (await asked(app, "POST", JOBS, headers, [b"{}"])).body == b"{}"
    assert (await asked(app, "POST", JOBS, [HOST, BEARER])).status == 200


async def test_a_body_above_the_limit_is_refused_told_or_chunked(app: ASGIApp) -> None:
    told = [HOST, BEARER, JSON, ("Content-Length", str(BODY_LIMIT_BYTES + 1))]
    assert (await asked(app, "POST", JOBS, told)).status == 413
    chunked = [HOST, BEARER, JSON, ("Transfer-Encoding", "chunked")]
    chunk = b"x" * (BODY_LIMIT_BYTES // 4)
    assert (await asked(app, "POST", JOBS, chunked, [chunk] * 5)).status == 413
    assert (await asked(app, "POST", JOBS, chunked, [chunk] * 4)).body == chunk * 4


async def test_every_answer_carries_the_security_headers_refusals_too(app: ASGIApp) -> None:
    answers = [
        await asked(app, "GET", JOBS, [HOST, BEARER]),
        await asked(app, "GET", JOBS, [HOST]),
        await asked(app, "GET", JOBS, [("Host", "evil.com")]),
        await shaken(app, "/api/v1/live", [HOST]),
    ]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self';" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert [answer.status for answer in answers] == [200, 401, 421, 401]


async def test_a_preflight_gets_no_permission(app: ASGIApp) -> None:
    headers = [HOST, ("Origin", "http://evil.com"), ("Access-Control-Request-Method", "POST")]
    answer = await asked(app, "OPTIONS", JOBS, headers)
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers


async def test_a_page_without_a_session_asks_for_the_token_and_the_api_does_not(app: ASGIApp) -> None:
    page = await asked(app, "GET", "/jobs/1", [HOST, ("Accept", "text/html,*/*")])
    assert (page.status, b'id="sign-in"' in page.body) == (401, True)
    api = await asked(app, "GET", JOBS, [HOST, ("Accept", "text/html,*/*")])
    assert api.headers["content-type"] == "application/problem+json"
