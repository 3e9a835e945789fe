"""The demo is a proof only if it would say so when a verdict were wrong."""

from pathlib import Path

import pytest

from demo_clips import CLIPS, Clip, Size, has_variable_rate, make_clips, sha256_of
from demo_server import Job
from demo_show import Show, faults_of

GOOD = next(clip for clip in CLIPS if clip.expected == "show_ready")
BAD = next(clip for clip in CLIPS if clip.expected == "not_ready")


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("clips")
    return {clip.name: path for clip, path in make_clips(folder, Size(320, 180, 1))}


@pytest.fixture
def show(tmp_path: Path, clips: dict[str, Path]) -> Show:
    show = Show(tmp_path)
    show.watch.mkdir()
    show.output.mkdir()
    for name, path in clips.items():
        (show.watch / name).write_bytes(path.read_bytes())
    return show


def job_of(clip: Clip, show: Show, *, status: str, verdict: str) -> Job:
    return Job(
        id="1",
        name=clip.name,
        source=str(show.watch / clip.name),
        output=str(show.output / clip.name),
        profile="p",
        status=status,
        verdict=verdict,
        summary=None,
        error=None,
        started_at=None,
        finished_at=None,
    )


def faults(clip: Clip, job: Job | None, show: Show, clips: dict[str, Path]) -> list[str]:
    return list(faults_of(clip, job, show, sha256_of(clips[clip.name])))


@pytest.mark.ffmpeg
def test_a_good_clip_published_and_a_bad_one_refused_are_no_faults(
    show: Show, clips: dict[str, Path]
) -> None:
    (show.output / GOOD.name).write_bytes(clips[GOOD.name].read_bytes())
    good = job_of(GOOD, show, status="completed", verdict="show_ready")
    bad = job_of(BAD, show, status="failed", verdict="not_ready")
    assert faults(GOOD, good, show, clips) == []
    assert faults(BAD, bad, show, clips) == []


@pytest.mark.ffmpeg
def test_a_bad_clip_that_was_published_is_a_fault(show: Show, clips: dict[str, Path]) -> None:
    (show.output / BAD.name).write_bytes(b"")
    told = faults(BAD, job_of(BAD, show, status="completed", verdict="show_ready"), show, clips)
    assert [text for text in told if "an output appeared" in text]
    assert [text for text in told if "should be not_ready" in text]


@pytest.mark.ffmpeg
def test_a_clip_that_was_never_seen_is_a_fault(show: Show, clips: dict[str, Path]) -> None:
    assert faults(GOOD, None, show, clips) == [f"{GOOD.name}: it never became a job"]


@pytest.mark.ffmpeg
def test_a_touched_source_is_a_fault(show: Show, clips: dict[str, Path]) -> None:
    (show.watch / BAD.name).write_bytes(b"")
    job = job_of(BAD, show, status="failed", verdict="not_ready")
    assert faults(BAD, job, show, clips) == [f"{BAD.name}: the source was changed"]


@pytest.mark.ffmpeg
def test_an_output_that_kept_its_variable_rate_is_a_fault(show: Show, clips: dict[str, Path]) -> None:
    uneven = next(clip for clip in CLIPS if clip.is_variable_rate)
    (show.output / uneven.name).write_bytes(clips[uneven.name].read_bytes())
    job = job_of(uneven, show, status="completed", verdict="show_ready")
    assert faults(uneven, job, show, clips) == [f"{uneven.name}: the output has a variable frame rate"]


@pytest.mark.ffmpeg
def test_only_the_uneven_clip_has_a_variable_rate(clips: dict[str, Path]) -> None:
    whole = [clip for clip in CLIPS if clip.encode is not None and not clip.is_cut_in_half]
    assert {clip.name for clip in whole if has_variable_rate(clips[clip.name])} == {
        clip.name for clip in whole if clip.is_variable_rate
    }
