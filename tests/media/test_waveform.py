"""The shape of a sound is what the sound is: loud where it is loud, and its length is not needed."""

from pathlib import Path

import pytest

from bulletproof.domain.errors import MediaError
from bulletproof.media.waveform import peaks_in, read_waveform, waveform
from tests.support.clips import real_ffmpeg, run_ffmpeg

pytestmark = pytest.mark.ffmpeg


async def test_silence_and_a_tone_are_told_apart_where_they_lie(tmp_path: Path) -> None:
    clip, target = tmp_path / "half.wav", tmp_path / "peaks.json"
    run_ffmpeg("-f", "lavfi", "-i", "aevalsrc='if(lt(t,1),0,0.5*sin(880*t))|0:s=48000:d=2'", str(clip))
    await waveform(real_ffmpeg(), clip, target)
    peaks = read_waveform(target)
    assert peaks is not None
    first, second = peaks[: len(peaks) * 2 // 5], peaks[len(peaks) * 3 // 5 :]
    assert max(first) == 0
    assert 45 <= min(second) <= max(second) <= 55


async def test_opposite_channels_do_not_cancel_out(tmp_path: Path) -> None:
    clip, target = tmp_path / "opposite.wav", tmp_path / "peaks.json"
    run_ffmpeg("-f", "lavfi", "-i", "aevalsrc=0.5*sin(880*t)|-0.5*sin(880*t):s=48000:d=1", str(clip))
    await waveform(real_ffmpeg(), clip, target)
    assert max(read_waveform(target) or [0]) >= 45


async def test_a_file_without_sound_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "peaks.json"
    clip = tmp_path / "silent.mp4"
    run_ffmpeg("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=25:duration=1", "-c:v", "mpeg4", str(clip))
    with pytest.raises(MediaError, match="can't be drawn"):
        await waveform(real_ffmpeg(), clip, target)
    assert read_waveform(target) is None


@pytest.mark.parametrize(("blocks", "points"), [([0.1] * 3, 1000), ([0.1] * 5000, 1000), ([1.0], 1000)])
def test_there_are_never_more_points_than_asked_for_and_none_is_lost(
    blocks: list[float], points: int
) -> None:
    peaks = peaks_in([*blocks[:-1], 1.0], points)
    assert len(peaks) == min(points, len(blocks))
    assert peaks[-1] == 100
