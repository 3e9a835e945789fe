"""How long a frame lasts, and how much longer an output may rightly be than its source.

A header's average counts frames that an edit list hides, and the last frame of a variable rate has no end. So
the packets have the first word, and the header only where they are coarser than it.
"""

from bulletproof.domain.checks.case import Case, lead_in_s, picture_packets
from bulletproof.domain.frame_rate import conformed_rate
from bulletproof.domain.media import Evidence, StreamPackets

LAST_FRAME_AT_MOST_S = 0.25
SAME_RATE_WITHIN = 0.002


def held_s(source: Evidence) -> float:
    """AVI has no presentation times, so ffmpeg guesses them and may hold the first frame for two more."""
    is_avi = source.media is not None and source.media.container == "avi"
    return lead_in_s(source) + (2 * frame_s(source) if is_avi else 0.0)


def last_frame_s(theirs: StreamPackets) -> float:
    """Where the rate varies, nobody knows how long the last frame lasts: as long as any other, or as most."""
    longest_s = theirs.longest_frame_s or 0.0
    return min(longest_s, LAST_FRAME_AT_MOST_S) if theirs.constant_rate is False else 0.0


def keeps_rate(case: Case, source: Evidence) -> bool:
    ours, theirs = case.picture_packets, picture_packets(source)
    if ours is None or (theirs is not None and theirs.constant_rate is False):
        return False
    our_rate = case.profile.video.frame_rate if case.profile and case.profile.video else None
    our_s, their_s = 1 / our_rate if our_rate else frame_s(case.evidence), frame_s(source)
    return their_s > 0 and abs(float(our_s) / their_s - 1) <= SAME_RATE_WITHIN


def frame_s(evidence: Evidence) -> float:
    """As its frames themselves last: a header's average may count frames that an edit list hides."""
    found, picture = picture_packets(evidence), evidence.media.picture if evidence.media else None
    if found is not None and found.constant_rate and found.shortest_frame_s and found.longest_frame_s:
        measured_s = (found.shortest_frame_s + found.longest_frame_s) / 2
        nominal_s = float(1 / conformed_rate(picture)) if picture else 0.0
        # Matroska's whole milliseconds tell 33.4 and 33.3 apart worse than its header does.
        coarse_s = max(found.longest_frame_s - found.shortest_frame_s, 0.0)
        return nominal_s if abs(nominal_s - measured_s) <= coarse_s else measured_s
    return float(1 / conformed_rate(picture)) if picture else 0.0
