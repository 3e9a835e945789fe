"""One attempt of one job: what its worker knows, and the handles by which others can hold or end it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from bulletproof.domain.job import Job, JobId
from bulletproof.domain.live import JobProgress
from bulletproof.media.encode_control import EncodeControl

Standstill = Literal["job_paused", "queue_frozen", "show_locked"]


@dataclass(slots=True)
class Attempt:
    job: Job
    tell: Callable[[JobProgress], None]
    """Everybody who listens hears of it."""
    control: EncodeControl = field(default_factory=EncodeControl)
    going: asyncio.Event = field(default_factory=asyncio.Event)
    """Cleared while frozen: no stage begins until it is set."""
    progress: JobProgress | None = None
    is_publishing: bool = False
    """From here to the record there is no way back: the name is being taken."""
    task: asyncio.Task[None] | None = None
    _standing_for: set[Standstill] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.going.set()

    @property
    def id(self) -> JobId:
        return self.job.id

    @property
    def number(self) -> int:
        """The fencing token that every write of this attempt carries."""
        return self.job.attempt

    @property
    def is_frozen(self) -> bool:
        return not self.going.is_set()

    def stop_for(self, why: Standstill) -> None:
        """Stop the encode where it is; it keeps its slot."""
        self._standing_for.add(why)
        self.going.clear()
        self.control.freeze()
        self._tell_where_it_stands()

    def go_on_from(self, why: Standstill) -> None:
        """Go on, unless something else keeps it standing: a paused job stays so when the queue thaws."""
        self._standing_for.discard(why)
        if not self._standing_for:
            self.control.thaw()
            self.going.set()
            self._tell_where_it_stands()

    def show(self, progress: JobProgress) -> None:
        self.progress = progress
        self.tell(progress)

    def _tell_where_it_stands(self) -> None:
        if self.progress is not None:
            self.show(replace(self.progress, frozen=self.is_frozen))

    async def end(self, *, within_s: float) -> None:
        """Cancel and wait until the child and the part file are gone."""
        if self.task is not None:
            self.control.thaw()
            self.task.cancel()
            await asyncio.wait({self.task}, timeout=within_s)
