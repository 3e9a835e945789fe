"""Is it what its source was: as good, with its timecode, and still the file that was verified?"""

from collections.abc import Iterator

from bulletproof.domain.checks.case import Case
from bulletproof.domain.checks.content import has_new_stretch
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.text import position_text

LOWEST_SSIM = 0.90  # where no profile says otherwise


def quality_low(case: Case) -> Iterator[Finding]:
    found, floor = case.content.similarity if case.content else None, _floor(case)
    if found is None or floor is None or found.worst_second >= floor:
        return
    if has_new_stretch(case, found.worst_at_s):
        return  # black or frozen where the source is not: that is the cause
    yield Finding(
        "quality_low",
        Level.FAIL,
        f"The second at {position_text(found.worst_at_s)} looks visibly worse than its source"
        f" (SSIM {found.worst_second:.3f}, at least {floor:g} is promised).",
        measured=f"SSIM {found.worst_second:.3f}",
        limit=f"SSIM {floor:g}",
        at_s=found.worst_at_s,
        duration_s=1.0,
    )


def timecode_lost(case: Case) -> Iterator[Finding]:
    if case.picture is None or case.source_picture is None or case.picture.timecode is not None:
        return
    if case.source_picture.timecode is not None:
        yield Finding(
            "timecode_lost",
            Level.NOTE,
            f"The source starts at timecode {case.source_picture.timecode}, this file has none.",
            measured="none",
            limit=case.source_picture.timecode,
        )


def changed_since(case: Case) -> Iterator[Finding]:
    ours, verified = case.evidence.sha256, case.verified_sha256
    if ours is not None and verified is not None and ours.lower() != verified.lower():
        yield Finding(
            "changed_since",
            Level.FAIL,
            "It is no longer the file that was verified. Copy that one again, or verify this one.",
            measured=ours,
            limit=verified,
        )


def _floor(case: Case) -> float | None:
    if case.profile is None:
        return LOWEST_SSIM
    return case.profile.video.lowest_ssim if case.profile.video else None
