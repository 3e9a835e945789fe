"""The whole app in a window: server, page, real input, and nothing left behind."""

import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import imageio_ffmpeg
import pytest

from tests.desktop.app_process import NO_DESK, App, app, run, wait_no_process
from tests.desktop.page import Page
from tests.support.xvfb import Desk, Picture, wait_for

pytestmark = pytest.mark.display

PAINTED_COLOURS = 40  # a blank page has one or two; text alone brings dozens of shades
PROFILE = "live-prores-lt"


def painted(desk: Desk, shown: App) -> Picture:
    """The window, once the dashboard has been drawn in it and not only the page that is there at once."""

    def look() -> Picture | None:
        picture = desk.inside(desk.wait_window("Bulletproof"))
        return (
            picture
            if "the dashboard was drawn" in shown.log() and picture.colours() > PAINTED_COLOURS
            else None
        )

    return wait_for(look, "the dashboard to be painted", deadline_s=40, step_s=0.3)


def clip(path: Path, *, seconds: int) -> Path:
    source = f"testsrc2=size=1280x720:rate=25:duration={seconds}"
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-f", "lavfi", "-i", source]
    subprocess.run([*argv, "-c:v", "mpeg4", "-q:v", "5", str(path)], check=True, timeout=60)
    return path


def queue_state(server: App) -> str:
    return str(server.ask("GET", "/status").json()["queue"])


def running_jobs(server: App) -> int:
    return int(server.ask("GET", "/status").json()["counts"]["processing"])


def start_and_freeze_a_job(server: App, tmp_path: Path) -> str:
    """A job that is processing and stays so: its encode stands still."""
    (tmp_path / "out").mkdir()
    source = clip(tmp_path / "act one.mov", seconds=20)
    asked = {"paths": [str(source)], "profile": PROFILE, "output_directory": str(tmp_path / "out")}
    job = server.ask("POST", "/jobs", asked).json()["jobs"][0]["id"]
    wait_for(lambda: running_jobs(server) == 1, "the job to run")
    server.ask("POST", "/queue/freeze")
    return str(job)


def test_the_window_shows_the_dashboard(desk: Desk, tmp_path: Path) -> None:
    with app(tmp_path / "data", env=desk.env) as window:
        window.wait_ready()
        painted(desk, window)


def test_a_real_click_changes_the_server(desk: Desk, tmp_path: Path) -> None:
    page = Page()
    with app(tmp_path / "data", env=desk.env | page.env) as window:
        window.wait_ready()
        assert queue_state(window) == "running"
        page.click(desk, "Hold")
        wait_for(lambda: queue_state(window) == "held", "the server to hold the queue")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_window_server_and_every_child(
    desk: Desk, tmp_path: Path, number: signal.Signals
) -> None:
    with app(tmp_path / "data", env=desk.env) as window:
        window.wait_ready()
        painted(desk, window)
        assert len(window.processes()) > 1  # Qt's own children: there is something to be left behind
        window.process.send_signal(number)
        assert window.wait_end() == 0
        wait_no_process(window)
        assert not (tmp_path / "data" / "instance.json").exists()


def test_a_signal_before_the_window_is_up_ends_everything_too(desk: Desk, tmp_path: Path) -> None:
    with app(tmp_path / "data", env=desk.env) as window:
        window.wait_ready()
        window.process.terminate()
        assert window.wait_end() == 0
        wait_no_process(window)


def test_a_signal_while_the_page_is_being_loaded_ends_everything_too(desk: Desk, tmp_path: Path) -> None:
    with app(tmp_path / "data", env=desk.env) as window:
        wait_for(lambda: desk.windows("Bulletproof"), "the window", step_s=0.01)
        window.process.terminate()
        assert window.wait_end() == 0
        wait_no_process(window)


