"""What the words after `bulletproof` mean."""

import subprocess
import sys

import pytest

from bulletproof.media.inspector import inspector_argv
from bulletproof_desktop.__main__ import is_command, main


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    return capsys.readouterr().err


def test_files_are_not_for_a_headless_server(capsys: pytest.CaptureFixture[str]) -> None:
    assert "FILES" in refused(["--headless", "clip.mov"], capsys)


def test_a_window_listens_to_this_machine_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--headless" in refused(["--host", "192.168.1.5"], capsys)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "80.5"])
def test_a_port_that_can_not_be_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "1 to 65535" in refused(["--headless", f"--port={port}"], capsys)


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--windowless" in refused(["--windowless"], capsys)


def test_a_first_word_of_bvp_goes_to_bvp(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["verify", "--help"])
    assert ended.value.code == 0
    assert "bvp verify" in capsys.readouterr().out


def test_help_tells_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert all(f"{code} " in told for code in range(7))


def test_a_file_that_is_named_like_a_command_is_a_file_by_its_path() -> None:
    assert is_command("verify")
    assert not is_command("./verify")
    assert not is_command("verify.mov")


def test_a_packaged_program_is_its_own_media_inspector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    executable, *words = inspector_argv()
    assert executable == sys.executable
    asked = [sys.executable, "-m", "bulletproof_desktop", *words]
    done = subprocess.run(asked, input="", capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
