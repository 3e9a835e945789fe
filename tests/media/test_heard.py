"""What the one decode hears: planted faults are found, and what has none is left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from bulletproof.domain.media import ContentFacts, SoundFacts
from bulletproof.media.decode import decode
from tests.support.clips import AAC, MKV, PCM, WAV, Clip, ClipShelf, real_ffmpeg, run_ffmpeg
from tests.support.facts import facts_of

pytestmark = pytest.mark.ffmpeg

STEREO = "aformat=channel_layouts=stereo"
IN_TWO = [replace(WAV, seconds=2.0, sound=STEREO), Clip("m4a", None, AAC, 2.0, sound=STEREO)]
BY_CODEC = pytest.mark.parametrize("clean", IN_TWO, ids=["pcm", "aac"])
LOUD = replace(WAV, seconds=2.0)


async def heard(path: Path) -> ContentFacts:
    return await decode(real_ffmpeg(), path, facts_of(path))


async def sound_of(clip: Clip, clips: ClipShelf) -> SoundFacts:
    (sound,) = (await heard(clips.path(clip))).sound
    return sound


@BY_CODEC
async def test_a_clean_tone_is_as_loud_as_it_is_and_has_nothing(clean: Clip, clips: ClipShelf) -> None:
    sound = await sound_of(clean, clips)
    assert sound.loudness_lufs == pytest.approx(-21.8, abs=0.3)
    assert sound.true_peak_dbtp == pytest.approx(-21.0, abs=0.5)
    assert (sound.full_scale_runs, sound.dead_channels, sound.out_of_phase) == (0, (), ())
    assert sound.loudness_range_lu is None  # less than a minute has none


@BY_CODEC
async def test_a_dead_channel_is_named(clean: Clip, clips: ClipShelf) -> None:
    sound = await sound_of(replace(clean, sound=f"{STEREO},pan=stereo|c0=c0|c1=0*c0"), clips)
    assert sound.dead_channels == (1,)


@BY_CODEC
async def test_a_channel_that_joins_late_is_not_dead(clean: Clip, clips: ClipShelf) -> None:
    late = f"{STEREO},adelay=0|500"
    assert (await sound_of(replace(clean, sound=late), clips)).dead_channels == ()


@BY_CODEC
async def test_a_turned_channel_is_out_of_phase(clean: Clip, clips: ClipShelf) -> None:
    (span,) = (
        await sound_of(replace(clean, sound=f"{STEREO},pan=stereo|c0=c0|c1=-1*c0"), clips)
    ).out_of_phase
    assert span.at_s < 0.1
    assert span.duration_s > 1.8


@BY_CODEC
async def test_a_wave_that_was_cut_off_stands_at_full_scale(clean: Clip, clips: ClipShelf) -> None:
    cut = await sound_of(replace(clean, sound=f"volume=40,{STEREO}"), clips)
    assert cut.full_scale_runs > 0
    assert cut.true_peak_dbtp is not None
    assert cut.true_peak_dbtp > -0.1


@pytest.mark.parametrize("gain", ["8", "7.9", "7.99"])
async def test_a_loud_wave_that_was_not_cut_off_does_not(gain: str, clips: ClipShelf) -> None:
    loud = await sound_of(replace(LOUD, sound=f"volume={gain}"), clips)
    assert loud.full_scale_runs == 0
    assert loud.true_peak_dbtp == pytest.approx(0.0, abs=0.2)


@BY_CODEC
async def test_silence_has_no_level_and_no_dead_channel(clean: Clip, clips: ClipShelf) -> None:
    found = await heard(clips.path(replace(clean, sound=f"volume=0,{STEREO}")))
    (silent,) = found.silent
    assert silent.at_s == 0.0
    assert silent.duration_s == pytest.approx(2.0, abs=0.05)
    assert found.sound == (SoundFacts(0),)


async def test_a_sound_too_short_to_be_measured_has_no_loudness(clips: ClipShelf) -> None:
    assert (await sound_of(replace(WAV, seconds=0.2), clips)).loudness_lufs is None


@pytest.mark.parametrize("channels", ["mono", "stereo", "quad", "5.1", "7.1"])
async def test_every_number_of_channels_is_heard(channels: str, clips: ClipShelf) -> None:
    clip = replace(
        WAV, sound=f"aeval=val(0)|{'|'.join(['val(0)'] * 7)}:c=7.1,aformat=channel_layouts={channels}"
    )
    sound = await sound_of(clip, clips)
    assert sound.loudness_lufs is not None
    assert sound.out_of_phase == ()


async def test_the_loudness_range_of_a_long_sound_is_told(clips: ClipShelf) -> None:
    quiet = replace(WAV, seconds=61.0, sound="volume=0.1:enable='lt(t,30)'")
    assert (await sound_of(quiet, clips)).loudness_range_lu == pytest.approx(20.0, abs=1.5)


@pytest.mark.parametrize(("extension", "codec"), [("mov", PCM), ("mkv", AAC)])
async def test_streams_are_told_apart(
    extension: str, codec: tuple[str, ...], clips: ClipShelf, tmp_path: Path
) -> None:
    source, path = str(clips.path(replace(MKV, audio=PCM, sound=STEREO))), tmp_path / f"two.{extension}"
    words = ["-filter:a:0", "volume=0:enable='gt(t,0.3)'", "-filter:a:1", "pan=stereo|c0=c0|c1=0*c0"]
    run_ffmpeg("-i", source, "-map", "0:0", "-map", "0:1", "-map", "0:1", *words, *codec, str(path))
    found = await heard(path)
    assert [(sound.index, sound.dead_channels) for sound in found.sound] == [(1, ()), (2, (1,))]
    assert found.silent == ()
