"""All planted specimens by the module that makes them."""

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from tests.corpus.faults import (
    against_source,
    colour,
    content,
    file_name,
    integrity,
    picture_format,
    sound,
    timing,
)
from tests.corpus.specimen import Planted

_MODULES: tuple[ModuleType, ...] = (
    integrity,
    timing,
    picture_format,
    colour,
    content,
    sound,
    against_source,
    file_name,
)

PLANTED: Mapping[Path, tuple[Planted, ...]] = {
    Path(str(module.__file__)): module.PLANTED for module in _MODULES
}
