"""What is settled before Qt is imported: display, sandbox, runtime."""

import importlib
import os
import socket
import sys
from pathlib import Path

import pytest

from bulletproof_desktop import preflight

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="X11 and Qt are the Linux window")
QT_IS_THE_WINDOW = {"PYWEBVIEW_GUI": "qt"}


def test_no_display_at_all_is_refused_and_names_the_way_out() -> None:
    with pytest.raises(preflight.NoDisplay, match="--headless"):
        preflight.require_display({"DISPLAY": "", "WAYLAND_DISPLAY": ""})


def test_a_display_that_nobody_serves_is_refused_by_its_name() -> None:
    with pytest.raises(preflight.NoDisplay, match=r":98765 \(DISPLAY names it\)"):
        preflight.require_display({"DISPLAY": ":98765"})


def test_a_display_that_answers_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "X11_SOCKETS", tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "X7"))
        server.listen()
        preflight.require_display({"DISPLAY": ":7.0"})


@pytest.mark.parametrize(
    "environ",
    [{"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "offscreen"}, {"DISPLAY": "desk.local:10.0"}],
)
def test_what_only_qt_can_judge_is_left_to_qt(environ: dict[str, str]) -> None:
    preflight.require_display(environ)


def test_the_sandbox_is_switched_off_for_root_alone() -> None:
    as_root: dict[str, str] = {}
    as_user: dict[str, str] = {}
    preflight.set_up_environment(as_root, is_root=True, is_frozen=False)
    preflight.set_up_environment(as_user, is_root=False, is_frozen=False)
    assert as_root == {**QT_IS_THE_WINDOW, "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    assert as_user == QT_IS_THE_WINDOW


def test_an_empty_sandbox_variable_is_not_passed_on() -> None:
    environ = {"QTWEBENGINE_DISABLE_SANDBOX": ""}
    preflight.set_up_environment(environ, is_root=False, is_frozen=False)
    assert environ == QT_IS_THE_WINDOW


def test_a_released_app_opens_no_debugging_port_on_request() -> None:
    environ = {
        "QTWEBENGINE_REMOTE_DEBUGGING": "9222",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--remote-debugging-port=1",
    }
    preflight.set_up_environment(environ, is_root=False, is_frozen=True)
    assert environ == QT_IS_THE_WINDOW


def test_a_missing_package_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "webview", None)
    with pytest.raises(preflight.NoWebview, match=r"(?s)webview.*pip install.*--headless"):
        preflight.require_webview()


def test_a_missing_system_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise ImportError("libnss3.so: cannot open shared object file", name=name)

    monkeypatch.setattr(importlib, "import_module", refuse)
    with pytest.raises(preflight.NoWebview, match=r"(?s)libnss3\.so.*README.*--headless"):
        preflight.require_webview()


def test_root_is_known_by_its_effective_id() -> None:
    assert preflight.is_root() is (os.geteuid() == 0)
