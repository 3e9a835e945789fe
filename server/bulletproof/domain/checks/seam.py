"""How a loop comes round: the jump from the last frame to the first, and the gap that a sound codec leaves.

A lossy codec starts with samples of its own making (AAC 1024 to 2112), which many players play at each round.
"""

from collections.abc import Iterator

from bulletproof.domain.checks.case import Case
from bulletproof.domain.checks.variety import codec_name
from bulletproof.domain.finding import Finding, Level

SEAM_SSIM = 0.90
_EXACT = ("pcm_", "flac", "alac", "wavpack")


def loop_seam(case: Case) -> Iterator[Finding]:
    if not case.is_loop:
        return
    faults = [fault for fault in (_jump(case), _gap(case)) if fault]
    if faults:
        seam = case.content.seam if case.content else None
        yield Finding(
            "loop_seam",
            Level.NOTE,
            f"Where it comes round, {' and '.join(faults)}.",
            measured=None if seam is None else f"SSIM {seam:.3f}",
            limit=f"SSIM {SEAM_SSIM:g}",
        )


def _jump(case: Case) -> str | None:
    seam = case.content.seam if case.content else None
    return "the picture jumps" if seam is not None and seam < SEAM_SSIM else None


def _gap(case: Case) -> str | None:
    """Where the target says it itself, it is told as the target's limit."""
    sound, told = case.sound, case.target.sound.codecs_that_loop_badly if case.target else ()
    if sound is None or sound.codec.startswith(_EXACT) or sound.codec in told:
        return None
    return f"the priming of {codec_name(sound.codec)} may leave a gap in the sound"
