"""Where an original waits."""

from datetime import UTC, datetime
from pathlib import Path

from bulletproof.domain.job import Disposal
from bulletproof.engine.dispose import dispose
from bulletproof.engine.source import named_version
from tests.support.jobs import job


def test_an_original_waits_where_it_was_dropped_though_its_folder_watches_another_place_by_now(
    tmp_path: Path,
) -> None:
    dropped, elsewhere = tmp_path / "dropped", tmp_path / "elsewhere"
    dropped.mkdir()
    elsewhere.mkdir()
    source = dropped / "a.mov"
    source.write_bytes(b"x")
    done = job(source=named_version(source), disposal=Disposal(True, 7))
    assert dispose(done, watched=elsewhere, now=datetime(2026, 11, 23, tzinfo=UTC)) == "set_aside"
    assert list(elsewhere.iterdir()) == []
    assert [path.name for path in dropped.rglob("*.mov")] == ["a.mov"]
