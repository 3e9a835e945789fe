"""Look after whoever sits at the desktop: say that a file failed or that the queue is done, keep it awake."""

import time
from collections import Counter
from collections.abc import Callable, Iterable

from bulletproof.api.shell import Shell
from bulletproof.domain.finding import Verdict
from bulletproof.domain.folder import FolderActivity
from bulletproof.domain.job import Job, JobId, Status
from bulletproof.domain.live import Changes, JobProgress
from bulletproof.domain.settings import Settings

FAILURE_EVERY_S = 30.0  # a folder of a thousand bad files is told once; the end of the queue sums it up


class Attendant:
    """A listener of the bus; what it has to say goes to the shell."""

    def __init__(self, shell: Shell, settings: Callable[[], Settings], active: Iterable[Job]) -> None:
        self._shell = shell
        self._settings = settings
        self._active = {job.id: job.status for job in active}
        self._in_status = Counter(self._active.values())
        self._endings: Counter[str] = Counter()
        self._failure_told_s = float("-inf")
        self._see_to_sleep()

    def changes(self, changes: Changes) -> None:
        for job in changes.jobs:
            self._note(job)
        for job_id in changes.removed_jobs:
            self._put(job_id, None)
        self._see_to_sleep()
        if self._endings and not self._in_status[Status.PROCESSING] + self._in_status[Status.QUEUED]:
            self._tell_done()

    def progress(self, progress: JobProgress) -> None:
        """Nobody looks up for a percent."""

    def activity(self, activity: FolderActivity) -> None:
        """The dashboard shows it."""

    def _note(self, job: Job) -> None:
        before = self._put(job.id, None if job.status.is_final else job.status)
        if before is None or job.status not in (Status.COMPLETED, Status.FAILED):
            return  # it was over already, and is only verified again or the like
        self._endings[_ending(job)] += 1
        if job.status is Status.FAILED:
            self._tell_failure(job)

    def _put(self, job_id: JobId, status: Status | None) -> Status | None:
        """Where it is now, None: nowhere; the answer is where it was."""
        before = self._active.pop(job_id, None)
        if before is not None:
            self._in_status[before] -= 1
        if status is not None:
            self._active[job_id] = status
            self._in_status[status] += 1
        return before

    def _tell_failure(self, job: Job) -> None:
        now_s = time.monotonic()
        if self._settings().notifications == "none" or now_s - self._failure_told_s < FAILURE_EVERY_S:
            return
        self._failure_told_s = now_s
        self._shell.tell(f"{job.source.path.name} failed", job.message or "Its report tells why.")

    def _tell_done(self) -> None:
        endings = ", ".join(
            f"{number} {what}" for what, number in sorted(self._endings.items(), reverse=True)
        )
        self._endings.clear()
        if self._settings().notifications == "all":
            self._shell.tell("The queue is done", f"{endings}.")

    def _see_to_sleep(self) -> None:
        self._shell.stay_awake(self._settings().keep_awake and self._in_status[Status.PROCESSING] > 0)


def _ending(job: Job) -> str:
    if job.status is Status.FAILED:
        return "failed"
    return "with warnings" if job.verdict is Verdict.WARNINGS else "show-ready"
