"""Files that are dragged from another program onto the window, with a real pointer."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.desktop.app_process import app
from tests.desktop.page import Page
from tests.desktop.test_app import painted
from tests.support.xvfb import Desk, wait_for

pytestmark = pytest.mark.display

OTHER_PROGRAM = """
import sys
from PySide6.QtCore import QMimeData, QUrl, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

class Files(QLabel):
    def mouseMoveEvent(self, event):
        drag, data = QDrag(self), QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in sys.argv[1:]])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)

application = QApplication([])
files = Files("files")
files.setWindowTitle("File manager")
files.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
files.setGeometry(60, 60, 160, 90)
files.show()
application.exec()
"""
NAMES = ("act one.mov", "50%20 done#1?.mov", "Ouvertüre é.mov", "a folder")


@contextmanager
def file_manager(desk: Desk, paths: list[Path]) -> Iterator[str]:
    argv = [sys.executable, "-c", OTHER_PROGRAM, *map(str, paths)]
    process = subprocess.Popen(argv, env=desk.env, stderr=subprocess.DEVNULL)
    try:
        yield desk.wait_window("File manager")
    finally:
        process.kill()
        process.wait()


def test_what_is_dropped_is_offered_to_the_queue_with_its_whole_path(desk: Desk, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in NAMES]
    for path in paths:
        path.mkdir() if path.suffix == "" else path.touch()
    page = Page()
    with app(tmp_path / "data", env=desk.env | page.env) as window, file_manager(desk, paths) as files:
        window.wait_ready()
        painted(desk, window)
        desk.drag(files, desk.wait_window("Bulletproof"))
        typed = "document.querySelector('textarea')?.value"
        wait_for(lambda: page.value(typed), "the sheet that adds files")
        assert page.value(typed) == "\n".join(map(str, paths)), json.dumps(page.value(typed))
