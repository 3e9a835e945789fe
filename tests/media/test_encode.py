"""One encode: whatever the child does, we come to an end, and can say why."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from bulletproof.domain.errors import BulletproofError, DiskFull, EncodeFailed, Stalled
from bulletproof.media.encode import EncodeOutcome, EncodeProgress, encode
from bulletproof.media.encode_control import EncodeControl
from bulletproof.media.stderr import RING_BYTES
from tests.support.waiting import until

FAKE = Path(__file__).parents[1] / "support" / "fake_ffmpeg.py"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


async def _encode(
    *fault: str,
    stall_s: float = 30.0,
    control: EncodeControl | None = None,
    seen: list[EncodeProgress] | None = None,
) -> EncodeOutcome:
    told: list[EncodeProgress] = [] if seen is None else seen
    return await encode(
        [sys.executable, str(FAKE), *fault],
        duration_s=1.0,
        on_progress=told.append,
        control=control or EncodeControl(),
        stall_s=stall_s,
    )


def _alive() -> list[psutil.Process]:
    """Children of ours that are no zombies."""
    children = psutil.Process().children(recursive=True)
    return [found for found in children if str(FAKE) in " ".join(found.cmdline() or [])]


async def test_a_flood_of_complaints_is_read_to_its_end_and_the_last_of_it_is_kept() -> None:
    outcome = await _encode("flood")
    assert outcome.decode_errors == 10_000
    assert len(outcome.stderr_tail) <= RING_BYTES + 10_000
    assert outcome.stderr_tail.splitlines()[-1].startswith(
        "[mpeg2video @ 0x1] [error] ac-tex damaged at 9999"
    )


async def test_a_line_without_an_end_takes_no_memory_and_no_time() -> None:
    assert len((await _encode("one_endless_line")).stderr_tail) <= RING_BYTES


async def test_a_child_that_stands_still_is_told_of_and_then_ended() -> None:
    seen: list[EncodeProgress] = []
    with pytest.raises(Stalled, match="using neither processor nor disk"):
        await _encode("hang", stall_s=6.0, seen=seen)
    assert seen[-1].stalled_s is not None
    assert _alive() == []


async def test_a_child_that_ignores_being_asked_is_killed() -> None:
    with pytest.raises(Stalled):
        await _encode("hang_deaf", stall_s=1.0)
    assert _alive() == []


async def test_slow_is_not_stuck() -> None:
    assert (await _encode("busy", "4", stall_s=2.0)).out_time_s == 1.0


async def test_a_script_that_waits_for_the_real_ffmpeg_is_not_stuck() -> None:
    outcome = await encode(
        ["/bin/sh", "-c", f"'{sys.executable}' '{FAKE}' busy 4; exit $?"],
        duration_s=1.0,
        on_progress=lambda _: None,
        control=EncodeControl(),
        stall_s=2.0,
    )
    assert outcome.out_time_s == 1.0


async def test_a_frozen_child_is_not_taken_for_a_stuck_one() -> None:
    control = EncodeControl()
    running = asyncio.ensure_future(_encode("hang", stall_s=2.0, control=control))
    await until(lambda: bool(_alive()))
    control.freeze()
    await until(lambda: all(child.status() == psutil.STATUS_STOPPED for child in _alive()))
    done, _ = await asyncio.wait({running}, timeout=4.0)
    assert not done
    control.thaw()
    with pytest.raises(Stalled):
        await running


async def test_cancelling_ends_a_deaf_child_within_a_second_and_leaves_nobody_behind() -> None:
    running = asyncio.ensure_future(_encode("hang_deaf"))
    await until(lambda: bool(_alive()))
    started_s = time.monotonic()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert time.monotonic() - started_s < 1.0
    assert _alive() == []


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        ("crash", EncodeFailed, r"crashed \(SIGSEGV\)\. Press Retry"),
        ("disk_full", DiskFull, "goes on by itself"),
        ("give_up", EncodeFailed, r"Nothing was decoded ␛\[2J\. The source is untouched"),
    ],
)
async def test_a_failure_says_its_cause_and_the_way_out(
    fault: str, error: type[BulletproofError], words: str
) -> None:
    with pytest.raises(error, match=words):
        await _encode(fault)


async def test_the_child_of_a_killed_parent_is_dead_within_five_seconds(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from bulletproof.media.child import child\n"
        "async def main():\n"
        "    async with child([sys.executable, sys.argv[1], 'hang_deaf']) as process:\n"
        "        print(process.pid, flush=True)\n"
        "        await process.wait()\n"
        "asyncio.run(main())\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(  # noqa: ASYNC220  # it must be a parent of its own, which this loop does not own
        [sys.executable, "-c", script, str(FAKE)], stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout is not None
        pid = int(await asyncio.to_thread(parent.stdout.readline))
        parent.send_signal(signal.SIGKILL)
    await until(lambda: _is_dead(pid), within_s=5.0)


def _is_dead(pid: int) -> bool:
    """A zombie is dead: nobody but the init of this machine could reap it."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
