"""A folder with every kind of name that a show brings."""

from pathlib import Path

import pytest


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "SHOW & <one>"
    for path in (
        "cue 1.mov",
        'act 1/b & <c> "d".mov',
        "act 1/sub é/ü.mov",
        "act 1/日本/j.mov",
        "back\\slash.mov",
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    (folder / "empty").mkdir()
    (folder / "zero.mov").touch()
    (folder / ".hidden").write_text("litter")
    return folder
