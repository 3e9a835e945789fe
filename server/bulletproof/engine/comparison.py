"""Which of a job's outputs are compared with their source, frame by frame, while they are verified."""

from pathlib import Path

from bulletproof.domain.checks.case import picture_packets
from bulletproof.domain.comparable import SAME_RATE_WITHIN, starts_at_zero
from bulletproof.domain.frame_rate import conformed_rate
from bulletproof.domain.media import Evidence
from bulletproof.domain.picture_plan import picture_plan
from bulletproof.domain.profile import Profile
from bulletproof.media.picture_filters import conforming
from bulletproof.media.similarity import Comparison


def comparison(path: Path, profile: Profile, source: Evidence, *, frames_made: int) -> Comparison | None:
    """Where the profile asks for it, and frame n of the output was made of frame n of the source.

    The source goes through the very filters of the encode, so what is measured is the encoder's work alone.
    """
    video, facts, packets = profile.video, source.media, picture_packets(source)
    if (
        video is None
        or video.lowest_ssim is None
        or facts is None
        or facts.picture is None
        or packets is None
    ):
        return None
    plan = picture_plan(video, facts)
    if plan is None or packets.constant_rate is False or frames_made != packets.packets:
        return None
    if abs(plan.rate / conformed_rate(facts.picture) - 1) > SAME_RATE_WITHIN:
        return None
    if not starts_at_zero(packets, plan.rate):
        return None
    return Comparison(path, facts, plan.rate, ",".join(conforming(video, facts, plan)))
