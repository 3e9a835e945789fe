"""A still appears whole or not at all."""

from dataclasses import replace
from pathlib import Path

import av
import pytest

from bulletproof.domain.errors import MediaError
from bulletproof.media.still import still
from tests.support.clips import MP4, WAV, ClipShelf, real_ffmpeg

pytestmark = pytest.mark.ffmpeg


async def test_it_is_one_picture_of_the_asked_width(clips: ClipShelf, tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "job.jpg"
    await still(real_ffmpeg(), clips.path(replace(MP4, size="640x360")), 0.5, target)
    with av.open(str(target)) as picture:
        assert (picture.streams.video[0].codec.name, picture.streams.video[0].width) == ("mjpeg", 480)
    assert [path.name for path in target.parent.iterdir()] == ["job.jpg"]


@pytest.mark.parametrize("at_s", [0.5, 99.0], ids=["no picture", "behind the end"])
async def test_where_there_is_none_nothing_is_left_and_the_old_one_stays(
    at_s: float, clips: ClipShelf, tmp_path: Path
) -> None:
    target = tmp_path / "job.jpg"
    target.write_bytes(b"the old one")
    with pytest.raises(MediaError, match="No still"):
        await still(real_ffmpeg(), clips.path(WAV if at_s == 0.5 else MP4), at_s, target)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("job.jpg", b"the old one")]
