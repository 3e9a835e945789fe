"""The packaged program does what the sources do: no Python, no Qt where none is needed, every command."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.desktop.app_process import NO_DESK, App, app, wait_no_process
from tests.desktop.told_by_system import assert_told
from tests.support.xvfb import Desk, wait_for

pytestmark = [pytest.mark.packaged, pytest.mark.timeout(300)]

PAINTED_COLOURS = 40
# What a laptop has that has nothing: no Python, no ffmpeg and no library path of ours.
BARE = {"PATH": "/nonexistent", "PYTHONPATH": "", "PYTHONHOME": "", "LD_LIBRARY_PATH": ""}


def told(program: str, *words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **NO_DESK, **BARE, "HOME": str(cwd), "XDG_DATA_HOME": str(cwd / "data")}
    argv = [program, *map(str, words)]
    return subprocess.run(argv, cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False)


def clip(path: Path, *, seconds: int = 2) -> Path:
    import imageio_ffmpeg

    source = f"testsrc2=size=640x360:rate=25:duration={seconds}"
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-f", "lavfi", "-i", source]
    subprocess.run([*argv, "-c:v", "mpeg4", "-q:v", "3", str(path)], check=True, timeout=60)
    return path


def finished(server: App) -> bool:
    return all(job["status"] == "completed" for job in server.ask("GET", "/jobs").json()["items"])


def test_it_says_its_version_and_lists_every_command(program: str, tmp_path: Path) -> None:
    assert told(program, "--version", cwd=tmp_path).stdout.startswith("bulletproof ")
    for command in ("transcode", "verify", "preflight", "monitor", "jobs", "doctor"):
        shown = told(program, command, "--help", cwd=tmp_path)
        assert (shown.returncode, shown.stderr) == (0, ""), command
        assert "Usage: " in shown.stdout


def test_it_transcodes_a_clip_and_finds_its_output_show_ready(program: str, tmp_path: Path) -> None:
    source = clip(tmp_path / "act one.mov")
    made = told(program, "transcode", source, "--profile", "live-qlab", cwd=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    outputs = [path for path in tmp_path.glob("*.mov") if path != source]
    assert len(outputs) == 1
    checked = told(program, "verify", outputs[0], "--target", "qlab", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_it_refuses_a_file_that_is_cut_short_and_says_so(program: str, tmp_path: Path) -> None:
    whole = clip(tmp_path / "whole.mov").read_bytes()
    (tmp_path / "cut.mov").write_bytes(whole[: len(whole) // 2])
    checked = told(program, "verify", "cut.mov", cwd=tmp_path)
    assert checked.returncode == 1
    assert "cut.mov" in checked.stdout


def test_headless_needs_no_display_and_no_qt(program: str, tmp_path: Path) -> None:
    with app(tmp_path / "data", "--headless", env=NO_DESK | BARE, program=[program]) as server:
        server.wait_ready()
        assert server.ask("GET", "/health").json()["ok"] is True
        # All of them: of the single file, the first process only waits for the one that serves.
        mapped = [Path(f"/proc/{pid}/maps").read_text(encoding="utf-8") for pid in server.processes()]
        assert any("libpython3" in one for one in mapped)
        assert not any("libQt6" in one for one in mapped)
        server.process.send_signal(signal.SIGTERM)
        assert server.wait_end() == 0
        wait_no_process(server)


def test_killed_in_the_middle_it_goes_on_where_it_was(program: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    source = clip(tmp_path / "act two.mov", seconds=20)
    asked = {
        "paths": [str(source)],
        "profile": "live-prores-lt",
        "output_directory": str(tmp_path / "out"),
    }
    with app(tmp_path / "data", "--headless", env=NO_DESK | BARE, program=[program]) as server:
        server.wait_ready()
        server.ask("POST", "/jobs", asked)
        wait_for(lambda: server.ask("GET", "/status").json()["counts"]["processing"] == 1, "the job to run")
        for process in server.processes():
            with contextlib.suppress(ProcessLookupError):  # a helper that ended since it was looked for
                os.kill(process, signal.SIGKILL)
        server.process.wait(10)
    with app(tmp_path / "data", "--headless", env=NO_DESK | BARE, program=[program]) as again:
        again.wait_ready()
        wait_for(lambda: finished(again), "the job to be done after all", deadline_s=90)
        # The single file's first process only waits for the second, which a SIGKILL would leave behind.
        again.process.terminate()
        assert again.wait_end() == 0
        wait_no_process(again)
    assert [path.suffix for path in (tmp_path / "out").iterdir() if path.is_file()] == [".mov"]


@pytest.mark.display
def test_the_window_opens_and_shows_the_dashboard(program: str, desk: Desk, tmp_path: Path) -> None:
    env = desk.env | {name: value for name, value in BARE.items() if name != "PATH"}
    with app(tmp_path / "data", env=env, program=[program]) as window:
        window.wait_ready()
        wait_for(
            lambda: desk.inside(desk.wait_window("Bulletproof")).colours() > PAINTED_COLOURS,
            "the dashboard to be painted",
            deadline_s=60,
            step_s=0.3,
        )
        desk.close(desk.wait_window("Bulletproof"))
        assert window.wait_end() == 0
        wait_no_process(window)


def test_what_it_carries_of_others_is_named_with_its_licence(program: str, tmp_path: Path) -> None:
    shown = told(program, "--licences", cwd=tmp_path)
    assert shown.returncode == 0
    for name in ("GNU General Public License", "fastapi", "PySide6", "ffmpeg"):
        assert name in shown.stdout


@pytest.mark.display
async def test_it_speaks_to_the_desktop_that_it_runs_on(desk: Desk, program: str, tmp_path: Path) -> None:
    await assert_told(desk, tmp_path, clip(tmp_path / "act one.mov"), [program])
