"""The window without the graphics card: remembered in a file, told to Chromium, begun by starting again."""

import os
import sys
from pathlib import Path

import pytest

from bulletproof.domain.settings import ServerOptions
from bulletproof_desktop import gpu, windowed


def test_the_card_is_left_alone_once_the_window_was_blank(tmp_path: Path) -> None:
    assert not gpu.is_off(tmp_path)
    gpu.turn_off(tmp_path)
    assert gpu.is_off(tmp_path)
    assert "Delete this file" in (tmp_path / gpu.NAME).read_text(encoding="utf-8")


def test_chromium_keeps_the_flags_that_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    environ = {"QTWEBENGINE_CHROMIUM_FLAGS": "--lang=de"}
    gpu.put_in(environ)
    assert environ == {"QTWEBENGINE_CHROMIUM_FLAGS": "--lang=de --disable-gpu"}


class Started(Exception):
    """In place of the program that os.execv would become."""


def test_it_starts_again_as_it_was_called_but_for_the_files_that_are_queued(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    called = ["python", "-m", "bulletproof_desktop", "--port", "8642", "a.mov"]
    monkeypatch.setattr(sys, "orig_argv", called)
    again: list[list[str]] = []

    def start(_program: str, argv: list[str]) -> None:
        again.append(argv)
        raise Started

    monkeypatch.setattr(os, "execv", start)
    monkeypatch.setenv("PYINSTALLER_RESET_ENVIRONMENT", "")
    with pytest.raises(Started):
        windowed._restart_without_gpu(ServerOptions(data_dir=tmp_path), [Path("a.mov")])
    assert again == [[sys.executable, "-m", "bulletproof_desktop", "--port", "8642"]]
    assert gpu.is_off(tmp_path)
