"""A failure, a queue that is done and a machine that stays awake, seen from the desktop's side."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from tests.desktop.app_process import FROM_SOURCE, app
from tests.desktop.session_bus import desktop, session_bus
from tests.support.waiting import until
from tests.support.xvfb import Desk


async def assert_told(desk: Desk, tmp_path: Path, sound: Path, program: Sequence[str] = FROM_SOURCE) -> None:
    """A sound file and one that is none are queued while the window is put away."""
    (tmp_path / "out").mkdir()
    broken = tmp_path / "no picture.mov"
    broken.write_bytes(b"not a film" * 1000)
    paths = {"paths": [str(sound), str(broken)], "profile": "live-qlab"}
    body = paths | {"output_directory": str(tmp_path / "out")}
    with session_bus() as address:
        env = desk.env | {"DBUS_SESSION_BUS_ADDRESS": address}
        async with desktop(address) as system:
            with app(tmp_path / "data", env=env, program=program) as window:
                await asyncio.to_thread(window.wait_ready)
                await until(lambda: "was drawn" in window.log(), within_s=40, what="the window")
                desk.tell("windowminimize", desk.wait_window("Bulletproof"))
                await asyncio.to_thread(window.ask, "POST", "/jobs", body)
                await until(lambda: system.awake == 1, within_s=20, what="the request to stay awake")
                await until(lambda: len(system.shown) == 2, within_s=60, what="both notifications")
                await until(lambda: system.awake == 0, within_s=20, what="the machine to be let sleep")
                window.process.terminate()
                await asyncio.to_thread(window.wait_end)
    (_, failed, why), (_, done, sum_) = system.shown
    assert failed == "no picture.mov failed"
    assert why
    assert (done, sum_) == ("The queue is done", "1 show-ready, 1 failed.")
