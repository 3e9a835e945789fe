"""queue.json, as release 3 wrote and read it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bulletproof.compat.queue_file import OldJob, OldQueue, QueueFileDamaged, put_aside, read, write
from bulletproof.domain.job import Status
from tests.support.jobs import job

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OLD_KEYS = {
    "id",
    "input_file",
    "output_file",
    "profile_name",
    "status",
    "priority",
    "progress",
    "created_at",
    "started_at",
    "completed_at",
    "error_message",
}
OLD_WORDS = {"pending", "processing", "complete", "error", "skipped", "cancelled"}
LEAST = {"input_file": "/show/in/b.mov", "output_file": "/show/out/b.mov", "profile_name": "live-qlab"}
OF_RELEASE_3 = {
    "queued": [
        {
            "id": "job_0a1b2c3d",
            "input_file": "/show/in/a.mov",
            "output_file": "/show/out/a.mov",
            "profile_name": "archive-prores",
            "status": "processing",
            "priority": 90,
            "progress": 21.8,
            "created_at": "2026-11-20T19:00:00.123456",
            "started_at": None,
            "completed_at": None,
            "error_message": None,
        },
        LEAST,
    ],
    "history": [],
    "saved_at": None,
}


def test_a_file_of_release_3_is_read(tmp_path: Path) -> None:
    (tmp_path / "queue.json").write_text(json.dumps(OF_RELEASE_3))
    first, second = read(tmp_path / "queue.json").waiting
    assert (first.profile_name, first.status, first.priority) == ("archival", "processing", 90)
    assert second == OldJob(Path("/show/in/b.mov"), Path("/show/out/b.mov"), "live-qlab")


def test_what_is_written_has_only_the_old_keys_and_words(tmp_path: Path) -> None:
    jobs = [job(f"j{status}", status=status, started_at=NOW) for status in Status]
    write(tmp_path / "queue.json", jobs, NOW)
    tree = json.loads((tmp_path / "queue.json").read_text())
    assert list(tree) == ["queued", "history", "saved_at"]
    entries = [*tree["queued"], *tree["history"]]
    assert len(entries) == len(Status)
    assert all(set(entry) == OLD_KEYS for entry in entries)
    assert {entry["status"] for entry in entries} <= OLD_WORDS
    assert all(len(entry["id"]) == 12 and int(entry["id"][4:], 16) >= 0 for entry in entries)
    assert "+" not in tree["saved_at"]  # local time without a zone


def test_a_name_that_is_no_utf_8_comes_back_as_it_was(tmp_path: Path) -> None:
    odd = job("odd", output=Path("/show/out/\udcff.mov"))
    write(tmp_path / "queue.json", [odd], NOW)
    assert read(tmp_path / "queue.json").queued[0].output_file == odd.output


def test_no_file_is_an_empty_queue(tmp_path: Path) -> None:
    assert read(tmp_path / "queue.json") == OldQueue()


@pytest.mark.parametrize("text", ['{"queued": [', "[]", "\x00\x01", "[" * 100_000])
def test_a_torn_file_is_told_and_kept_aside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "queue.json"
    path.write_text(text)
    with pytest.raises(QueueFileDamaged):
        read(path)
    aside = put_aside(path, NOW)
    assert aside.read_text() == text
    assert not path.exists()


def test_an_entry_that_lacks_what_matters_is_left_out(tmp_path: Path) -> None:
    entries = [{"input_file": "/a"}, "x", None, {**LEAST, "priority": "high"}]
    (tmp_path / "queue.json").write_text(json.dumps({"queued": entries}))
    (only,) = read(tmp_path / "queue.json").queued
    assert only.priority == 100
