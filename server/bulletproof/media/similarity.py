"""How like its source a picture is: SSIM of every frame against the frame that it was made from.

Both are decoded in one run and put side by side by their number, not by their time: containers round times
each in their own way. The source goes through the very filters that the encode took, so that only what the
encoder did is measured. The mean hides a bad second in a good hour, so the worst window counts as well.
"""

from collections import deque
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from bulletproof.domain.media import MediaFacts, Similarity, VideoStream


@dataclass(frozen=True, slots=True)
class Comparison:
    """For a rate that was kept, and is constant: the frames of both are as many."""

    source: Path
    media: MediaFacts
    """The source's."""
    rate: Fraction
    conform: str = "null"
    """The encode's filters from the source's frames to the encoder's."""


def comparing(output: VideoStream, comparison: Comparison, theirs: str) -> str:
    """From `[cmp]`, the picture that was made, and `theirs`, a stream of the source, to `[like]`.

    That one has to be mapped: the run ends with its outputs, and the source may be the slower to decode.
    """
    size, format_ = f"scale={output.width}:{output.height}", f"format={_comparable(output.pixel_format)}"
    by_number = f"settb={1 / comparison.rate},setpts=N"
    return (
        f"[cmp]{format_},{by_number}[ours];"
        f"[{theirs}]{comparison.conform},{size},{format_},{by_number}[theirs];"
        "[ours][theirs]ssim=shortest=1,metadata@like=print:key=lavfi.ssim.All[like]"
    )


def _comparable(pixel_format: str | None) -> str:
    """What ssim takes: planes, without an alpha of their own."""
    if pixel_format is None or pixel_format.startswith(
        ("rgb", "bgr", "argb", "abgr", "0rgb", "0bgr", "pal8")
    ):
        return "gbrp"
    return pixel_format.replace("yuva", "yuv").replace("gbrap", "gbrp")


@dataclass(slots=True)
class SimilarityReading:
    """Fed with each frame's SSIM, in order; keeps one second of frames and a mean per second."""

    rate: Fraction
    _frames: int = 0
    _seconds: list[tuple[float, int]] = field(default_factory=list)
    """The sum of each, and how many frames it holds."""
    _window: "deque[float]" = field(default_factory=deque)
    _worst: float | None = None
    _worst_frame: int = 0

    def feed(self, value: float) -> None:
        second = int(self._frames / self.rate)
        if second >= len(self._seconds):
            self._seconds.append((0.0, 0))
        total, frames = self._seconds[-1]
        self._seconds[-1] = total + value, frames + 1
        self._frames += 1
        self._window.append(value)
        if len(self._window) >= self.rate:  # 29.97 frames: 30 are the first that make a second
            mean = sum(self._window) / len(self._window)
            if self._worst is None or mean < self._worst:
                self._worst, self._worst_frame = mean, self._frames - len(self._window)
            self._window.popleft()

    def facts(self) -> Similarity | None:
        """What is shorter than a second is a window of its own."""
        if not self._frames:
            return None
        mean = sum(total for total, _ in self._seconds) / self._frames
        return Similarity(
            mean=round(mean, 6),
            worst_second=round(mean if self._worst is None else self._worst, 6),
            worst_at_s=round(float(self._worst_frame / self.rate), 6),
            by_second=tuple(round(total / frames, 6) for total, frames in self._seconds),
        )
