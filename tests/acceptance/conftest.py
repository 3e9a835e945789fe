"""Real ffmpeg, real database, real folders."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.clips import clips
from tests.support.show import Show, show

__all__ = ["clips", "venue"]


@pytest.fixture
async def venue(tmp_path: Path) -> AsyncIterator[Show]:
    async with show(tmp_path) as opened:
        yield opened
