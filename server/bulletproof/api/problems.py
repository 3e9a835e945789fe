"""Every refusal in one shape (RFC 9457), with a code that stays and a sentence for people.

A script reads `code`, a person reads `detail`; a wrong input is named in `field` by the API's own words.
What we did not foresee is answered without a word of its insides; the log has it whole.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from bulletproof.api.schemas import Problem
from bulletproof.domain.errors import BulletproofError, Refused
from bulletproof.domain.text import shown

MEDIA_TYPE = "application/problem+json"
MOST_FAULTS_TOLD = 5
Responses = dict[int | str, dict[str, Any]]  # FastAPI's own type for `responses`


class ProblemResponse(JSONResponse):
    media_type = MEDIA_TYPE


def problem(
    status: int, code: str, detail: str, *, title: str | None = None, field: str | None = None
) -> ProblemResponse:
    body = Problem(
        type=f"urn:bulletproof:problem:{code}",
        title=title or HTTPStatus(status).phrase,
        status=status,
        detail=shown(detail),
        code=code,
        field=field,
    )
    return ProblemResponse(body.model_dump(), status_code=status)


def problems(*errors: type[BulletproofError]) -> Responses:
    """What a route may refuse, for OpenAPI."""
    by_status: dict[int, list[str]] = {}
    for error in errors:
        by_status.setdefault(error.status, []).append(f"`{error.code}`: {error.title}")
    return {status: described("; ".join(titles)) for status, titles in by_status.items()}


def described(description: str) -> dict[str, Any]:
    reference = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {MEDIA_TYPE: {"schema": reference}}}


def add_problem_handlers(app: FastAPI) -> None:
    handlers: Mapping[Any, Callable[[Request, Any], Awaitable[Response]]] = {
        BulletproofError: _refused,
        RequestValidationError: _invalid,
        HTTPException: http_problem,
        Exception: _unforeseen,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def _refused(request: Request, error: BulletproofError) -> Response:
    field = error.field if isinstance(error, Refused) else None
    return problem(error.status, error.code, str(error), title=error.title, field=field)


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return problem(400, "invalid_json", "The body is not JSON. Check its quotes, commas and brackets.")
    told = [_fault_text(fault) for fault in faults[:MOST_FAULTS_TOLD]]
    if len(faults) > MOST_FAULTS_TOLD:
        told.append(f"{len(faults) - MOST_FAULTS_TOLD} more")
    field = _field(faults[0]["loc"]) or None
    return problem(422, "validation", "; ".join(told) + ".", title="The request can't work", field=field)


async def http_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - Starlette's type for handlers is wider
    path, method = request.url.path, request.method
    if error.status_code == HTTPStatus.NOT_FOUND:
        return problem(404, "no_such_route", f"There is nothing at {path}. /docs lists every route.")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = ", ".join(_methods_at(request))
        answer = problem(405, "method_not_allowed", f"{path} does not take {method}, only {allowed}.")
        answer.headers["Allow"] = allowed
        return answer
    return problem(error.status_code, "http_error", str(error.detail))


def _methods_at(request: Request) -> list[str]:
    """All that the path takes: two routes may share it, and Starlette names the first one's alone."""
    methods: set[str] = set()
    for route in iter_route_contexts(request.app.routes):
        if route.matches(request.scope)[0] is not Match.NONE:
            methods |= route.methods or set()
    return sorted(methods)


async def _unforeseen(request: Request, error: Exception) -> Response:
    """Starlette raises it on after this answer, so the server logs it whole."""
    return problem(500, "failure", "The server failed at this. Its log, in the data folder, tells why.")


def _fault_text(fault: Mapping[str, Any]) -> str:
    field = _field(fault["loc"])
    if fault["type"] == "missing":
        return f"“{field}” is missing" if field else "A JSON body is missing"
    if fault["type"] == "extra_forbidden":
        return f"“{field}” is not a known field"
    words = str(fault["msg"]).removeprefix("Value error, ")
    return f"“{field}”: {words}" if field else words


def _field(location: Sequence[str | int]) -> str:
    """`("body", "rules", 0, "pattern")` → `rules.0.pattern`."""
    return ".".join(str(part) for part in location[1:])
