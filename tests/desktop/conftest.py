"""One display for all tests of the window."""

from collections.abc import Iterator

import pytest

from tests.support.xvfb import Desk
from tests.support.xvfb import desk as opened_desk


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened_desk(tmp_path_factory.mktemp("display")) as opened:
        yield opened
