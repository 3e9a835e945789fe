"""The program that `python3 build/dev.py package` has made, as it lies in dist/."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.xvfb import Desk
from tests.support.xvfb import desk as opened_desk

NAMED_BY = "BULLETPROOF_PACKAGED"


PROGRAMS = os.environ.get(NAMED_BY, "").split(os.pathsep)


@pytest.fixture(scope="session", params=PROGRAMS, ids=[Path(named).parent.name for named in PROGRAMS])
def program(request: pytest.FixtureRequest) -> str:
    """Each edition that was made: the folder, and the single file."""
    assert Path(request.param).is_file(), f"{NAMED_BY} names {request.param!r}, which is no file"
    return str(request.param)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened_desk(tmp_path_factory.mktemp("display")) as opened:
        yield opened
