"""One server per data folder, and what this run takes from the outside."""

import json
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bulletproof.domain.errors import InvalidSetting
from bulletproof.domain.settings import ServerOptions
from bulletproof.instance import DataFolderInUse, announced, held, instance_id, read_instance
from bulletproof.runtime.address import AddressRefused, bind, port_of
from bulletproof.settings import environment_settings, server_options

TOKEN = "a-token-of-more-than-thirty-two-characters"
HOLD = """
import sys
from pathlib import Path
from bulletproof.instance import announced, held
data = Path(sys.argv[1])
with held(data), announced(data, host="127.0.0.1", port=1234, token="secret", version="4.0.0"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_server_on_the_same_folder_is_refused_by_name(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(DataFolderInUse, match=str(tmp_path)), held(tmp_path):
        pass
    with held(tmp_path):
        pass


def test_instance_json_is_believed_only_while_its_server_lives(tmp_path: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with server:
        assert server.stdout is not None
        assert server.stdout.readline() == "held\n"
        found = read_instance(tmp_path)
        assert found is not None
        assert (found.pid, found.url, found.token) == (server.pid, "http://127.0.0.1:1234/", "secret")
        server.kill()
    assert (tmp_path / "instance.json").exists()
    assert read_instance(tmp_path) is None


def test_instance_json_is_its_owners_alone_and_gone_after_a_clean_end(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with held(tmp_path), announced(tmp_path, host="::1", port=1, token="t", version="4") as instance:
            path = tmp_path / "instance.json"
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert json.loads(path.read_text())["url"] == instance.url == "http://[::1]:1/"
    finally:
        os.umask(before)
    assert [file.name for file in tmp_path.iterdir()] == ["instance.lock"]


def test_an_empty_or_torn_instance_json_is_no_instance(tmp_path: Path) -> None:
    with held(tmp_path):
        assert read_instance(tmp_path) is None
        (tmp_path / "instance.json").write_text('{"pid": 1')
        assert read_instance(tmp_path) is None
        (tmp_path / "instance.json").write_text('{"pid": 1}')
        assert read_instance(tmp_path) is None
    assert read_instance(tmp_path / "nowhere") is None


def test_two_data_folders_have_two_cookie_names(tmp_path: Path) -> None:
    assert instance_id(tmp_path / "a") != instance_id(tmp_path / "b")
    assert instance_id(tmp_path / "a") == instance_id(tmp_path / "x" / ".." / "a")


def test_the_command_line_wins_over_the_environment(tmp_path: Path) -> None:
    environ = {"BULLETPROOF_DATA": str(tmp_path / "env")}
    assert server_options(environ=environ).data_dir == tmp_path / "env"
    assert server_options(data_dir=tmp_path / "words", environ=environ).data_dir == tmp_path / "words"


def test_a_token_comes_from_a_variable_or_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    assert server_options(environ={"BULLETPROOF_TOKEN": TOKEN}).token == TOKEN
    assert server_options(environ={"BULLETPROOF_TOKEN_FILE": str(file)}).token == TOKEN
    assert server_options(environ={}).token is None


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"BULLETPROOF_TOKEN": "short"}, "BULLETPROOF_TOKEN"),
        ({"BULLETPROOF_TOKEN": "x" * 31}, "32 characters"),
        ({"BULLETPROOF_TOKEN": "ö" * 40}, "ASCII"),
        ({"BULLETPROOF_TOKEN": "a b" * 20}, "spaces"),
        ({"BULLETPROOF_TOKEN_FILE": "/nowhere/token"}, "/nowhere/token"),
        ({"BULLETPROOF_TOKEN": TOKEN, "BULLETPROOF_TOKEN_FILE": "/x"}, "not both"),
        ({"BULLETPROOF_HOSTS": "*"}, "BULLETPROOF_HOSTS"),
        ({"BULLETPROOF_HOSTS": "a:1,http://b:2"}, "http://b:2"),
    ],
)
def test_what_can_not_work_is_refused_by_its_name(environ: dict[str, str], named: str) -> None:
    with pytest.raises(InvalidSetting, match=named.replace("*", r"\*")):
        server_options(environ=environ)


def test_settings_of_the_environment_are_checked_like_any_other() -> None:
    environ = {"BULLETPROOF_QUIET_S": "1", "BULLETPROOF_SLOTS_CPU": "2", "BULLETPROOF_FFMPEG": "/opt/ffmpeg"}
    assert environment_settings(environ) == {"quiet_s": 1.0, "slots_cpu": 2, "ffmpeg_path": "/opt/ffmpeg"}
    for bad in ("soon", "-1", "nan"):
        with pytest.raises(InvalidSetting, match="BULLETPROOF_QUIET_S"):
            environment_settings({"BULLETPROOF_QUIET_S": bad})


def _options(tmp_path: Path, host: str = "127.0.0.1", port: int | None = None) -> ServerOptions:
    return ServerOptions(data_dir=tmp_path, host=host, port=port)


def test_a_free_port_is_found_and_listens_on_loopback_alone(tmp_path: Path) -> None:
    with bind(_options(tmp_path)) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        with socket.create_connection(("127.0.0.1", port_of(listener)), timeout=5):
            pass


def test_a_taken_port_is_refused_by_its_address(tmp_path: Path) -> None:
    with bind(_options(tmp_path)) as listener:
        port = port_of(listener)
        with pytest.raises(AddressRefused, match=f"127.0.0.1:{port} is taken"):
            bind(_options(tmp_path, port=port))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.invalid"])  # noqa: S104 - refused, not bound
def test_listening_for_others_needs_a_token_of_ones_own(tmp_path: Path, host: str) -> None:
    with pytest.raises(AddressRefused, match="BULLETPROOF_TOKEN"):
        bind(_options(tmp_path, host=host))


def test_an_address_of_another_machine_is_refused_in_words(tmp_path: Path) -> None:
    options = ServerOptions(data_dir=tmp_path, host="192.0.2.1", token=TOKEN)
    with pytest.raises(AddressRefused, match=r"192\.0\.2\.1 is not an address of this machine"):
        bind(options)
