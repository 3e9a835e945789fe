"""Why nothing is running, in one line: the question that people ask most of a queue."""

from collections import Counter
from collections.abc import Sequence

from bulletproof.domain.folder import FolderSpec
from bulletproof.domain.hold_reason import HoldReason
from bulletproof.domain.job import Job, Status
from bulletproof.domain.live import QueueMode
from bulletproof.domain.show_lock import LockState
from bulletproof.domain.text import count_text

_HELD_TEXT: dict[HoldReason, str] = {
    "folder_offline": "a folder is offline",
    "folder_not_writable": "an output folder can't be written",
    "disk_full": "the disk is full",
    "source_open": "another program still writes the source",
}


def why_idle(
    active: Sequence[Job],
    *,
    mode: QueueMode,
    lock: LockState,
    ffmpeg_problem: str | None,
    folders: Sequence[FolderSpec],
    is_leaving: bool = False,
) -> str | None:
    """None while something runs."""
    runs = any(job.status is Status.PROCESSING for job in active)
    if lock.is_locked and (lock.running == "freeze" or not runs):
        return _locked(lock)
    if mode is QueueMode.FROZEN:
        return "The queue is frozen. Resume it to go on."
    if runs:
        return None
    if is_leaving:
        return "Bulletproof quits: nothing more is started."
    if ffmpeg_problem is not None:
        return ffmpeg_problem
    if mode is QueueMode.HELD:
        return "The queue is held. Resume it to start the next job."
    if any(job.status is Status.QUEUED and job.hold_reason is None for job in active):
        return None  # about to be claimed
    return _nothing_ready(active, folders)


def _locked(lock: LockState) -> str:
    until = f"until {lock.until:%H:%M}" if lock.until else "until somebody unlocks it"
    return f"Show Lock is on {until}: nothing starts."


def _nothing_ready(active: Sequence[Job], folders: Sequence[FolderSpec]) -> str:
    held = Counter(job.hold_reason for job in active if job.status is Status.QUEUED and job.hold_reason)
    if held:
        reason, number = held.most_common(1)[0]
        waits = "waits" if number == 1 else "wait"
        return f"{count_text(number, 'job')} {waits} because {_HELD_TEXT[reason]}; none has failed."
    if active:
        return f"{count_text(len(active), 'job')} {'is' if len(active) == 1 else 'are'} paused."
    if not folders:
        return "No folder is watched yet. Add one, or add files."
    return "Nothing is waiting. Drop a file into a watch folder."
