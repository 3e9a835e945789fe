"""The whole of what is served: the API, the live socket, the pages, and the gate before them all."""

from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Request
from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode
from starlette.responses import Response
from starlette.types import ASGIApp

from bulletproof.api import pages
from bulletproof.api.gate import Gate
from bulletproof.api.live import router as live
from bulletproof.api.messages import ClientMessage, ServerMessage
from bulletproof.api.problems import add_problem_handlers, described, http_problem
from bulletproof.api.rooms import Rooms
from bulletproof.api.routes import (
    checks,
    files,
    folders,
    jobs,
    lock,
    probes,
    profiles,
    queue,
    reports,
    samples,
    service,
    shell,
    sign_in,
    statistics,
    updates,
)
from bulletproof.api.schemas import Problem

PREFIX = "/api/v1"
REFERENCE = "#/components/schemas/{model}"
MESSAGES: tuple[tuple[str, Any, JsonSchemaMode], ...] = (
    ("ServerMessage", ServerMessage, "serialization"),  # what we send always has its defaults
    ("ClientMessage", ClientMessage, "validation"),
)
DESCRIPTION = (
    "Folders in, verified show files out. Send `Authorization: Bearer TOKEN`; the token stands in "
    "`instance.json` in the data folder. Live changes come over the WebSocket `/api/v1/live`, whose messages "
    "are the schemas `ServerMessage` and `ClientMessage`."
)


def create_app(rooms: Rooms) -> FastAPI:
    app = build_api(rooms.version)
    app.state.rooms = rooms
    app.include_router(live, prefix=PREFIX)
    app.include_router(sign_in.pages)
    app.include_router(pages.router)
    app.add_exception_handler(404, _page_or_problem)
    return app


async def _page_or_problem(request: Request, error: Exception) -> Response:
    """Addresses such as `/jobs/17` are known to the dashboard's router alone: any page is the dashboard."""
    is_page = not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")
    if request.method == "GET" and is_page:
        return await pages.dashboard(request)
    return await http_problem(request, error)


def build_api(version: str) -> FastAPI:
    """The documented part, which needs no rooms to be described."""
    app = Gated(
        title="Bulletproof",
        version=version,
        description=DESCRIPTION,
        openapi_url="/openapi.json",
        docs_url=None,  # FastAPI's own pages fetch scripts from the internet and start them inline
        redoc_url=None,
        redirect_slashes=False,
    )
    add_problem_handlers(app)
    api = APIRouter(
        prefix=PREFIX,
        responses={"default": described("Refused, with the reason")},
        dependencies=[Depends(lock.unless_locked)],
    )
    for room in (
        jobs,
        reports,
        checks,
        files,
        queue,
        lock,
        folders,
        profiles,
        samples,
        statistics,
        service,
        shell,
        sign_in,
        updates,
    ):
        api.include_router(room.router)
    app.include_router(api)
    app.include_router(probes.router)
    return app


class Gated(FastAPI):
    def build_middleware_stack(self) -> ASGIApp:
        """Outside of everything, so that the answer to a crash carries the security headers too."""
        rooms: Rooms = self.state.rooms
        return Gate(super().build_middleware_stack(), access=rooms.access, hosts=rooms.hosts)

    def openapi(self) -> dict[str, Any]:
        """With what FastAPI can't see by itself: the messages of the socket, and the shape of a refusal."""
        if self.openapi_schema is None:
            schema = super().openapi()
            schemas = schema["components"]["schemas"]
            for name, message, mode in MESSAGES:
                union = TypeAdapter(message).json_schema(ref_template=REFERENCE, mode=mode)
                schemas.update(union.pop("$defs"))
                schemas[name] = union
            schemas["Problem"] = Problem.model_json_schema(mode="serialization")
            schema["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            schema["security"] = [{"token": []}]
        return self.openapi_schema or {}
