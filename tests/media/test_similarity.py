"""How like its source a picture is, where it is least so, and that only the encoder counts."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from bulletproof.domain.media import Similarity
from bulletproof.media.decode import Wanted, decode
from bulletproof.media.similarity import Comparison, SimilarityReading
from tests.support.clips import H264, MP4, Clip, ClipShelf, real_ffmpeg, run_ffmpeg
from tests.support.facts import facts_of

SOURCE = replace(MP4, audio=None, video=("-c:v", "libx264", "-crf", "12"), seconds=3.0, size="160x90")


async def likeness(path: Path, source: Path, *, conform: str = "null") -> Similarity:
    facts = facts_of(path)
    assert facts.picture is not None
    assert facts.picture.frame_rate is not None
    comparison = Comparison(source, facts_of(source), facts.picture.frame_rate, conform)
    found = await decode(real_ffmpeg(), path, facts, wanted=Wanted(comparison=comparison))
    assert found.frames == 75  # comparing ends none of the other looks
    assert found.frames_looked_at == 75
    assert found.similarity is not None
    return found.similarity


GOOD = ("-c:v", "prores_ks", "-profile:v", "hq", "-qscale:v", "2")


@pytest.mark.ffmpeg
@pytest.mark.parametrize(
    ("extension", "video", "floor"),
    [
        ("mov", GOOD, 0.97),
        ("mkv", (*H264, "-crf", "12"), 0.97),
        ("mov", ("-c:v", "hap"), 0.9),
        ("mov", ("-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuva444p10le"), 0.97),
    ],
    ids=["prores", "h264", "hap", "alpha"],
)
async def test_a_good_encode_is_like_its_source_all_the_way(
    extension: str, video: tuple[str, ...], floor: float, clips: ClipShelf, tmp_path: Path
) -> None:
    source, path = clips.path(replace(SOURCE, size="160x92")), tmp_path / f"made.{extension}"
    run_ffmpeg("-i", str(source), *video, str(path))
    like = await likeness(path, source)
    assert like.mean >= like.worst_second > floor
    assert len(like.by_second) == 3


@pytest.mark.ffmpeg
@pytest.mark.parametrize("video", [H264, GOOD], ids=["h264", "prores"])
async def test_a_second_that_went_wrong_is_found_where_it_is(
    video: tuple[str, ...], clips: ClipShelf, tmp_path: Path
) -> None:
    source, path = clips.path(SOURCE), tmp_path / "made.mov"
    run_ffmpeg("-i", str(source), "-vf", "gblur=sigma=6:enable='between(t,1,1.99)'", *video, str(path))
    like = await likeness(path, source)
    assert like.worst_second < 0.7 < like.mean
    assert like.worst_at_s == pytest.approx(1.0, abs=0.05)


@pytest.mark.ffmpeg
@pytest.mark.parametrize("conform", ["scale=80:-2", "hflip,crop=120:80"])
async def test_what_was_asked_for_is_no_difference(conform: str, clips: ClipShelf, tmp_path: Path) -> None:
    source, path = clips.path(SOURCE), tmp_path / "made.mp4"
    run_ffmpeg("-i", str(source), "-vf", conform, *H264, "-crf", "12", str(path))
    assert (await likeness(path, source, conform=conform)).mean > 0.97


@pytest.mark.ffmpeg
async def test_a_rotated_source_is_held_upright_against_what_was_made_of_it(
    clips: ClipShelf, tmp_path: Path
) -> None:
    turned, path = tmp_path / "turned.mp4", tmp_path / "made.mov"
    run_ffmpeg("-display_rotation", "90", "-i", str(clips.path(SOURCE)), "-c", "copy", str(turned))
    run_ffmpeg("-i", str(turned), *GOOD, str(path))
    assert (await likeness(path, turned)).mean > 0.97


@pytest.mark.ffmpeg
async def test_times_that_were_rounded_do_not_shift_the_frames(clips: ClipShelf, tmp_path: Path) -> None:
    clip = Clip("mkv", SOURCE.video, None, 75 * 1001 / 60_000, "60000/1001", "160x90")
    path = tmp_path / "made.mp4"
    run_ffmpeg("-i", str(clips.path(clip)), *H264, "-crf", "12", str(path))
    assert (await likeness(path, clips.path(clip))).worst_second > 0.97


def test_the_worst_second_may_begin_in_the_middle_of_one() -> None:
    reading = SimilarityReading(Fraction(10))
    for number in range(40):
        reading.feed(0.5 if 15 <= number < 25 else 1.0)
    assert reading.facts() == Similarity(0.875, 0.5, 1.5, (1.0, 0.75, 0.75, 1.0))


def test_less_than_a_second_is_judged_as_a_whole() -> None:
    reading = SimilarityReading(Fraction(25))
    reading.feed(0.8)
    reading.feed(1.0)
    assert reading.facts() == Similarity(0.9, 0.9, 0.0, (0.9,))


def test_nothing_compared_is_no_likeness() -> None:
    assert SimilarityReading(Fraction(25)).facts() is None
