"""`bulletproof --headless`: exit codes, the ready line, and not a trace of Qt."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop.app_process import NO_DESK, app, run, wait_no_process

WITHOUT_QT = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("webview", "PySide6", "qtpy"):
            raise AssertionError(f"{name} was imported")
sys.meta_path.insert(0, Refuse())
from bulletproof_desktop.__main__ import main
sys.exit(main())
"""


def test_headless_says_where_it_is_and_a_sigterm_ends_it_cleanly(tmp_path: Path) -> None:
    with app(tmp_path / "data", "--headless", env=NO_DESK) as server:
        url = server.wait_ready()
        told = json.loads((tmp_path / "data" / "instance.json").read_text())
        assert url == told["url"]
        assert server.ask("GET", "/health").json()["ok"] is True
        server.process.send_signal(signal.SIGTERM)
        assert server.wait_end() == 0
        wait_no_process(server)
        assert not (tmp_path / "data" / "instance.json").exists()


def test_headless_never_imports_the_windows_libraries(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", WITHOUT_QT, "--headless", "--data-dir", str(tmp_path / "data")]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Bulletproof is ready: http://127.0.0.1:")
        process.terminate()
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.communicate()


def test_a_second_server_on_the_same_data_folder_ends_with_6_and_harms_nothing(tmp_path: Path) -> None:
    with app(tmp_path / "data", "--headless") as first:
        first.wait_ready()
        code, errors = run(tmp_path / "data", "--headless")
        assert code == 6
        assert str(tmp_path / "data") in errors
        assert first.ask("GET", "/health").json()["ok"] is True


def test_a_port_that_is_taken_ends_with_2_and_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, errors = run(tmp_path / "data", "--headless", "--port", str(port))
    assert code == 2
    assert str(port) in errors


def test_an_address_that_others_can_reach_needs_a_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BULLETPROOF_TOKEN", raising=False)
    monkeypatch.delenv("BULLETPROOF_TOKEN_FILE", raising=False)
    code, errors = run(tmp_path / "data", "--headless", "--host", "0.0.0.0")  # noqa: S104
    assert code == 2
    assert "BULLETPROOF_TOKEN" in errors


def test_a_crash_is_told_at_the_next_start_and_its_report_lies_ready(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with app(data, "--headless", env=NO_DESK) as first:
        first.wait_ready()
        first.process.send_signal(signal.SIGSEGV)
        assert first.wait_end() == -signal.SIGSEGV
    with app(data, "--headless", env=NO_DESK) as second:
        second.wait_ready()
        (notice,) = [
            said for said in second.ask("GET", "/status").json()["notices"] if "ended unexpectedly" in said
        ]
    left = (data / "crash-reports").glob("*.txt")
    (report,) = (path for path in left if not path.name.endswith(".running.txt"))
    assert str(report) in notice
    assert "Segmentation fault" in report.read_text(encoding="utf-8")
