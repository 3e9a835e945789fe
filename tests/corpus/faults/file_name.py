"""Names that a player or its file system refuses."""

from dataclasses import replace
from functools import partial

from tests.corpus.making import HAP_MOV, MOV, clip
from tests.corpus.specimen import Planted

_name = partial(Planted, code="file_name")

_FOR_DISGUISE = replace(HAP_MOV, options=("-ar", "44100"))

PLANTED = (
    _name(name="a colon for QLab", target="qlab", make=clip(MOV, name="act 1: rain")),
    _name(name="a question mark for Resolume", target="resolume", make=clip(HAP_MOV, name="really?")),
    _name(name="a version for disguise", target="disguise", make=clip(_FOR_DISGUISE, name="rain_v2")),
    _name(name="a region for disguise", target="disguise", make=clip(_FOR_DISGUISE, name="rain_region")),
)
