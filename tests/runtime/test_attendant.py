"""What whoever sits at the desktop is told, and when the machine is kept awake."""

from dataclasses import dataclass, field
from pathlib import Path

from bulletproof.domain.finding import Verdict
from bulletproof.domain.job import Job, Status
from bulletproof.domain.live import Changes
from bulletproof.domain.settings import Settings
from bulletproof.runtime.attendant import Attendant
from tests.support.jobs import job


@dataclass
class Desk:
    told: list[tuple[str, str]] = field(default_factory=list)
    awake: bool = False
    keeps_awake: bool | None = None

    def tell(self, title: str, words: str) -> None:
        self.told.append((title, words))

    def stay_awake(self, wanted: bool) -> None:
        self.awake = wanted

    def bring_forward(self) -> None: ...
    def choose(self, wanted: str) -> list[str]:
        return []

    def save(self, name: str, content: str) -> str | None:
        return None

    def dropped(self) -> list[str]:
        return []

    def reveal(self, path: Path) -> None: ...
    def open_folder(self, folder: str) -> None: ...
    def painted(self, *, is_dark: bool) -> None: ...
    def close(self, how: str) -> None: ...


class Show:
    """Jobs that go their way, told to an attendant."""

    def __init__(self, settings: Settings = Settings(), active: tuple[Job, ...] = ()) -> None:  # noqa: B008 - frozen
        self.settings = settings
        self.desk = Desk()
        self.attendant = Attendant(self.desk, lambda: self.settings, active)

    def put(self, name: str, status: Status, **changes: object) -> None:
        self.attendant.changes(Changes(since=0, seq=1, jobs=(job(name, status=status, **changes),)))


def test_the_end_of_the_queue_is_told_once_and_summed_up() -> None:
    show = Show()
    for name in ("a", "b", "c"):
        show.put(name, Status.QUEUED)
    show.put("a", Status.PROCESSING)
    show.put("a", Status.COMPLETED, verdict=Verdict.SHOW_READY)
    show.put("b", Status.COMPLETED, verdict=Verdict.WARNINGS)
    assert show.desk.told == []
    show.put("c", Status.FAILED, message="Black for 0.52 s.")
    assert show.desk.told == [
        ("c.mov failed", "Black for 0.52 s."),
        ("The queue is done", "1 with warnings, 1 show-ready, 1 failed."),
    ]
    show.put("a", Status.COMPLETED, verdict=Verdict.SHOW_READY)  # verified once more
    assert len(show.desk.told) == 2


def test_a_thousand_bad_files_are_one_notification_and_a_sum() -> None:
    show = Show()
    for number in range(1000):
        show.put(f"j{number}", Status.QUEUED)
    for number in range(1000):
        show.put(f"j{number}", Status.FAILED, message="No picture.")
    assert [title for title, _ in show.desk.told] == ["j0.mov failed", "The queue is done"]
    assert show.desk.told[-1][1] == "1000 failed."


def test_a_queue_that_only_was_cancelled_is_not_done() -> None:
    show = Show()
    show.put("a", Status.QUEUED)
    show.put("a", Status.CANCELLED)
    assert show.desk.told == []


def test_whoever_wants_less_is_told_less() -> None:
    for settings, titles in (
        (Settings(notifications="failures"), ["a.mov failed"]),
        (Settings(notifications="none"), []),
    ):
        show = Show(settings)
        show.put("a", Status.QUEUED)
        show.put("a", Status.FAILED)
        assert [title for title, _ in show.desk.told] == titles


def test_the_machine_is_kept_awake_while_a_job_runs_and_no_longer() -> None:
    show = Show(active=(job("a", status=Status.PROCESSING),))
    assert show.desk.awake
    show.put("b", Status.PROCESSING)
    show.put("a", Status.COMPLETED)
    assert show.desk.awake
    show.attendant.changes(Changes(since=1, seq=2, removed_jobs=("b",)))
    assert not show.desk.awake


def test_the_machine_may_sleep_where_the_user_wants_it_so() -> None:
    show = Show(Settings(keep_awake=False))
    show.put("a", Status.PROCESSING)
    assert not show.desk.awake
    show.settings = Settings()
    show.attendant.changes(Changes(since=1, seq=2, settings_changed=True))
    assert show.desk.awake
