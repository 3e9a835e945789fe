"""What was sealed is proven, and no change slips through."""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest

from bulletproof.domain.errors import InvalidFile
from bulletproof.manifest.check import compare
from bulletproof.manifest.hashes import c4_of, directory_hash
from bulletproof.manifest.history import read_history
from bulletproof.manifest.seal import Seal, seal

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def sealed(folder: Path) -> Seal:
    return seal(folder, version="4.0.0", now=NOW)


def test_a_sealed_folder_is_the_same_until_something_changes(show: Path) -> None:
    assert sealed(show).is_whole
    assert compare(show).is_same
    (show / "cue 1.mov").write_text("another")
    (show / "zero.mov").unlink()
    (show / "new.mov").touch()
    found = compare(show)
    assert (found.changed, found.missing, found.added) == (("cue 1.mov",), ("zero.mov",), ("new.mov",))


def test_a_change_that_keeps_size_and_date_is_found(show: Path) -> None:
    sealed(show)
    path = show / "cue 1.mov"
    date_ns = path.stat().st_mtime_ns
    path.write_text("cue 2.mov")
    os.utime(path, ns=(date_ns, date_ns))
    assert compare(show).changed == ("cue 1.mov",)


def test_a_check_writes_nothing(show: Path) -> None:
    sealed(show)
    before = {path: path.stat().st_mtime_ns for path in (show, *show.rglob("*"))}
    compare(show)
    assert {path: path.stat().st_mtime_ns for path in (show, *show.rglob("*"))} == before


def test_the_name_is_that_of_the_standard_and_hidden_files_stay_out(show: Path) -> None:
    found = sealed(show)
    assert found.manifest.name == "0001_SHOW & <one>_2026-11-23_180000Z.mhl"
    root = ElementTree.fromstring(found.manifest.read_bytes())  # noqa: S314 - we wrote it
    assert root.tag == "{urn:ASC:MHL:v2.0}hashlist"
    assert ".hidden" not in {element.text for element in root.iter() if element.tag.endswith("}path")}
    assert found.files == 6


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs coreutils")
def test_plain_sha256sum_agrees(show: Path) -> None:
    sealed(show)
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=show, check=True)


def test_a_second_generation_is_chained_and_remembers_the_first_hash(show: Path) -> None:
    first = sealed(show)
    (show / "cue 1.mov").write_text("another")
    (show / "zero.mov").unlink()
    second = sealed(show)
    assert (second.changed, second.missing) == (("cue 1.mov",), ("zero.mov",))
    history = read_history(show)
    assert history is not None
    assert [one.number for one in history.generations] == [1, 2]
    assert history.generations[0].c4 == c4_of(first.manifest.read_bytes())
    assert compare(show).changed == ("cue 1.mov",)


def test_a_manifest_that_was_tampered_with_is_not_believed(show: Path) -> None:
    found = sealed(show)
    found.manifest.write_text(found.manifest.read_text().replace("cue 1.mov", "cue 9.mov"))
    with pytest.raises(InvalidFile, match="not the one that was written"):
        compare(show)


def test_a_lost_chain_is_told(show: Path) -> None:
    sealed(show)
    (show / "ascmhl" / "ascmhl_chain.xml").unlink()
    with pytest.raises(InvalidFile, match="is missing"):
        compare(show)


def test_entities_are_refused_before_they_are_read(show: Path) -> None:
    sealed(show)
    (show / "ascmhl" / "ascmhl_chain.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(InvalidFile, match="DOCTYPE"):
        compare(show)


@pytest.mark.parametrize("name", [b"bell\x07.mov", b"line\nbreak.mov", b"latin\xe9.mov"])
def test_a_name_that_xml_cannot_hold_is_refused_and_the_others_go_on(show: Path, name: bytes) -> None:
    bad = bytes(show) + b"/" + name
    with open(bad, "wb") as file:
        file.write(b"x")
    found = sealed(show)
    assert found.files == 6
    assert [why for _, why in found.refused] == ["its name holds characters that no manifest can. Rename it."]
    assert len(compare(show).added) == 1


def test_a_name_that_a_mac_wrote_in_two_characters_is_the_same_file(show: Path) -> None:
    sealed(show)
    (show / "act 1/sub é/ü.mov").rename(show / "act 1/sub é/u\u0308.mov")
    assert compare(show).is_same


def test_a_hidden_file_that_another_tool_sealed_is_checked_too(show: Path) -> None:
    found = sealed(show)
    text = (
        found.manifest.read_text().replace("act 1/sub é/ü.mov", ".hidden").replace("zero.mov", "../../secret")
    )
    found.manifest.write_text(text)
    chain = show / "ascmhl" / "ascmhl_chain.xml"
    chain.write_text(
        f'<a><hashlist sequencenr="1"><path>{escape(found.manifest.name)}</path>'
        f"<c4>{c4_of(text.encode())}</c4></hashlist></a>"
    )
    compared = compare(show)
    assert compared.changed == (".hidden",)
    assert compared.missing == ("../../secret",)


def test_a_folder_below_with_a_manifest_of_its_own_is_refused(show: Path) -> None:
    sealed(show / "act 1")
    with pytest.raises(InvalidFile, match="a manifest of its own"):
        sealed(show)


def test_the_hashes_are_those_that_the_standard_documents() -> None:
    # SMPTE ST 2114's identifier of no bytes at all.
    assert c4_of(b"") == (
        "c459dsjfscH38cYeXXYogktxf4Cd9ibshE3BHUo6a58hBXmRQdZrAkZzsWcbWtDg5oQstpDuni4Hirj75GEmTc1sFT"
    )
    assert directory_hash({}, {}).content == "99aa06d3014798d86001c324468d497f"
