"""Taking the final name: nobody else's file is ever touched."""

from itertools import islice
from pathlib import Path

import pytest

from bulletproof.engine import final_name
from bulletproof.engine.final_name import free_names, publish_new, publish_replacing


def _files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_a_part_takes_a_free_name(tmp_path: Path) -> None:
    part = tmp_path / ".part"
    part.write_text("new")
    publish_new(part, tmp_path / "a.mov")
    assert _files(tmp_path) == {"a.mov": "new"}


@pytest.mark.parametrize("without", ["nothing", "renameat2", "renameat2 and link"])
def test_a_taken_name_is_refused_and_both_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without: str
) -> None:
    _take_away(monkeypatch, without)
    part, final = tmp_path / ".part", tmp_path / "a.mov"
    part.write_text("new")
    final.write_text("foreign")
    with pytest.raises(FileExistsError):
        publish_new(part, final)
    assert _files(tmp_path) == {".part": "new", "a.mov": "foreign"}


@pytest.mark.parametrize("without", ["renameat2", "renameat2 and link"])
def test_a_file_system_that_knows_less_publishes_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without: str
) -> None:
    _take_away(monkeypatch, without)
    part = tmp_path / ".part"
    part.write_text("new")
    publish_new(part, tmp_path / "a.mov")
    assert _files(tmp_path) == {"a.mov": "new"}


def test_a_replacement_keeps_the_old_output_until_the_caller_removes_it(tmp_path: Path) -> None:
    part, final = tmp_path / ".part", tmp_path / "a.mov"
    part.write_text("new")
    final.write_text("old")
    publish_replacing(part, final)
    assert _files(tmp_path) == {".part": "old", "a.mov": "new"}


def test_a_taken_name_is_numbered_before_its_extension_and_cut_to_what_a_name_may_hold() -> None:
    assert [path.name for path in islice(free_names(Path("/o/a.mov")), 3)] == [
        "a.mov",
        "a (2).mov",
        "a (3).mov",
    ]
    long = list(islice(free_names(Path("/o") / ("é" * 125 + ".mov")), 2))[1]
    assert len(long.name.encode()) <= 255
    assert long.name.endswith(" (2).mov")


def _take_away(monkeypatch: pytest.MonkeyPatch, without: str) -> None:
    """Answer as a file system does that lacks the call: FUSE for the first, exFAT for both."""

    def einval(*_: object) -> None:
        raise OSError(22, "Invalid argument")

    def eperm(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    if "renameat2" in without:
        monkeypatch.setattr(final_name, "_renameat2", einval)
    if "link" in without:
        monkeypatch.setattr("os.link", eperm)
