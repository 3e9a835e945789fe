"""The server as a process: its one line, its exit codes, what it leaves behind, and what it never shows."""

import json
import logging
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest

from bulletproof.domain.settings import ServerOptions
from bulletproof.instance import DataFolderInUse, read_instance
from bulletproof.runtime import AddressRefused, BackgroundServer
from tests.support.server import running_server, words

TOKEN = "a-token-of-more-than-thirty-two-characters"
END_S = 15


@pytest.fixture
def own_logs() -> Iterator[None]:
    """A server in this process takes the logs over; they are given back."""
    root, hook, thread_hook = logging.getLogger(), sys.excepthook, threading.excepthook
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        for handler in root.handlers:
            handler.close()
        root.handlers[:] = handlers
        root.setLevel(level)
        sys.excepthook, threading.excepthook = hook, thread_hook
        logging.captureWarnings(False)


def _ended(data_dir: Path, *options: str, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Exit code and stderr of a start that can't work."""
    argv = words("--data-dir", str(data_dir), *options)
    done = subprocess.run(
        argv, env={**os.environ, **(env or {})}, capture_output=True, text=True, timeout=END_S, check=False
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_line_tells_that_it_is_ready_and_a_signal_ends_it_with_zero(
    tmp_path: Path, number: signal.Signals
) -> None:
    data_dir = tmp_path / "data"
    with running_server(data_dir) as server:
        assert re.fullmatch(r"Bulletproof is ready: http://127\.0\.0\.1:\d+/\n", server.first_line)
        told = json.loads((data_dir / "instance.json").read_text(encoding="utf-8"))
        assert set(told) == {"pid", "port", "url", "token", "version", "started_at"}
        assert (told["pid"], told["url"]) == (server.process.pid, server.url)
        assert stat.S_IMODE((data_dir / "instance.json").stat().st_mode) == 0o600
        assert httpx.get(f"{server.url}api/v1/health", trust_env=False).json()["ok"] is True
        server.process.send_signal(number)
        rest, _ = server.process.communicate(timeout=END_S)
        assert (server.process.returncode, rest) == (0, "")
    assert not (data_dir / "instance.json").exists()
    assert read_instance(data_dir) is None


def test_it_ends_soon_though_a_client_holds_a_connection(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        port = int(server.url.rstrip("/").rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as idle:
            idle.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: 127")
            server.process.terminate()
            assert server.process.wait(END_S) == 0


def test_a_second_server_on_the_data_folder_ends_with_six_and_harms_nothing(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    with running_server(data_dir) as first:
        code, told = _ended(data_dir)
        assert (code, str(data_dir) in told) == (6, True)
        assert "--data-dir" in told
        headers = {"Authorization": f"Bearer {first.token}"}
        assert httpx.get(f"{first.url}api/v1/status", headers=headers, trust_env=False).status_code == 200


def test_after_a_kill_the_next_start_finds_a_free_folder(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    with running_server(data_dir) as first:
        first.process.kill()
        first.process.wait(END_S)
        assert read_instance(data_dir) is None
        with running_server(data_dir) as second:
            assert read_instance(data_dir) is not None
            assert second.url != ""


def test_a_port_that_is_taken_ends_the_start_with_two(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, told = _ended(tmp_path / "data", "--port", str(port))
    assert (code, f"127.0.0.1:{port}" in told) == (2, True)


def test_a_bind_for_others_without_a_token_ends_with_two(tmp_path: Path) -> None:
    code, told = _ended(tmp_path / "data", "--host", "0.0.0.0")  # noqa: S104 - that it is refused is the test
    assert (code, "BULLETPROOF_TOKEN" in told) == (2, True)
    assert _ended(tmp_path / "data", env={"BULLETPROOF_TOKEN": "short"})[0] == 2
    assert _ended(tmp_path / "data", env={"BULLETPROOF_QUIET_S": "soon"})[0] == 2


def test_a_bind_for_others_with_a_token_answers_to_names_that_were_given_alone(tmp_path: Path) -> None:
    env = {"BULLETPROOF_TOKEN": TOKEN, "BULLETPROOF_HOSTS": "show.local"}
    with running_server(tmp_path / "data", "--host", "0.0.0.0", env=env) as server:  # noqa: S104 - gated
        port = int(server.url.rstrip("/").rpartition(":")[2])
        address = f"http://127.0.0.1:{port}/api/v1/status"
        for host, status in (
            ("show.local", 200),
            (f"127.0.0.1:{port}", 200),
            (f"0.0.0.0:{port}", 421),
            (f"{socket.gethostname()}:{port}", 421),
        ):
            headers = {"Authorization": f"Bearer {TOKEN}", "Host": host}
            assert httpx.get(address, headers=headers, trust_env=False).status_code == status, host


def test_a_data_folder_that_can_not_be_used_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    code, told = _ended(tmp_path / "data")
    assert (code, str(tmp_path / "data") in told) == (1, True)
    assert "Traceback" not in told


def test_a_server_that_fails_names_its_log(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    env = {"BULLETPROOF_DATABASE": "postgresql+asyncpg://nobody@127.0.0.1:1/none"}
    code, told = _ended(data_dir, env=env)
    log = data_dir / "logs" / "bulletproof.log"
    assert (code, str(log) in told) == (3, True)
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_the_token_is_in_no_log_no_argument_list_and_no_answer(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    with running_server(data_dir) as server:
        token = server.token
        arguments = Path(f"/proc/{server.process.pid}/cmdline").read_bytes()
        assert token.encode() not in arguments
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=server.url, trust_env=False) as client:
            answers = [
                client.get(path, headers=headers)
                for path in ("/api/v1/status", "/api/v1/snapshot", "/openapi.json", "/", "/nothing")
            ]
            launch = client.post("/api/v1/launch", headers=headers).json()["path"]
            client.get(launch)
            client.get("/api/v1/status", headers={"Authorization": f"Bearer {token[:-1]}"})
        assert not [answer for answer in answers if token in answer.text]
        server.process.terminate()
        server.process.wait(END_S)
        written = server.errors() + (data_dir / "logs" / "bulletproof.log").read_text(encoding="utf-8")
    assert token not in written
    assert launch.partition("k=")[2] not in written


@pytest.mark.usefixtures("own_logs")
def test_a_background_server_is_ready_when_start_returns_and_gone_after_stop(tmp_path: Path) -> None:
    server = BackgroundServer()
    instance = server.start(ServerOptions(data_dir=tmp_path))
    try:
        assert read_instance(tmp_path) == instance
        launched = httpx.get(server.new_launch_url(), trust_env=False)
        assert (launched.status_code, "set-cookie" in launched.headers) == (303, True)
        with pytest.raises(DataFolderInUse):
            BackgroundServer().start(ServerOptions(data_dir=tmp_path))
    finally:
        assert server.stop(8.0)
    assert read_instance(tmp_path) is None
    with pytest.raises(httpx.ConnectError):
        httpx.get(instance.url, trust_env=False)


def test_a_background_server_hands_over_why_it_could_not_start(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        options = ServerOptions(data_dir=tmp_path, port=taken.getsockname()[1])
        server = BackgroundServer()
        with pytest.raises(AddressRefused):
            server.start(options)
    assert server.stop(8.0)