def test_a_data_folder_that_can_not_be_made_is_named(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    with app(tmp_path / "a file" / "data", env=desk.env) as window:
        desk.wait_window("Bulletproof can't start")  # nobody reads what a double-clicked program writes
        desk.key("Escape")
        assert window.wait_end() == 3
        assert str(tmp_path / "a file") in window.errors()


def test_closing_the_window_ends_everything(desk: Desk, tmp_path: Path) -> None:
    with app(tmp_path / "data", env=desk.env) as window:
        window.wait_ready()
        painted(desk, window)
        desk.close(desk.wait_window("Bulletproof"))
        assert window.wait_end() == 0
        wait_no_process(window)


def test_without_a_display_it_names_headless_and_starts_no_server(tmp_path: Path) -> None:
    code, errors = run(tmp_path / "data", env=NO_DESK)
    assert code == 4
    assert "--headless" in errors
    assert not (tmp_path / "data" / "instance.json").exists()


def test_a_second_start_hands_its_files_to_the_first(desk: Desk, tmp_path: Path) -> None:
    with app(tmp_path / "data", "--headless", env=NO_DESK) as first:
        first.wait_ready()
        watched = tmp_path / "in"
        watched.mkdir()
        first.ask("POST", "/queue/hold")
        (tmp_path / "out").mkdir()
        rules = [{"pattern": "*.mov", "profile": PROFILE}]
        folder = {
            "watch_directory": str(watched),
            "output_directory": str(tmp_path / "out"),
            "rules": rules,
        }
        first.ask("POST", "/folders", folder)
        source = clip(watched / "act two.mov", seconds=1)
        code, errors = run(tmp_path / "data", source, env=desk.env)
        assert (code, errors) == (0, "")
        jobs = first.ask("GET", "/jobs").json()["items"]
        assert ("act two.mov", "manual") in [(job["name"], job["origin"]) for job in jobs]


def test_a_file_that_the_first_refuses_is_named(tmp_path: Path) -> None:
    with app(tmp_path / "data", "--headless", env=NO_DESK) as first:
        first.wait_ready()
        code, errors = run(tmp_path / "data", tmp_path / "nothing here.mov", env=NO_DESK)
    assert code == 1
    assert "nothing here.mov" in errors


@pytest.mark.ffmpeg
def test_quitting_while_a_job_runs_asks_first_and_puts_it_back_in_the_queue(
    desk: Desk, tmp_path: Path
) -> None:
    page = Page()
    with app(tmp_path / "data", env=desk.env | page.env) as window:
        window.wait_ready()
        painted(desk, window)
        job = start_and_freeze_a_job(window, tmp_path)
        title_bar = desk.wait_window("Bulletproof")

        desk.close(title_bar)
        page.click(desk, "Stay")
        assert running_jobs(window) == 1

        desk.close(title_bar)
        page.click(desk, "Quit now")
        assert window.wait_end() == 0
        wait_no_process(window)
    with app(tmp_path / "data", "--headless", env=NO_DESK) as again:
        again.wait_ready()
        assert again.ask("GET", f"/jobs/{job}").json()["job"]["status"] in ("queued", "processing")


@pytest.mark.ffmpeg
def test_a_program_that_works_on_without_its_window_is_brought_back_by_a_second_start(
    desk: Desk, tmp_path: Path
) -> None:
    page = Page()
    with app(tmp_path / "data", env=desk.env | page.env) as window:
        window.wait_ready()
        painted(desk, window)
        start_and_freeze_a_job(window, tmp_path)
        desk.close(desk.wait_window("Bulletproof"))
        page.click(desk, "Keep working")
        wait_for(lambda: not desk.windows("Bulletproof"), "the window to be hidden")
        assert running_jobs(window) == 1
        assert run(tmp_path / "data", env=desk.env)[0] == 0
        desk.wait_window("Bulletproof")


@pytest.mark.ffmpeg
def test_it_quits_by_itself_once_what_runs_is_finished_and_starts_nothing_more(
    desk: Desk, tmp_path: Path
) -> None:
    page = Page()
    with app(tmp_path / "data", env=desk.env | page.env) as window:
        window.wait_ready()
        painted(desk, window)
        first = start_and_freeze_a_job(window, tmp_path)
        desk.close(desk.wait_window("Bulletproof"))
        page.click(desk, "Finish what runs")
        page.find("Keep running")  # said on the page, at once
        asked = {"paths": [str(clip(tmp_path / "act two.mov", seconds=1))], "profile": PROFILE}
        second = window.ask("POST", "/jobs", asked | {"output_directory": str(tmp_path / "out")}).json()[
            "jobs"
        ][0]["id"]
        window.ask("POST", "/queue/resume")
        assert window.wait_end(deadline_s=60) == 0
    with app(tmp_path / "data", "--headless", env=NO_DESK) as again:
        again.wait_ready()
        again.ask("POST", "/queue/hold")
        jobs = {job["id"]: job for job in again.ask("GET", "/jobs").json()["items"]}
        assert jobs[first]["status"] == "completed"
        assert jobs[second]["status"] in ("queued", "processing")


def test_the_windows_menu_gives_the_pages_orders(desk: Desk, tmp_path: Path) -> None:
    page = Page()
    with app(tmp_path / "data", env=desk.env | page.env) as window:
        window.wait_ready()
        painted(desk, window)
        desk.tell("windowactivate", desk.wait_window("Bulletproof"))
        desk.key("ctrl+2")
        wait_for(lambda: page.path() == "/jobs", "the page of the jobs")
        desk.key("alt+q", "Return")  # its first entry
        wait_for(lambda: queue_state(window) == "held", "the queue to be held")


def test_quit_in_the_menu_ends_everything(desk: Desk, tmp_path: Path) -> None:
    with app(tmp_path / "data", env=desk.env) as window:
        window.wait_ready()
        painted(desk, window)
        desk.tell("windowactivate", desk.wait_window("Bulletproof"))
        desk.key("ctrl+q")
        assert window.wait_end() == 0
        wait_no_process(window)


def test_diagnostics_are_shown_and_saved_where_the_user_says(desk: Desk, tmp_path: Path) -> None:
    page = Page()
    with app(tmp_path / "data", env=desk.env | page.env) as window:
        window.wait_ready()
        painted(desk, window)
        desk.tell("windowactivate", desk.wait_window("Bulletproof"))
        desk.key("alt+f", "Down", "Down", "Return")
        page.click(desk, "Save…")
        desk.wait_window("Save file")
        desk.key("ctrl+a")
        desk.type(str(tmp_path / "for help.txt"))
        desk.key("Return")
        wait_for((tmp_path / "for help.txt").exists, "the file to be written")
        assert "This machine" in (tmp_path / "for help.txt").read_text(encoding="utf-8")


def test_a_second_start_brings_the_first_window_back(desk: Desk, tmp_path: Path) -> None:
    with app(tmp_path / "data", env=desk.env) as first:
        first.wait_ready()
        painted(desk, first)
        window = desk.wait_window("Bulletproof")
        desk.tell("windowminimize", window)
        wait_for(lambda: desk.active() != window, "the window to be put away")
        assert run(tmp_path / "data", env=desk.env)[0] == 0
        wait_for(lambda: desk.active() == window, "the window to be in front")


def test_the_window_opens_where_it_was(desk: Desk, tmp_path: Path) -> None:
    with app(tmp_path / "data", env=desk.env) as first:
        first.wait_ready()
        painted(desk, first)
        window = desk.wait_window("Bulletproof")
        desk.tell("windowsize", window, "900", "600")
        wait_for(lambda: desk.place(window)[2:] == (900, 600), "the window to be smaller")
        desk.tell("windowmove", window, "120", "90")
        wait_for(lambda: desk.place(window)[0] in range(115, 130), "the window to be moved")
        before = desk.place(window)
        desk.close(window)
        assert first.wait_end() == 0
    with app(tmp_path / "data", env=desk.env) as second:
        second.wait_ready()
        again = desk.wait_window("Bulletproof")
        wait_for(lambda: desk.place(again) == before, "the window to be where it was")


def test_the_systems_dialog_gives_the_file_that_was_typed(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "act #1.mov"
    source.touch()
    with app(tmp_path / "data", env=desk.env) as window, ThreadPoolExecutor(1) as asking:
        window.wait_ready()
        painted(desk, window)
        answer = asking.submit(window.ask, "POST", "/shell/choose", {"wanted": "files"})
        desk.wait_window("Open files")
        desk.type(str(source))
        desk.key("Return")
        assert answer.result(20).json() == {"paths": [str(source)]}


def test_a_dialog_that_is_closed_gives_nothing(desk: Desk, tmp_path: Path) -> None:
    with app(tmp_path / "data", env=desk.env) as window, ThreadPoolExecutor(1) as asking:
        window.wait_ready()
        painted(desk, window)
        answer = asking.submit(window.ask, "POST", "/shell/choose", {"wanted": "folder"})
        desk.wait_window("Open folder")
        desk.key("Escape")
        assert answer.result(20).json() == {"paths": []}
