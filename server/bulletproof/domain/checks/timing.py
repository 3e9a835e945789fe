"""Does every frame come at its time, and can a player jump into the middle?"""

from collections.abc import Iterator

from bulletproof.domain.checks.case import Case
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import StreamPackets
from bulletproof.domain.text import count_text, position_text, seconds_text

GAP_FRAMES = 1.5
SOUND_GAP_S = 0.1
# More odd frames than that is a varying rate, of which long frames are part; fewer are holes.
HOLES_AT_MOST = 0.02
KEY_SLACK_FRAMES = 1.5


def variable_frame_rate(case: Case) -> Iterator[Finding]:
    found = case.picture_packets
    if found is None or found.constant_rate is not False or case.is_cut:
        return
    shortest_ms = 1000 * (found.shortest_frame_s or 0.0)
    longest_ms = 1000 * (found.longest_frame_s or 0.0)
    yield Finding(
        "variable_frame_rate",
        Level.FAIL,
        f"The frame rate varies: {count_text(found.odd_frames, 'frame')} of {found.packets}"
        f" last longer or shorter than the others ({shortest_ms:.1f} to {longest_ms:.1f} ms).",
        measured=f"{shortest_ms:.1f} to {longest_ms:.1f} ms",
        limit="equal",
        at_s=found.longest_gap_at_s,
    )


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
        if _has_hole(case, found):
            yield _hole(name, found)


def long_gop(case: Case) -> Iterator[Finding]:
    found, video = case.picture_packets, case.profile.video if case.profile else None
    promised_s = video.keyframe_interval_s if video else None
    if found is None or found.longest_key_distance_s is None or promised_s is None:
        return
    if found.longest_key_distance_s > promised_s + KEY_SLACK_FRAMES * (case.frame_s or 0.0):
        yield Finding(
            "long_gop",
            Level.FAIL,
            f"Key frames are up to {seconds_text(found.longest_key_distance_s)} apart, the profile promises"
            f" {seconds_text(promised_s)}. Jumping and looping will be slow.",
            measured=seconds_text(found.longest_key_distance_s),
            limit=seconds_text(promised_s),
        )


def _has_hole(case: Case, found: StreamPackets) -> bool:
    if found.kind != "video":
        return found.longest_gap_s > SOUND_GAP_S
    few = found.odd_frames <= max(3, HOLES_AT_MOST * found.packets)
    usual_s = found.shortest_frame_s or case.frame_s or 0.0
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
