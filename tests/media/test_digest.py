"""Two hashes of one read."""

import hashlib
from pathlib import Path

import pytest
import xxhash

from bulletproof.domain.errors import Unreadable
from bulletproof.media.digest import BLOCK_BYTES, Digests, digest


@pytest.mark.parametrize("size_bytes", [0, 1, BLOCK_BYTES, BLOCK_BYTES + 1])
async def test_both_hashes_are_of_every_byte(size_bytes: int, tmp_path: Path) -> None:
    path, content = tmp_path / "clip.mov", bytes(number % 251 for number in range(size_bytes))
    path.write_bytes(content)
    assert await digest(path) == Digests(
        hashlib.sha256(content).hexdigest(), xxhash.xxh3_128_hexdigest(content)
    )


async def test_a_file_that_is_gone_can_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"clip\.mov can't be read"):
        await digest(tmp_path / "clip.mov")
