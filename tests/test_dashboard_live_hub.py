"""What waits for a client of the live socket, and what it costs: hub and mailboxes, without a network."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bulletproof.api import hub as hub_module
from bulletproof.api.hub import MOST_CLIENTS, Full, Hub
from bulletproof.api.mailbox import MOST_CHANGES, Batch, Frame, Mailbox
from bulletproof.domain.folder import FolderActivity
from bulletproof.domain.job import Stage, Status
from bulletproof.domain.live import Changes, Counts, JobProgress, QueueMode, Today
from bulletproof.domain.live import Status as LiveStatus
from tests.support.jobs import job


def _progress(job_id: str, fraction: float) -> JobProgress:
    return JobProgress(job_id, Stage.ENCODING, fraction)


async def _status() -> LiveStatus:
    return LiveStatus(
        queue=QueueMode.RUNNING,
        why_idle="Nothing to do.",
        slots={},
        disks=(),
        ffmpeg_path=None,
        ffmpeg_version=None,
        ffmpeg_problem=None,
        counts=Counts(queued=3),
        today=Today(),
        activities=(),
        started_at=datetime.now(UTC),
    )


@asynccontextmanager
async def _running(hub: Hub) -> AsyncIterator[None]:
    task = asyncio.create_task(hub.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _next(mailbox: Mailbox, kind: str) -> dict[str, object]:
    """The next message of that type; others are read past."""
    async with asyncio.timeout(5):
        while True:
            await mailbox.wait_mail()
            for text in mailbox.take():
                message: dict[str, object] = json.loads(text)
                if message["type"] == kind:
                    return message


def test_changes_keep_their_order_and_come_before_the_streams() -> None:
    mailbox = Mailbox()
    mailbox.put_latest("tick", "tick")
    mailbox.put_batch("progress", Batch('{"items":[', {"a": "1"}))
    mailbox.put_changes(Frame(1, "one"))
    mailbox.put_changes(Frame(2, "two"))
    assert mailbox.take() == ["one", "two", '{"items":[1]}', "tick"]
    assert mailbox.take() == []


def test_of_a_stream_only_the_newest_value_of_each_thing_waits() -> None:
    mailbox = Mailbox()
    for at in range(10_000):
        mailbox.put_batch("progress", Batch('{"items":[', {"a": str(at), f"b{at % 2}": str(at)}))
    assert mailbox.take() == ['{"items":[9999,9998,9999]}']


def test_too_many_waiting_changes_become_one_resync_and_then_go_on() -> None:
    mailbox = Mailbox()
    for seq in range(1, MOST_CHANGES + 50):
        mailbox.put_changes(Frame(seq, "change"))
    [text] = mailbox.take()
    assert json.loads(text) == {"type": "resync", "reason": "slow_consumer"}
    mailbox.put_changes(Frame(MOST_CHANGES + 50, "after"))
    assert mailbox.take() == ["after"]


def test_large_changes_are_bounded_by_their_bytes() -> None:
    mailbox = Mailbox()
    for seq in range(1, 20):
        mailbox.put_changes(Frame(seq, "x" * 1_000_000))
    [text] = mailbox.take()
    assert json.loads(text)["type"] == "resync"


def test_what_a_resuming_client_was_sent_already_does_not_come_again() -> None:
    mailbox = Mailbox()
    for seq in (4, 5, 6):
        mailbox.put_changes(Frame(seq, str(seq)))
    mailbox.skip_to(5)
    mailbox.put_changes(Frame(5, "5"))
    mailbox.put_changes(Frame(7, "7"))
    assert mailbox.take() == ["6", "7"]


def test_a_channel_that_was_not_chosen_stays_silent_but_changes_come() -> None:
    mailbox = Mailbox()
    mailbox.channels = frozenset({"activity"})
    mailbox.put_batch("progress", Batch("[", {"a": "1"}))
    mailbox.put_changes(Frame(1, "change"))
    assert mailbox.take() == ["change"]


async def test_a_change_is_serialised_once_for_all_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    hub = Hub(seq=0, status=_status)
    with hub.joined() as one, hub.joined() as other:
        hub.changes(Changes(since=0, seq=3, jobs=(job("a"), job("b"))))
        [first], [second] = one.take(), other.take()
        assert first is second
        message = json.loads(first)
        assert (message["type"], message["since"], message["seq"]) == ("changes", 0, 3)
        assert [one_job["id"] for one_job in message["jobs"]] == ["a", "b"]
        assert hub.seq == 3


async def test_many_updates_of_a_job_go_out_as_few_frames() -> None:
    hub = Hub(seq=0, status=_status)
    with hub.joined() as mailbox:
        async with _running(hub):
            for step in range(1000):
                hub.progress(_progress("a", step / 1000))
                hub.progress(_progress("b", step / 1000))
            message = await _next(mailbox, "progress")
    assert message == {"type": "progress", "items": message["items"]}
    items = message["items"]
    assert isinstance(items, list)
    assert [(item["job_id"], item["fraction"]) for item in items] == [("a", 0.999), ("b", 0.999)]


async def test_a_job_that_ended_sends_no_progress_after_it() -> None:
    hub = Hub(seq=0, status=_status)
    with hub.joined() as mailbox:
        hub.progress(_progress("a", 0.99))
        hub.progress(_progress("b", 0.5))
        hub.changes(Changes(since=0, seq=1, jobs=(job("a", status=Status.COMPLETED),)))
        async with _running(hub):
            message = await _next(mailbox, "progress")
    items = message["items"]
    assert isinstance(items, list)
    assert [item["job_id"] for item in items] == ["b"]


async def test_what_the_watchers_see_and_the_counts_follow() -> None:
    hub = Hub(seq=0, status=_status)
    with hub.joined() as mailbox:
        async with _running(hub):
            hub.activity(FolderActivity("f1", None, ()))
            activity = await _next(mailbox, "activity")
            hub.changes(Changes(since=0, seq=1))
            statistics = await _next(mailbox, "statistics")
    assert activity["folders"] == [{"folder_id": "f1", "scanned_at": None, "waiting": []}]
    assert statistics["why_idle"] == "Nothing to do."


async def test_counts_that_can_not_be_read_once_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "STATISTICS_S", 0.01)
    failures = [OSError("disk I/O error")]

    async def status() -> LiveStatus:
        if failures:
            raise failures.pop()
        return await _status()

    hub = Hub(seq=0, status=status)
    with hub.joined() as mailbox:
        async with _running(hub):
            hub.changes(Changes(since=0, seq=1))
            assert (await _next(mailbox, "statistics"))["why_idle"] == "Nothing to do."


async def test_a_tick_tells_the_number_that_everybody_has_been_told() -> None:
    hub = Hub(seq=41, status=_status)
    with hub.joined() as mailbox:
        hub.changes(Changes(since=41, seq=42))
        async with _running(hub):
            assert (await _next(mailbox, "tick"))["seq"] == 42


async def test_more_clients_than_the_server_takes_are_refused() -> None:
    hub = Hub(seq=0, status=_status)
    contexts = [hub.joined() for _ in range(MOST_CLIENTS)]
    for context in contexts:
        context.__enter__()
    with pytest.raises(Full), hub.joined():
        pass
    contexts.pop().__exit__(None, None, None)
    with hub.joined():
        pass
