"""Can this machine and its drive keep up, and does a target's player?

The average says little: a calm minute and one second of confetti make a harmless average and a stutter.
"""

from collections.abc import Iterator

from bulletproof.domain.checks.acceptance import accepted_picture
from bulletproof.domain.checks.case import Case
from bulletproof.domain.checks.lengths import frame_s
from bulletproof.domain.checks.variety import picture_name
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.text import position_text

SLOWEST_SPEED = 2.0
DRIVE_SHARE = 0.5
OVER_USUAL = 1.4
# Below it headers and small blocks weigh more than the pixels, and Apple's own figures rise.
STATED_FROM_PIXELS = 1280 * 720


def bitrate_peak(case: Case) -> Iterator[Finding]:
    found = case.picture_packets
    if found is None or case.packets is None or not found.busiest_second_bytes:
        return
    whole_bps = 8 * sum(stream.busiest_second_bytes for stream in case.packets.streams)
    if case.drive_bps is not None and whole_bps > DRIVE_SHARE * case.drive_bps:
        yield _peak(case, whole_bps, DRIVE_SHARE * case.drive_bps, "half of what its drive reads")
        return
    limit = _limit(case)
    if limit is not None and 8 * found.busiest_second_bytes > limit[0]:
        yield _peak(case, 8 * found.busiest_second_bytes, *limit)


def too_slow_to_play(case: Case) -> Iterator[Finding]:
    speed = case.content.decode_speed if case.content else None
    if speed is not None and speed < SLOWEST_SPEED:
        yield Finding(
            "too_slow_to_play",
            Level.WARN,
            f"This machine decodes it at {speed:.1f} × real time, too close to the edge. A player"
            " that decodes on the graphics card may do better.",
            measured=f"{speed:.1f} ×",
            limit=f"{SLOWEST_SPEED:g} ×",
        )


def _limit(case: Case) -> tuple[float, str] | None:
    target, accepted = case.target, accepted_picture(case)
    if target is None:
        return None
    told = [(limit, f"what {target.title} plays") for limit in (target.max_peak_bps,) if limit is not None]
    if accepted is not None and accepted.max_peak_bps is not None:
        told.append((accepted.max_peak_bps, f"what {target.title} plays"))
    usual_bps = _usual_bps(case)
    limits: list[tuple[float, str]] = [*told]
    if usual_bps is not None:
        limits.append((OVER_USUAL * usual_bps, "1.4 × what its codec's maker states"))
    return min(limits, default=None)


def _usual_bps(case: Case) -> float | None:
    picture, accepted, lasts_s = case.picture, accepted_picture(case), frame_s(case.evidence)
    if picture is None or accepted is None or accepted.usual_bits_per_pixel is None or lasts_s <= 0:
        return None
    pixels = picture.width * picture.height
    return accepted.usual_bits_per_pixel * pixels / lasts_s if pixels >= STATED_FROM_PIXELS else None


def _peak(case: Case, peak_bps: float, limit_bps: float, whose: str) -> Finding:
    found = case.picture_packets
    at_s = found.busiest_second_at_s if found else None
    place = "" if at_s is None else f" at {position_text(at_s)}"
    name = picture_name(case.picture) if case.picture else "It"
    return Finding(
        "bitrate_peak",
        Level.WARN,
        f"{name} takes {_mbps(peak_bps)} in its busiest second{place}, more than {whose}"
        f" ({_mbps(limit_bps)}): it may stutter there.",
        measured=_mbps(peak_bps),
        limit=_mbps(limit_bps),
        at_s=at_s,
        duration_s=1.0,
    )


def _mbps(bps: float) -> str:
    return f"{bps / 1e6:.1f} Mb/s"
