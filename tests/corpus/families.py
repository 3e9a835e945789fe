"""All planted specimens by the module that makes them."""

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from tests.corpus.faults import integrity
from tests.corpus.specimen import Planted

_MODULES: tuple[ModuleType, ...] = (integrity,)

PLANTED: Mapping[Path, tuple[Planted, ...]] = {
    Path(str(module.__file__)): module.PLANTED for module in _MODULES
}
