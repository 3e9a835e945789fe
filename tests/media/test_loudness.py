"""Loudness in two linear passes: measured by the real ffmpeg, reached by a plain gain, limited by peaks."""

from dataclasses import replace
from pathlib import Path

import pytest

from bulletproof.domain.builtin_profiles import profile_named
from bulletproof.domain.loudness import Loudness, gain_to
from bulletproof.domain.profile import AudioSettings, Profile
from bulletproof.media.argv import Prepared
from bulletproof.media.encode_control import EncodeControl
from bulletproof.media.loudness_pass import loudness_of, told
from tests.support.clips import WAV, ClipShelf, real_ffmpeg, run_ffmpeg
from tests.support.encodes import made
from tests.support.facts import facts_of

CUE = profile_named("audio-cue-r128")
# Loud and soft by turns, as speech is: every dB of gain must move it as a whole.
SPEECH = "volume='if(lt(mod(t,1),0.5),0.7,0.2)':eval=frame,aformat=channel_layouts=stereo"


async def measured(path: Path) -> Loudness | None:
    return await loudness_of(real_ffmpeg(), path, facts_of(path), control=EncodeControl(), stall_s=30.0)


async def normalised(source: Path, profile: Profile, folder: Path) -> tuple[Loudness | None, str | None]:
    asked = profile.audio
    assert isinstance(asked, AudioSettings)
    assert asked.loudness_lufs is not None
    before = await measured(source)
    gain = gain_to(asked.loudness_lufs, true_peak_dbtp=asked.true_peak_dbtp, measured=before)
    result = await made(source, profile, folder, prepared=Prepared(gain_db=gain.gain_db))
    after = folder / "after.wav" if profile.container == "wav" else folder / f"after.{profile.container}"
    result.part.rename(after)
    return await measured(after), gain.note


@pytest.mark.ffmpeg
@pytest.mark.parametrize("source_db", [-40, -20, -3])
@pytest.mark.parametrize(
    "profile",
    [CUE, replace(profile_named("web-h264"), audio=AudioSettings("aac", 192_000, 48_000, -23.0))],
    ids=lambda p: p.name,
)
async def test_the_output_is_as_loud_as_asked(
    profile: Profile, source_db: int, clips: ClipShelf, tmp_path: Path
) -> None:
    source = clips.path(replace(WAV, seconds=3.0, sound=f"volume={source_db + 18}dB,{SPEECH}"))
    after, note = await normalised(source, profile, tmp_path)
    assert note is None
    assert after is not None
    assert abs(after.integrated_lufs - -23.0) <= 0.5


@pytest.mark.ffmpeg
async def test_it_stops_where_the_peaks_would_pass_the_limit_and_says_so(tmp_path: Path) -> None:
    source = tmp_path / "clicks.wav"
    clicks = "aevalsrc='if(lt(mod(t,0.5),0.0005),0.9,0.002*sin(2764*t))':s=48000:d=3"
    run_ffmpeg("-f", "lavfi", "-i", clicks, "-c:a", "pcm_s24le", str(source))
    after, note = await normalised(source, CUE, tmp_path)
    assert note is not None
    assert "its peaks would pass -1.0 dBTP" in note
    assert after is not None
    assert after.true_peak_dbtp <= -1.0
    assert after.integrated_lufs < -24


@pytest.mark.ffmpeg
async def test_silence_is_left_alone(clips: ClipShelf, tmp_path: Path) -> None:
    source = clips.path(replace(WAV, sound="volume=0"))
    after, note = await normalised(source, CUE, tmp_path)
    assert after is None
    assert note is not None
    assert "silent" in note


def test_a_gain_within_half_a_unit_of_the_target_is_not_worth_a_note() -> None:
    assert gain_to(-23, true_peak_dbtp=-1, measured=Loudness(-30.0, -7.7)).note is None


def test_a_title_that_reads_like_a_summary_is_not_believed() -> None:
    fake = "    I:         -1.0 LUFS\n    Peak:      -1.0 dBFS\n"
    true = "  Integrated loudness:\n    I:         -30.5 LUFS\n  True peak:\n    Peak:      -12.0 dBFS\n"
    assert told(fake + true) == Loudness(-30.5, -12.0)
