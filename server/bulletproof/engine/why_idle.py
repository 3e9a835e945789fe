"""Why nothing is running, in one line: the question that people ask most of a queue."""

from collections.abc import Sequence

from bulletproof.domain.folder import FolderSpec
from bulletproof.domain.hold_reason import HoldReason
from bulletproof.domain.live import Numbers, QueueMode
from bulletproof.domain.show_lock import LockState
from bulletproof.domain.text import count_text

_HELD_TEXT: dict[HoldReason, str] = {
    "folder_offline": "a folder is offline",
    "folder_not_writable": "an output folder can't be written",
    "disk_full": "the disk is full",
    "source_open": "another program still writes the source",
}


def why_idle(
    numbers: Numbers,
    *,
    lock: LockState,
    ffmpeg_problem: str | None,
    folders: Sequence[FolderSpec],
    is_leaving: bool = False,
) -> str | None:
    """None while something runs."""
    runs, mode = numbers.counts.processing > 0, numbers.queue
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
    if numbers.waiting.get(None):
        return None  # about to be claimed
    return _nothing_ready(numbers, folders)


def _locked(lock: LockState) -> str:
    until = f"until {lock.until:%H:%M}" if lock.until else "until somebody unlocks it"
    return f"Show Lock is on {until}: nothing starts."


def _nothing_ready(numbers: Numbers, folders: Sequence[FolderSpec]) -> str:
    held = {reason: number for reason, number in numbers.waiting.items() if reason and number}
    if held:
        reason, number = max(held.items(), key=lambda each: each[1])
        waits = "waits" if number == 1 else "wait"
        return f"{count_text(number, 'job')} {waits} because {_HELD_TEXT[reason]}; none has failed."
    if paused := numbers.counts.paused:
        return f"{count_text(paused, 'job')} {'is' if paused == 1 else 'are'} paused."
    if not folders:
        return "No folder is watched yet. Add one, or add files."
    return "Nothing is waiting. Drop a file into a watch folder."
