"""Does every frame come at its time, and can a player jump into the middle?"""

from collections.abc import Iterator

from bulletproof.domain.checks.acceptance import accepted_picture
from bulletproof.domain.checks.case import Case
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import StreamPackets
from bulletproof.domain.text import count_text, position_text, seconds_text

GAP_FRAMES = 1.5
SOUND_GAP_S = 0.1
# More odd frames than that is a varying rate, of which long frames are part; fewer are holes.
HOLES_AT_MOST = 0.02
KEY_SLACK_FRAMES = 1.5


def timestamps(case: Case) -> Iterator[Finding]:
    for found in case.packets.streams if case.packets and not case.is_cut else ():
        bad = found.missing_timestamps + found.backward_timestamps
        name = "picture" if found.kind == "video" else "sound"
        if bad:
            yield Finding(
                "timestamps",
                Level.FAIL,
                f"The {name}'s time stamps are damaged: {count_text(bad, 'packet')} without one or out of"
                " order. Players may stutter or lose sync.",
                measured=count_text(bad, "packet"),
                limit="0 packets",
                at_s=found.first_bad_timestamp_s,
            )
        if has_hole(case, found):
            yield _hole(name, found)


def long_gop(case: Case) -> Iterator[Finding]:
    found, limit = case.picture_packets, _key_distance(case)
    if found is None or found.longest_key_distance_s is None or limit is None:
        return
    limit_s, whose = limit
    if found.longest_key_distance_s > limit_s + KEY_SLACK_FRAMES * (case.frame_s or 0.0):
        yield Finding(
            "long_gop",
            Level.FAIL,
            f"Key frames are up to {seconds_text(found.longest_key_distance_s)} apart, {whose}"
            f" {_distance_text(limit_s)}. Jumping and looping will be slow.",
            measured=seconds_text(found.longest_key_distance_s),
            limit=_distance_text(limit_s),
        )


def open_gop(case: Case) -> Iterator[Finding]:
    found = case.picture_packets
    if found is not None and found.open_gops and not case.is_cut:
        target = case.target
        refused = f" {target.title} asks for closed ones." if target and target.refuses_open_gops else ""
        yield Finding(
            "open_gop",
            Level.WARN,
            f"{count_text(found.open_gops, 'key frame')} can't be started from: the pictures behind need the"
            f" group before. A jump there shows broken frames for a moment.{refused}",
            measured=count_text(found.open_gops, "open group"),
            limit="0 open groups",
            at_s=found.first_open_gop_at_s,
        )


def first_frame_not_key(case: Case) -> Iterator[Finding]:
    """Where an edit list hides the frames before, a key frame is among them."""
    found = case.picture_packets
    if found is not None and found.packets and not found.first_is_key and not found.discarded_packets:
        yield Finding(
            "first_frame_not_key",
            Level.FAIL,
            "It starts in the middle of a group: until the next key frame the picture is grey or broken.",
            measured="no key frame",
            limit="a key frame",
            at_s=found.start_s,
        )


def _key_distance(case: Case) -> tuple[float, str] | None:
    """The strictest of the profile's promise and the target's limits, and whose it is."""
    video, limits, target = case.profile.video if case.profile else None, accepted_picture(case), case.target
    promised_s = 0.0 if video and video.is_all_intra else video.keyframe_interval_s if video else None
    title = target.title if target else ""
    told = (
        (promised_s, "the profile promises"),
        (limits.max_keyframe_interval_s if limits else None, f"{title} wants at most"),
        (target.max_keyframe_interval_s if target else None, f"{title} wants at most"),
    )
    return min(((limit_s, whose) for limit_s, whose in told if limit_s is not None), default=None)


def _distance_text(limit_s: float) -> str:
    return seconds_text(limit_s) if limit_s else "one in every frame"


def has_hole(case: Case, found: StreamPackets) -> bool:
    """A few frames are missing; many odd ones are a varying rate instead."""
    if found.kind != "video":
        return found.longest_gap_s > SOUND_GAP_S
    few = found.odd_frames <= max(3, HOLES_AT_MOST * found.packets)
    usual_s = found.usual_frame_s or found.shortest_frame_s or case.frame_s or 0.0
    return few and usual_s > 0 and found.longest_gap_s > GAP_FRAMES * usual_s


def _hole(name: str, found: StreamPackets) -> Finding:
    at = "" if found.longest_gap_at_s is None else f" at {position_text(found.longest_gap_at_s)}"
    return Finding(
        "timestamps",
        Level.FAIL,
        f"The {name} has a hole of {seconds_text(found.longest_gap_s)}{at}.",
        measured=seconds_text(found.longest_gap_s),
        limit=f"{GAP_FRAMES} frames" if found.kind == "video" else seconds_text(SOUND_GAP_S),
        at_s=found.longest_gap_at_s,
        duration_s=found.longest_gap_s,
    )
