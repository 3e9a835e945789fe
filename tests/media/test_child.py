"""A child is gone when its block ends, however that comes, and when we are killed in the middle of it."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest

from bulletproof.media.child import Limits, child
from tests.support.waiting import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and groups are POSIX's")

SLEEP = ("sleep", "60")
DEAF = (
    sys.executable,
    "-c",
    "import signal; signal.signal(15, signal.SIG_IGN); print(1, flush=True); signal.pause()",
)
FAMILY = ("/bin/sh", "-c", "sleep 60 & echo $!; wait")
PARENT = """
import asyncio, sys
from bulletproof.media.child import child
from bulletproof.media.lifeline import watchdog

async def main():
    async with child(["sleep", "60"]) as process:
        print(process.pid, flush=True)
        await process.wait()

async def watched():
    process = await asyncio.create_subprocess_exec("sleep", "60", start_new_session=True)
    async with watchdog(process.pid):
        print(process.pid, flush=True)
        await process.wait()

asyncio.run({"main": main, "watched": watched}[sys.argv[1]]())
"""


def is_dead(pid: int) -> bool:
    """A zombie is dead: on some machines nobody reaps the orphans."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


async def test_it_is_gone_and_its_pipes_are_closed_when_the_block_ends() -> None:
    async with child(SLEEP) as process:
        assert process.returncode is None
    assert process.returncode == -signal.SIGTERM
    assert process.stdout is not None
    assert process.stdout.at_eof()


async def test_one_that_will_not_go_is_killed_after_the_grace() -> None:
    async with child(DEAF, grace_s=0.1) as process:
        assert process.stdout is not None
        await process.stdout.readline()
    assert process.returncode == -signal.SIGKILL


async def test_a_stopped_one_can_still_be_asked_to_go() -> None:
    async with child(SLEEP, grace_s=30.0) as process:
        os.killpg(process.pid, signal.SIGSTOP)
    assert process.returncode == -signal.SIGTERM


async def test_what_it_started_goes_with_it() -> None:
    async with child(FAMILY, grace_s=0) as process:
        assert process.stdout is not None
        grandchild = int(await process.stdout.readline())
    await until(lambda: is_dead(grandchild), within_s=5.0)


async def test_being_cancelled_twice_does_not_leave_it_behind() -> None:
    begun, left = asyncio.Event(), []

    async def hold() -> None:
        async with child(DEAF, grace_s=0.3) as process:
            left.append(process.pid)
            assert process.stdout is not None
            await process.stdout.readline()
            begun.set()
            await process.wait()

    holding = asyncio.ensure_future(hold())
    await begun.wait()
    holding.cancel()
    await asyncio.wait({holding}, timeout=0.05)
    holding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await holding
    assert is_dead(left[0])


async def test_a_flood_that_nobody_reads_does_not_hold_up_its_end() -> None:
    async with asyncio.timeout(10.0), child(("sh", "-c", "yes >&2"), grace_s=0) as process:
        pass
    assert process.returncode == -signal.SIGKILL


async def test_it_is_told_nothing_that_is_not_its_business(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FFREPORT", "AV_LOG_FORCE_COLOR", "BULLETPROOF_TOKEN"):
        monkeypatch.setenv(name, "file=/nowhere")
    assert not {"FFREPORT", "AV_LOG_FORCE_COLOR", "BULLETPROOF_TOKEN"} & (await _environment_seen()).keys()


async def test_a_packed_app_gives_the_system_its_own_libraries_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/tmp/_MEI123")
    assert "LD_LIBRARY_PATH" not in await _environment_seen()
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/show")
    assert (await _environment_seen())["LD_LIBRARY_PATH"] == "/opt/show"


async def _environment_seen() -> Mapping[str, str]:
    async with child(("/usr/bin/env", "-0")) as process:
        told, _ = await process.communicate()
    return dict(line.split("=", 1) for line in told.decode().split("\0") if line)


ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="prlimit(2) is Linux's")


@ON_LINUX
async def test_one_that_wants_more_memory_than_it_may_have_gets_none() -> None:
    hungry = (sys.executable, "-c", "input(); print(len(bytearray(1 << 30)))")
    async with child(hungry, wants_input=True, limits=Limits(memory_bytes=512 << 20)) as process:
        _, said = await process.communicate(b"\n")
    assert b"MemoryError" in said


@ON_LINUX
async def test_one_that_spins_is_ended_when_its_seconds_are_used_up() -> None:
    async with child((sys.executable, "-c", "while True: pass"), limits=Limits(cpu_s=1)) as process:
        async with asyncio.timeout(30.0):
            await process.wait()
    assert process.returncode in (-signal.SIGXCPU, -signal.SIGKILL)


@ON_LINUX
async def test_one_that_may_write_no_file_writes_none_and_can_still_answer(tmp_path: Path) -> None:
    spill = "import sys\ninput()\nprint('here', flush=True)\nopen(sys.argv[1], 'w').write('x')"
    argv = (sys.executable, "-c", spill, str(tmp_path / "spilt"))
    async with child(argv, wants_input=True, limits=Limits(file_bytes=0)) as process:
        told, _ = await process.communicate(b"\n")
    assert told == b"here\n"
    assert (tmp_path / "spilt").read_bytes() == b""


@pytest.mark.skipif(sys.platform != "linux", reason="the parent-death signal is Linux's")
@pytest.mark.parametrize("has_setpriv", [True, False], ids=["setpriv", "prctl"])
async def test_it_dies_with_a_parent_that_is_killed(tmp_path: Path, has_setpriv: bool) -> None:
    (tmp_path / "sleep").symlink_to("/bin/sleep")
    await _orphan("main", path=os.environ["PATH"] if has_setpriv else str(tmp_path))


async def test_the_watchdog_ends_the_group_of_a_parent_that_is_killed() -> None:
    await _orphan("watched", path=os.environ["PATH"])


async def _orphan(how: str, *, path: str) -> None:
    """Start a parent that starts a child, kill the parent, and see the child die."""
    environment = {**os.environ, "PATH": path, "PYTHONPATH": os.pathsep.join(sys.path)}
    argv = [sys.executable, "-c", PARENT, how]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, env=environment) as parent:  # noqa: ASYNC220
        assert parent.stdout is not None
        pid = int(await asyncio.to_thread(parent.stdout.readline))
        assert not is_dead(pid)
        parent.kill()
    await until(lambda: is_dead(pid), within_s=5.0)
