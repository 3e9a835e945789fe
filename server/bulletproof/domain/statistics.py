"""What became of jobs over some days, in numbers."""

from dataclasses import dataclass
from typing import Literal

By = Literal["day", "profile", "folder"]


@dataclass(frozen=True, slots=True)
class Sums:
    show_ready: int = 0
    warnings: int = 0
    not_ready: int = 0
    """Judged not ready, or failed before there was anything to judge."""
    media_s: float = 0.0
    """Length of what was published."""
    work_s: float = 0.0
    """From the start of its last attempt to its publication; pauses and verification are in it."""
    source_bytes: int = 0
    output_bytes: int = 0

    @property
    def speed(self) -> float | None:
        """Seconds of media made in one second of work; None where nothing was made."""
        return self.media_s / self.work_s if self.work_s > 0 and self.media_s > 0 else None


@dataclass(frozen=True, slots=True)
class Failures:
    code: str
    jobs: int
