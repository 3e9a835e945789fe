"""A file that lacks its end says so wherever it was cut, by what its own container promises."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bulletproof.domain.arrival import Container
from bulletproof.media.child import child, suspend
from bulletproof.media.completeness import completeness
from bulletproof.media.inspector import Inspector
from tests.bench.cut_points import CLIPS, Cutter
from tests.support.clips import ClipShelf, real_ffmpeg, words_of
from tests.support.waiting import until

pytestmark = pytest.mark.ffmpeg

PERCENTS = (1, 3, 11, 20, 33, 47.5, 61, 74, 88, 95, 98, 99)
VARIES = {
    "mp4 fragmented": ("variable_frame_rate",)
}  # ffmpeg draws out its first frame by the sound's priming
PROMISE_NOTHING = ("ts", "mkv live", "flac", "mp3 no count", "aac")


@pytest.fixture
async def inspector() -> AsyncIterator[Inspector]:
    async with Inspector() as opened:
        yield opened


@pytest.mark.parametrize("name", CLIPS)
async def test_no_cut_goes_unnoticed(
    name: str, inspector: Inspector, clips: ClipShelf, tmp_path: Path
) -> None:
    tally = await Cutter(inspector, tmp_path).tally(name, clips.path(CLIPS[name]), PERCENTS)
    assert tally.whole == VARIES.get(name, ())
    assert tally.missed == tally.between_packets
    assert tally.by_source == tally.missed, "its source tells what it can't tell itself"


@pytest.mark.parametrize("name", CLIPS)
def test_a_growing_file_is_never_taken_for_a_whole_one(name: str, clips: ClipShelf, tmp_path: Path) -> None:
    whole = clips.path(CLIPS[name])
    content, part = whole.read_bytes(), tmp_path / f"part{whole.suffix}"
    assert completeness(whole) is (Container.UNKNOWN if name in PROMISE_NOTHING else Container.COMPLETE)
    for percent in PERCENTS:
        part.write_bytes(content[: int(len(content) * percent / 100)])
        assert completeness(part) is not Container.COMPLETE, f"cut at {percent} %"


@pytest.mark.parametrize("name", [name for name in CLIPS if name != "mp4 index in front"])
async def test_a_file_that_is_being_written_is_never_taken_for_a_whole_one(name: str, tmp_path: Path) -> None:
    """The real writer, with its real placeholders, stopped in the middle."""
    part = tmp_path / f"part.{CLIPS[name].extension}"
    endless = replace(CLIPS[name], seconds=100_000.0)
    argv = [str(real_ffmpeg()), "-nostdin", "-v", "quiet", "-y", *words_of(endless)]
    async with child([*argv, "-flush_packets", "1", str(part)], grace_s=0) as writer:
        await until(lambda: part.exists() and part.stat().st_size > 20_000, within_s=20.0)
        suspend(writer)
        assert completeness(part) is not Container.COMPLETE
