"""The entry in the desktop's menu: where it lies, what it starts, and that it goes again."""

import configparser
import shlex
import sys
from pathlib import Path

import pytest

from bulletproof_desktop import menu_entry
from bulletproof_desktop.__main__ import main


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    return tmp_path / "share"


def entry(path: Path) -> configparser.SectionProxy:
    read = configparser.RawConfigParser()
    read.optionxform = str  # type: ignore[assignment, method-assign]  # its keys are told apart by case
    read.read(path, encoding="utf-8")
    return read["Desktop Entry"]


def test_the_entry_starts_this_program_with_the_files_that_are_opened(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--add-to-menu"]) == 0
    path = home / "applications" / "video.bulletproof.app.desktop"
    assert str(path) in capsys.readouterr().out
    told = entry(path)
    assert shlex.split(told["Exec"]) == [sys.executable, "-m", "bulletproof_desktop", "%F"]
    assert "video/quicktime" in told["MimeType"].split(";")
    assert (home / "icons/hicolor/256x256/apps" / f"{told['Icon']}.png").exists()


def test_a_program_in_a_folder_with_an_odd_name_is_found(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", '/opt/50% $HOME `x` "q" b\\s/bulletproof')
    told = entry(menu_entry.add())["Exec"]
    value = told.replace("\\\\", "\\")  # the file's own escape is undone first (Desktop Entry 1.5, "Values")
    assert value == '"/opt/50%% \\$HOME \\`x\\` \\"q\\" b\\\\s/bulletproof" %F'


def test_it_goes_again_without_a_trace(home: Path) -> None:
    menu_entry.add()
    assert main(["--remove-from-menu"]) == 0
    assert list(home.rglob("video.bulletproof*")) == []
    assert main(["--remove-from-menu"]) == 0


def test_a_menu_that_can_not_be_written_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.write_text("a file in the way")
    assert main(["--add-to-menu"]) == 1
    assert str(home) in capsys.readouterr().err
