"""Files that were made to do harm open nothing, fetch nothing, and end within seconds in plain words."""

import asyncio
import shutil
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from bulletproof.domain.errors import Unreadable
from bulletproof.media.argv import INPUT_GUARD, file_url
from bulletproof.media.inspector import Inspector, inspector_argv
from bulletproof.media.inspector_child import MAX_MEMORY_BYTES
from tests.security.crafted import Canary, crafted
from tests.support.clips import MKV, MP4, ClipShelf, clips, real_ffmpeg

__all__ = ["clips"]
pytestmark = pytest.mark.ffmpeg

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits and strace are Linux's")
STRACED = pytest.mark.skipif(shutil.which("strace") is None, reason="Debian's strace is not installed")
WITHIN_S = 5.0
TAGGED = {"ansi.mkv", "long.mkv", "font.mkv"}
TOLD_BY_DECODING = {"sps.mp4"}  # its container says another size than its picture
WORDS = {
    "hls0.mov": "is a list of other files",
    "hls-bom.mov": "is a list of other files",
    "concat0.mp4": "is a list of other files",
    "story.mp4": "can't be opened as media",
    "tracks.mov": "1000 streams",
    "programs.ts": "streams; more than 200",
    "wide.mov": "larger than 16384 × 16384",
    "widest.mov": "larger than 16384 × 16384",
    "empty.mov": "is empty",
    "folder.mov": "no regular file",
    "pipe.mov": "no regular file",
    "zero.mov": "no regular file",
    "gone.mov": "can't be opened",
}


class Singing:
    """A canary that was reached has sung."""

    def __init__(self, canary: Canary) -> None:
        self.canary = canary
        self.calls = 0


@pytest.fixture
async def singing(clips: ClipShelf, tmp_path: Path) -> AsyncIterator[Singing]:
    file = clips.copy(MP4, tmp_path / "canary.mp4")

    def called(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        bird.calls += 1
        writer.close()

    server = await asyncio.start_server(called, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    bird = Singing(Canary(file, f"http://127.0.0.1:{address[1]}/"))
    async with server:
        yield bird


@pytest.fixture
def files(singing: Singing, clips: ClipShelf, tmp_path: Path) -> list[Path]:
    (tmp_path / "drop").mkdir()
    return crafted(singing.canary, clips, tmp_path / "drop")


def straced(log: Path, argv: list[str]) -> list[str]:
    calls = "trace=open,openat,openat2,creat,connect,sendto,sendmsg,execve"
    return ["strace", "-f", "-qq", "-s", "400", "-e", calls, "-o", str(log), *argv]


def assert_silence(log: Path, bird: Singing) -> None:
    told = log.read_text(errors="replace")
    assert str(bird.canary.file) not in told, "the canary file was opened"
    assert "AF_INET" not in told, "the network was asked"
    assert "/etc/passwd" not in "".join(line for line in told.splitlines() if "drop" in line)
    assert bird.calls == 0


async def looked_into(inspector: Inspector, path: Path) -> str | None:
    """Why it can't be read; None where it can."""
    started_s = time.monotonic()
    try:
        await inspector.probe(path)
        await inspector.packets(path)
    except Unreadable as error:
        return str(error)
    finally:
        assert time.monotonic() - started_s < WITHIN_S, path.name
    return None


@STRACED
async def test_the_checker_opens_what_it_was_given_and_nothing_else(
    files: list[Path], singing: Singing, tmp_path: Path
) -> None:
    assert len(files) >= 40
    log = tmp_path / "opened"
    async with Inspector(straced(log, inspector_argv())) as inspector:
        told = {path.name: await looked_into(inspector, path) for path in files}
    readable = {name for name, why in told.items() if why is None}
    assert readable == TAGGED | TOLD_BY_DECODING | {name for name in told if name.startswith("elsewhere")}
    assert all(name in (why or name) for name, why in told.items())
    assert_silence(log, singing)


@STRACED
async def test_ffmpeg_opens_what_it_was_given_and_nothing_else(
    files: list[Path], singing: Singing, tmp_path: Path
) -> None:
    log = tmp_path / "opened"
    for path in files:
        if not path.is_file() or path.is_symlink():
            continue  # these never come as far as ffmpeg
        decode = [str(real_ffmpeg()), "-nostdin", "-v", "error", *INPUT_GUARD, "-i", file_url(path)]
        argv = straced(log, [*decode, "-t", "1", "-f", "null", "-"])
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(*argv, stdout=quiet, stderr=quiet)
        async with asyncio.timeout(30.0):
            await process.wait()
        assert_silence(log, singing)


async def test_each_is_refused_in_plain_words(files: list[Path]) -> None:
    async with Inspector() as inspector:
        for path in files:
            if path.name in WORDS:
                assert WORDS[path.name] in (await looked_into(inspector, path) or "")


async def test_media_that_lies_in_another_file_is_named(files: list[Path]) -> None:
    async with Inspector() as inspector:
        for path in files:
            if path.name.startswith("elsewhere"):
                assert (await inspector.probe(path)).needs_other_files


async def test_a_tag_neither_paints_nor_floods(files: list[Path]) -> None:
    async with Inspector() as inspector:
        for path in files:
            if path.name in TAGGED:
                told = await inspector.probe(path)
                assert len(repr(told)) < 4000
                assert not any(character in repr(told) for character in "\x1b\r\n\0")
                assert path.name != "ansi.mkv" or told.picture is None or "␛" in (told.picture.timecode or "")


@ON_LINUX
async def test_the_checkers_child_is_bounded(clips: ClipShelf) -> None:
    async with Inspector() as inspector:
        await inspector.probe(clips.path(MKV))
        (child,) = [
            one for one in psutil.Process().children(recursive=True) if "inspector" in str(one.cmdline())
        ]
        limits = [
            child.rlimit(kind)[0] for kind in (psutil.RLIMIT_AS, psutil.RLIMIT_FSIZE, psutil.RLIMIT_CORE)
        ]
        assert limits == [MAX_MEMORY_BYTES, 0, 0]
        assert 0 < child.rlimit(psutil.RLIMIT_CPU)[0] < 1000


async def test_many_refusals_leave_the_checker_as_it_was(files: list[Path], clips: ClipShelf) -> None:
    async with Inspector() as inspector:
        bad = [path for path in files if path.name in ("wide.mov", "tracks.mov", "sps.mp4", "widest.mov")]
        for _ in range(3):
            for path in bad:
                await looked_into(inspector, path)
        assert (await inspector.probe(clips.path(MKV))).container == "matroska,webm"
