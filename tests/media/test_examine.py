"""Every look at once, and what none of them could open."""

import hashlib
from pathlib import Path

import pytest

from bulletproof.media.examine import examine
from bulletproof.media.inspector import Inspector
from tests.support.clips import MP4, ClipShelf, real_ffmpeg

pytestmark = pytest.mark.ffmpeg


async def test_everything_is_measured(clips: ClipShelf) -> None:
    path = clips.path(MP4)
    async with Inspector() as inspector:
        found = await examine(path, inspector=inspector, ffmpeg=real_ffmpeg())
    assert found.media is not None
    assert found.packets is not None
    assert found.content is not None
    assert found.unreadable is None
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


async def test_only_what_is_asked_for_is_measured(clips: ClipShelf) -> None:
    async with Inspector() as inspector:
        found = await examine(clips.path(MP4), inspector=inspector, ffmpeg=None, packets=False, hash=False)
    assert found.media is not None
    assert (found.packets, found.content, found.sha256) == (None, None, None)


async def test_what_can_not_be_opened_is_evidence_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "empty.mov"
    path.touch()
    async with Inspector() as inspector:
        found = await examine(path, inspector=inspector, ffmpeg=real_ffmpeg())
    assert found.media is None
    assert found.unreadable == "empty.mov is empty."
