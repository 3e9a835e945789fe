"""The window by itself, in a process of its own, on pages that this test serves."""

import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.xvfb import Desk, wait_for

pytestmark = pytest.mark.display

PROGRAM = """
import os, sys
from pathlib import Path
from bulletproof_desktop import preflight, window
from bulletproof_desktop.desk import Desk
preflight.set_up_environment(os.environ, is_root=preflight.is_root(), is_frozen=False)
url, running = sys.argv[1], int(sys.argv[2])
dashboard = window.Dashboard(url, lambda: url + "launch", lambda: running)
data_dir = Path(sys.argv[3])
try:
    window.show(lambda: dashboard, desk=Desk(data_dir), data_dir=data_dir, blank_after_s=float(sys.argv[4]))
except window.StayedBlank:
    os._exit(77)
os._exit(0)  # as the app does: pywebview may leave a waiting thread behind
"""
BLANK = 77
LINK = '<a href="{}" style="position:fixed;inset:0;background:#364">somewhere else</a>'
LINK_COLOUR = (0x33, 0x66, 0x44)


class Site:
    """A few pages on a free port, and what was asked of them."""

    def __init__(self, page: str) -> None:
        site = self
        self.asked: list[str] = []

        class Pages(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                body = page.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> "Site":
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def wait_asked(self, path: str, *, times: int = 1) -> None:
        wait_for(lambda: self.asked.count(path) >= times, f"{path} to be asked {times} times")


@contextmanager
def shown(
    desk: Desk, site: Site, *, running: int = 0, blank_after_s: float = 60
) -> Iterator[subprocess.Popen[bytes]]:
    with tempfile.TemporaryDirectory() as data_dir:
        argv = [sys.executable, "-c", PROGRAM, site.url, str(running), data_dir, str(blank_after_s)]
        process = subprocess.Popen(argv, env=desk.env, stderr=subprocess.DEVNULL)
        try:
            site.wait_asked("/launch")
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()


def test_a_page_of_another_origin_is_led_back_by_a_new_launch_address(desk: Desk) -> None:
    with (
        Site("a stranger's page") as stranger,
        Site(LINK.format(stranger.url)) as ours,
        shown(desk, ours),
    ):
        window = desk.wait_window("Bulletproof")
        wait_for(lambda: desk.inside(window).colour_at(60, 60) == LINK_COLOUR, "the page to be painted")
        desk.click(window, 300, 300)
        stranger.wait_asked("/")
        ours.wait_asked("/launch", times=2)


def test_closing_an_idle_window_asks_nothing(desk: Desk) -> None:
    with Site("idle") as site, shown(desk, site) as process:
        desk.close(desk.wait_window("Bulletproof"))
        assert process.wait(20) == 0


def test_closing_while_jobs_run_asks_and_a_no_keeps_the_window(desk: Desk) -> None:
    with Site("busy") as site, shown(desk, site, running=2) as process:
        window = desk.wait_window("Bulletproof")
        desk.close(window)
        desk.wait_window("Quit while jobs run")
        desk.key("Escape")
        wait_for(lambda: not desk.windows("Quit while jobs run"), "the question to go")
        assert desk.windows("Bulletproof") == [window]
        assert process.poll() is None


def test_closing_while_jobs_run_ends_at_a_yes(desk: Desk) -> None:
    with Site("busy") as site, shown(desk, site, running=1) as process:
        desk.close(desk.wait_window("Bulletproof"))
        desk.wait_window("Quit while jobs run")
        desk.key("Return")
        assert process.wait(20) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_window_without_asking(desk: Desk, number: signal.Signals) -> None:
    with Site("busy") as site, shown(desk, site, running=1) as process:
        desk.wait_window("Bulletproof")
        process.send_signal(number)
        assert process.wait(20) == 0


def test_a_signal_ends_the_window_also_while_it_asks(desk: Desk) -> None:
    with Site("busy") as site, shown(desk, site, running=1) as process:
        desk.close(desk.wait_window("Bulletproof"))
        desk.wait_window("Quit while jobs run")
        process.terminate()
        assert process.wait(20) == 0


def test_a_window_that_stays_blank_is_given_up_for_one_without_the_graphics_card(desk: Desk) -> None:
    with Site("it never says that it is drawn") as site, shown(desk, site, blank_after_s=1) as process:
        assert process.wait(30) == BLANK
