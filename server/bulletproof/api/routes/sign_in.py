"""How a browser comes to its session cookie: the token once, or a one-time launch address.

Scripts need neither: they send `Authorization: Bearer TOKEN` with each request.
"""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bulletproof.api.access import WrongToken
from bulletproof.api.problems import problems
from bulletproof.api.rooms import Rooms, RoomsDep
from bulletproof.api.schemas import LaunchOut, SignInIn

router = APIRouter(tags=["sign in"])
pages = APIRouter(include_in_schema=False)


@router.post("/session", operation_id="signIn", status_code=204, responses=problems(WrongToken))
async def sign_in(body: SignInIn, response: Response, rooms: RoomsDep) -> None:
    """Trade the token for a session cookie."""
    if not rooms.access.is_token(body.token):
        raise WrongToken("This is not this server's token. It stands in instance.json in its data folder.")
    _give_session(response, rooms)


@router.delete("/session", operation_id="signOut", status_code=204)
async def sign_out(response: Response, rooms: RoomsDep) -> None:
    response.delete_cookie(rooms.access.cookie_name, path="/", httponly=True, samesite="strict")


@router.post("/launch", operation_id="makeLaunchAddress", status_code=201)
async def make_launch_address(request: Request, rooms: RoomsDep) -> LaunchOut:
    """A one-time address that opens the dashboard signed in; good for one use within a minute."""
    return LaunchOut(path=f"/launch?k={rooms.access.new_launch_code()}")


@pages.get("/launch")
async def launch(rooms: RoomsDep, k: str = "") -> Response:
    answer = RedirectResponse("/", status_code=303)
    if rooms.access.redeem_launch_code(k):
        _give_session(answer, rooms)
    return answer  # a spent code leads to the page that takes the token


def _give_session(response: Response, rooms: Rooms) -> None:
    response.set_cookie(
        rooms.access.cookie_name, rooms.access.new_session(), path="/", httponly=True, samesite="strict"
    )
