"""Profiles: those that come with the program, those that users make, and files of them to exchange."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from bulletproof.api.problems import problems
from bulletproof.api.rooms import EngineDep, StoreDep
from bulletproof.api.schemas import (
    ImportProfilesIn,
    ProfileChoices,
    ProfileIn,
    ProfileList,
    ProfileOut,
    ProfilePatch,
    TriedProfile,
    WrongField,
)
from bulletproof.domain.errors import Conflict, InvalidProfile, NotFound
from bulletproof.domain.profile import Profile
from bulletproof.engine.engine import Engine
from bulletproof.media.example_argv import example_argv

router = APIRouter(tags=["profiles"])
TOML = "application/toml"


@router.get("/profiles", operation_id="listProfiles")
async def list_profiles(engine: EngineDep, store: StoreDep) -> ProfileList:
    """What can be made, and, where it can't be made here, why."""
    items = [_out(engine, profile) for profile in engine.profiles.values()]
    return ProfileList(items=items, seq=await store.events.seq())


@router.post(
    "/profiles", operation_id="addProfile", status_code=201, responses=problems(InvalidProfile, Conflict)
)
async def add_profile(body: ProfileIn, engine: EngineDep) -> ProfileOut:
    """Make one of your own; rules can name it at once."""
    return _out(engine, await engine.profiles.add(body.model_dump(exclude_unset=True)))


@router.post("/profiles/try", operation_id="tryProfile")
async def try_profile(body: ProfileIn, engine: EngineDep) -> TriedProfile:
    """What ffmpeg would be told, and whether it can be made here; nothing is saved."""
    try:
        profile = engine.profiles.tried(body.model_dump(exclude_unset=True))
    except InvalidProfile as error:
        wrong = WrongField(field=error.field, detail=str(error))
        return TriedProfile(arguments=(), unavailable_reason=None, wrong=wrong)
    arguments = tuple(example_argv(profile))
    return TriedProfile(arguments=arguments, unavailable_reason=engine.why_unavailable(profile), wrong=None)


@router.get("/profiles/choices", operation_id="listProfileChoices")
async def list_profile_choices() -> ProfileChoices:
    """The words that a profile is made of, and which of them go together."""
    return ProfileChoices.all()


@router.post(
    "/profiles/import",
    operation_id="importProfiles",
    status_code=201,
    responses=problems(InvalidProfile, Conflict),
)
async def import_profiles(body: ImportProfilesIn, engine: EngineDep, store: StoreDep) -> ProfileList:
    """Take in the profiles of a TOML file: all of them, or none."""
    taken = await engine.profiles.take_in(body.toml, file=body.file_name, replace=body.replace)
    return ProfileList(items=[_out(engine, profile) for profile in taken], seq=await store.events.seq())


@router.get(
    "/profiles/export",
    operation_id="exportProfiles",
    response_class=Response,
    responses={
        200: {"content": {TOML: {"schema": {"type": "string"}}}, "description": "A TOML file"},
        **problems(NotFound),
    },
)
async def export_profiles(engine: EngineDep, name: Annotated[list[str] | None, Query()] = None) -> Response:
    """As a TOML file: the named ones (`?name=a&name=b`), or all of your own."""
    headers = {"Content-Disposition": 'attachment; filename="bulletproof-profiles.toml"'}
    return Response(engine.profiles.written(name or ()), media_type=TOML, headers=headers)


@router.get("/profiles/{name}", operation_id="getProfile", responses=problems(NotFound))
async def get_profile(name: str, engine: EngineDep) -> ProfileOut:
    if name not in engine.profiles:
        raise NotFound(f"There is no profile named “{name}”.")
    return _out(engine, engine.profiles[name])


@router.patch(
    "/profiles/{name}",
    operation_id="changeProfile",
    responses=problems(InvalidProfile, NotFound, Conflict),
)
async def change_profile(name: str, body: ProfilePatch, engine: EngineDep) -> ProfileOut:
    """Change what is given; jobs that are queued already keep what they were queued with."""
    return _out(engine, await engine.profiles.change(name, body.table()))


@router.delete(
    "/profiles/{name}",
    operation_id="removeProfile",
    status_code=204,
    responses=problems(NotFound, Conflict),
)
async def remove_profile(name: str, engine: EngineDep) -> None:
    """Refused while a rule uses it; jobs that are queued already keep what they were queued with."""
    await engine.profiles.remove(name)


def _out(engine: Engine, profile: Profile) -> ProfileOut:
    return ProfileOut.of(profile, engine.why_unavailable(profile), engine.profiles.own(profile.name))
