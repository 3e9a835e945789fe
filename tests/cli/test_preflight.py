"""`bvp preflight`: what will not play tonight, and what would cure it. Nothing is written to the stick."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bulletproof.cli.main import main
from bulletproof.cli.preflight import without_gone
from bulletproof.domain.checked import Checked
from bulletproof.domain.finding import Verdict
from bulletproof.domain.media import Evidence
from tests.support.clips import MKV, MOV, MP4, ClipShelf


def bvp(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def stick(tmp_path: Path, clips: ClipShelf) -> Path:
    folder = tmp_path / "STICK"
    (folder / "more").mkdir(parents=True)
    clips.copy(MOV, folder / "cue 2.mov")
    clips.copy(MKV, folder / "cue 10 <b>.mkv")
    clips.copy(MP4, folder / "cue 11.mp4", share=0.5)
    clips.copy(MP4, folder / "more" / "cue 12.mp4")
    (folder / "notes.txt").write_text("Cue 3 is cut.")
    (folder / "._cue 2.mov").write_bytes(b"litter")
    return folder


def state(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in (folder, *folder.rglob("*"))}


def test_each_file_is_told_in_cue_order_with_its_cure_and_nothing_is_written(stick: Path) -> None:
    before = state(stick)
    result = bvp("preflight", stick, "--target", "qlab")
    assert result.exit_code == 1
    two, ten, eleven, *rest = result.output.splitlines()
    assert "cue 2.mov" in two
    assert ten.startswith("NOT READY")
    assert "→ Encode it with live-" in ten
    assert "copy or record it again" in eleven
    assert rest == ["3 files, 2 not ready.", "1 other file not looked at."]
    assert state(stick) == before


def test_folders_below_it_are_looked_at_on_request(stick: Path) -> None:
    result = bvp("preflight", stick, "--recursive", "--json")
    names = [Path(json.loads(line)["file"]).name for line in result.output.splitlines()]
    assert names == ["cue 2.mov", "cue 10 <b>.mkv", "cue 11.mp4", "cue 12.mp4"]


def test_the_page_holds_everything_and_runs_nothing(stick: Path, tmp_path: Path) -> None:
    page = tmp_path / "show.html"
    assert bvp("preflight", stick, "--target", "qlab", "--report", page).exit_code == 1
    text = page.read_text()
    assert "2 files of 3 will not play safely at QLab" in text
    assert "cue 10 &lt;b&gt;.mkv" in text
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")


def test_a_page_on_the_stick_itself_is_refused(stick: Path) -> None:
    result = bvp("preflight", stick, "--report", stick / "page.html")
    assert result.exit_code == 2
    assert "nothing is written" in result.output
    assert not (stick / "page.html").exists()


def test_a_folder_without_media_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    result = bvp("preflight", tmp_path)
    assert result.exit_code == 0
    assert "no media file" in result.output


def test_a_target_of_ones_own_is_a_file(stick: Path, tmp_path: Path) -> None:
    own = tmp_path / "van.toml"
    own.write_text('name = "van"\ntitle = "The van"\ndescription = "x"\ncontainers = ["mkv"]\n')
    found = [
        json.loads(line) for line in bvp("preflight", stick, "--target", own, "--json").output.splitlines()
    ]
    assert {one["target"] for one in found} == {"van"}
    assert "wrong_container" in {finding["code"] for finding in found[0]["findings"]}
    own.write_text('name = "van"\ntitel = "x"\n')
    refused = bvp("preflight", stick, "--target", own)
    assert refused.exit_code == 2
    assert "titel" in refused.output


def test_a_stick_that_is_pulled_out_breaks_no_file(stick: Path) -> None:
    unseen = Evidence(None, None, None, "No such file or directory")
    looked_at = replace(unseen, unreadable=None, sha256="00")
    broken, seen, gone = (stick / name for name in ("cue 11.mp4", "was read in time.mov", "was not.mov"))
    checked = [
        Checked(path, "any", evidence, (), Verdict.NOT_READY)
        for path, evidence in ((broken, unseen), (seen, looked_at), (gone, unseen))
    ]
    kept, unchecked = without_gone(checked)
    assert [one.path for one in kept] == [broken, seen]
    assert unchecked == 1
