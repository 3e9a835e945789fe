"""The pages: the dashboard as it was built, the page that takes the token, and the API's reference.

Everything comes from this machine: the reference's scripts are built into the dashboard's folder, so a
theatre without internet reads them too. No page starts a script inline, so the policy needs no exception.
"""

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from bulletproof.api.rooms import RoomsDep, rooms_of
from bulletproof.domain.errors import NotFound

router = APIRouter(include_in_schema=False)
OWN = files("bulletproof.api") / "html"
FOR_EVER = "public, max-age=31536000, immutable"  # the build puts a hash of the content in each asset's name
SCRIPT = "text/javascript; charset=utf-8"


@router.get("/")
async def dashboard(request: Request) -> Response:
    if not request.state.is_signed_in:
        return sign_in_page()
    index = rooms_of(request).static_dir / "index.html"
    return (
        FileResponse(index, headers={"Cache-Control": "no-cache"}) if index.is_file() else _own("not_built")
    )


def sign_in_page(status_code: int = 200) -> HTMLResponse:
    return _own("sign_in", status_code)


@router.get("/sign-in.js")
async def sign_in_script() -> Response:
    return Response((OWN / "sign_in.js").read_bytes(), media_type=SCRIPT)


@router.get("/assets/{name}")
async def asset(name: str, rooms: RoomsDep) -> FileResponse:
    return FileResponse(_inside(rooms.static_dir / "assets", name), headers={"Cache-Control": FOR_EVER})


@router.get("/favicon.svg")
@router.get("/favicon.ico")
async def favicon(rooms: RoomsDep) -> FileResponse:
    return FileResponse(_inside(rooms.static_dir, "favicon.svg"), headers={"Cache-Control": "max-age=86400"})


@router.get("/docs")
async def swagger(rooms: RoomsDep) -> Response:
    """The API to try out."""
    is_built = (rooms.static_dir / "docs" / "swagger-ui-bundle.js").is_file()
    return _own("swagger" if is_built else "not_built")


@router.get("/redoc")
async def redoc(rooms: RoomsDep) -> Response:
    """The API to read."""
    is_built = (rooms.static_dir / "docs" / "redoc.standalone.js").is_file()
    return _own("redoc" if is_built else "not_built")


@router.get("/docs/start.js")
async def swagger_start() -> Response:
    return Response((OWN / "swagger.js").read_bytes(), media_type=SCRIPT)


@router.get("/docs/{name}")
async def docs_asset(name: str, rooms: RoomsDep) -> FileResponse:
    return FileResponse(_inside(rooms.static_dir / "docs", name), headers={"Cache-Control": "no-cache"})


def _own(name: str, status_code: int = 200) -> HTMLResponse:
    return HTMLResponse((OWN / f"{name}.html").read_text(encoding="utf-8"), status_code)


def _inside(folder: Path, name: str) -> Path:
    """The file of that name right in `folder`; raises NotFound for anything else, links out included."""
    path = folder if "\0" in name else (folder / name).resolve()  # resolve() raises on a NUL
    if path.parent != folder.resolve() or not path.is_file():
        raise NotFound(f"There is no file {name}.")
    return path
