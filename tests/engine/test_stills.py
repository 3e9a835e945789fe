"""Pictures are taken by the way: they are there in the end, and no job, file or end waits for them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import av
import pytest

from bulletproof.engine.stills import Stills
from tests.support.clips import MP4, WAV, ClipShelf, real_ffmpeg
from tests.support.waiting import until

pytestmark = pytest.mark.ffmpeg


@asynccontextmanager
async def taking(folder: Path) -> AsyncIterator[Stills]:
    stills = Stills(folder, real_ffmpeg)
    task = asyncio.create_task(stills.run())
    try:
        yield stills
    finally:
        task.cancel()
        await asyncio.wait({task})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


async def test_source_and_output_are_pictured_at_the_same_five_moments(
    clips: ClipShelf, tmp_path: Path
) -> None:
    clip = clips.path(MP4)
    async with taking(tmp_path / "stills") as stills:
        stills.want("j1", "source", clip, 1.0)
        stills.want("j1", "output", clip, 1.0)
        await until(lambda: len(stills.pairs("j1", 1.0)) == 5, within_s=30, what="five pairs")
        assert [one.number for one in stills.pairs("j1", 1.0)] == [1, 2, 3, 4, 5]
        assert [one.at_s for one in stills.pairs("j1", 1.0)] == [0.02, 0.26, 0.5, 0.74, 0.88]
    with av.open(str(stills.path("j1", "output", 5))) as picture:
        assert picture.streams.video[0].width == 640


async def test_a_file_without_a_picture_leaves_nothing_and_the_next_has_its_turn(
    clips: ClipShelf, tmp_path: Path
) -> None:
    async with taking(tmp_path) as stills:
        stills.want("j1", "source", clips.path(WAV), 1.0)
        stills.want("j2", "source", tmp_path / "gone.mov", 1.0)
        stills.want("j3", "source", clips.path(MP4), 1.0)
        await until(stills.path("j3", "source", 5).is_file, within_s=30, what="the last still")
    assert names(tmp_path) == [f"j3-source-{number}.jpg" for number in range(1, 6)]


async def test_nothing_is_taken_where_the_length_is_unknown(clips: ClipShelf, tmp_path: Path) -> None:
    async with taking(tmp_path) as stills:
        stills.want("j1", "source", clips.path(MP4), None)
        stills.want("j2", "source", clips.path(MP4), 1.0)
        await until(stills.path("j2", "source", 5).is_file, within_s=30, what="the last still")
    assert not any(name.startswith("j1") for name in names(tmp_path))


async def test_an_end_in_the_middle_leaves_no_half_of_a_picture(clips: ClipShelf, tmp_path: Path) -> None:
    async with taking(tmp_path) as stills:
        for number in range(5):
            stills.want(f"j{number}", "source", clips.path(MP4), 1.0)
        await until(stills.path("j0", "source", 1).is_file, within_s=30, what="the first still")
    taken = names(tmp_path)
    assert 1 <= len(taken) < 25
    assert all(name.endswith(".jpg") for name in taken)


async def test_a_source_that_has_to_go_is_pictured_first(clips: ClipShelf, tmp_path: Path) -> None:
    source = clips.copy(MP4, tmp_path / "source.mp4")
    async with taking(tmp_path / "stills") as stills:
        stills.want("j1", "source", source, 1.0)
        await stills.let_go("j1", within_s=30)
        source.unlink()
        assert len(names(tmp_path / "stills")) == 5


async def test_who_cannot_wait_has_the_source_let_go_at_once(clips: ClipShelf, tmp_path: Path) -> None:
    async with taking(tmp_path / "stills") as stills:
        stills.want("j1", "source", clips.path(MP4), 1.0)
        stills.want("j1", "output", clips.path(MP4), 1.0)
        await stills.let_go("j1", within_s=0)
        await until(stills.path("j1", "output", 5).is_file, within_s=30, what="the output's stills")
        assert stills.pairs("j1", 1.0) == ()


async def test_all_pictures_of_a_job_go_with_it_and_no_other(tmp_path: Path) -> None:
    stills = Stills(tmp_path, lambda: None)
    others = [stills.poster("j12"), stills.path("j12", "source", 1)]
    for path in (
        stills.poster("j1"),
        stills.path("j1", "source", 1),
        stills.path("j1", "output", 5),
        *others,
    ):
        path.write_bytes(b"x")
    stills.remove("j1")
    assert names(tmp_path) == sorted(path.name for path in others)


async def test_the_shape_of_the_outputs_sound_is_kept_with_the_pictures_and_removed_with_them(
    clips: ClipShelf, tmp_path: Path
) -> None:
    async with taking(tmp_path) as stills:
        stills.want("j1", "output", clips.path(WAV), 1.0, has_picture=False, has_sound=True)
        await until(stills.shape("j1").is_file, within_s=30, what="the shape of the sound")
        looks = stills.looks("j1", 1.0)
        assert looks.stills == ()
        assert max(looks.waveform) > 5
        stills.remove("j1")
        assert stills.looks("j1", 1.0).waveform == ()
