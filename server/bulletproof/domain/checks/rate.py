"""Does every frame last equally long, at a rate that a display has, without doubled or woven pictures?

A rate is an exact fraction, and a container can only tell what its ticks allow: Matroska's milliseconds make
60000/1001 read 19001/317, which is no fault. Ticks fine enough to tell 2997/100 from 30000/1001 do so.
"""

import math
from collections.abc import Iterator
from fractions import Fraction

from bulletproof.domain.checks.acceptance import accepted_picture
from bulletproof.domain.checks.case import Case, picture_packets
from bulletproof.domain.checks.lengths import frame_s, held_s
from bulletproof.domain.checks.timing import has_hole
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.frame_rate import conformed_rate, means, output_rate
from bulletproof.domain.text import count_text

DISPLAY_RATES = (
    *map(Fraction, (24, 25, 30, 50, 60)),
    *(Fraction(rate * 1000, 1001) for rate in (24, 30, 60)),
)
REPEATED_SHARE = 0.005
WOVEN_SHARE = 0.01
WOVEN_AT_LEAST = 10  # cuts, and thin shapes that turn, look woven for a few frames
CONFORMS_WITHIN = Fraction(1, 500)  # 30 and 29.97 are one conform; 25 and 29.97 are a conversion


def variable_frame_rate(case: Case) -> Iterator[Finding]:
    found = case.picture_packets
    if found is None or found.constant_rate is not False or case.is_cut or has_hole(case, found):
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


def odd_frame_rate(case: Case) -> Iterator[Finding]:
    if _has_steady_rate(case) and not _is_displays_rate(case):
        rate = _rate_text(case)
        yield Finding(
            "odd_frame_rate",
            Level.WARN,
            f"It has {rate} frames a second. Displays run at multiples of 24, 25, 30 and their kin; on one"
            " that runs at no multiple of it, some frames show longer than others.",
            measured=rate,
            limit="24, 25, 30, 50, 60 or their 1000/1001",
        )


def wrong_frame_rate(case: Case) -> Iterator[Finding]:
    if not _has_steady_rate(case) or case.picture is None or case.picture_packets is None:
        return
    asked = _asked_rate(case)
    if asked is not None and not means(case.picture, case.picture_packets, asked):
        yield _wrong_rate(case, f"{_name(asked)} was asked for", _name(asked))
        return
    target, limits = case.target, accepted_picture(case)
    rates = tuple(Fraction(rate) for rate in target.frame_rates) if target else ()
    if target and rates and _is_displays_rate(case) and not _is_one_of(case, rates):
        words = target.frame_rate_warning or f"{target.title} runs at {', '.join(map(_name, rates))}"
        yield _wrong_rate(case, words, ", ".join(map(_name, rates)))
    elif target and limits and limits.max_frame_rate and _fps(case) > limits.max_frame_rate * 1.001:
        fastest = f"{limits.max_frame_rate:g}"
        yield _wrong_rate(case, f"{target.title} plays at most {fastest}", f"at most {fastest}")


def repeated_frames(case: Case) -> Iterator[Finding]:
    content, source = case.content, case.source_content
    if (
        content is None
        or source is None
        or not content.frames
        or _conforms(case)
        or _is_frame_for_frame(case)
    ):
        return
    expected = source.repeated_frames + _held_frames(case)
    more = content.repeated_frames - expected
    if more > REPEATED_SHARE * content.frames:
        yield Finding(
            "repeated_frames",
            Level.WARN,
            f"{count_text(more, 'frame')} of {content.frames} show the one before again, as a conversion of"
            " the frame rate does: movement stutters.",
            measured=count_text(content.repeated_frames, "repeated frame"),
            limit=count_text(expected, "repeated frame"),
        )


def _is_frame_for_frame(case: Case) -> bool:
    """Our own encode, compared because frame n is made of frame n: what repeats is noise that it smoothed."""
    return case.profile is not None and case.content is not None and case.content.similarity is not None


def interlaced(case: Case) -> Iterator[Finding]:
    picture, content = case.picture, case.content
    if picture is None:
        return
    woven = content.interlaced_frames if content else 0
    looked_at = content.frames_looked_at if content else 0
    is_woven = woven >= WOVEN_AT_LEAST and woven > WOVEN_SHARE * looked_at
    is_told = picture.field_order in ("tt", "bb", "tb", "bt")
    if not is_told and not is_woven:
        return
    said = "It says that it is interlaced" if is_told else "It says that it is progressive"
    seen = f", and {woven} of {looked_at} frames look woven from two moments" if is_woven else ""
    yield Finding(
        "interlaced",
        Level.WARN,
        f"{said}{seen}. Movement shows combs on a screen.",
        measured=f"{woven} of {looked_at} frames" if is_woven else picture.field_order,
        limit="progressive",
    )


def _has_steady_rate(case: Case) -> bool:
    """What varies or has holes is a fault by itself, and has no rate."""
    found = case.picture_packets
    return found is not None and found.constant_rate is True and case.picture is not None


def _is_displays_rate(case: Case) -> bool:
    return _is_one_of(case, DISPLAY_RATES)


def _is_one_of(case: Case, rates: tuple[Fraction, ...]) -> bool:
    picture, found = case.picture, case.picture_packets
    return picture is not None and found is not None and any(means(picture, found, rate) for rate in rates)


def _asked_rate(case: Case) -> Fraction | None:
    video, source = case.profile.video if case.profile else None, case.source.media if case.source else None
    if video is not None:
        return output_rate(video, source) if source is not None else video.frame_rate
    theirs = picture_packets(case.source) if case.source else None
    if case.target is None or not case.target.keeps_source or theirs is None or not theirs.constant_rate:
        return None
    return conformed_rate(case.source_picture) if case.source_picture else None


def _conforms(case: Case) -> bool:
    """A variable rate made constant must show frames twice where the source has none."""
    theirs, picture = picture_packets(case.source) if case.source else None, case.source_picture
    if theirs is None or picture is None or theirs.constant_rate is not False:
        return False
    asked = case.profile.video.frame_rate if case.profile and case.profile.video else None
    nominal = conformed_rate(picture)
    return asked is None or abs(asked - nominal) <= nominal * CONFORMS_WITHIN


def _held_frames(case: Case) -> int:
    lasts_s = frame_s(case.evidence)
    return math.ceil(held_s(case.source) / lasts_s) if case.source is not None and lasts_s > 0 else 0


def _fps(case: Case) -> float:
    return 1 / lasts_s if (lasts_s := frame_s(case.evidence)) > 0 else 0.0


def _rate_text(case: Case) -> str:
    told = case.picture.frame_rate if case.picture else None
    return _name(told) if told is not None and abs(float(told) - _fps(case)) < 0.01 else f"{_fps(case):.2f}"


def _name(rate: Fraction) -> str:
    """23.976 as people write it; the fraction where they might take it for another."""
    if rate.denominator == 1:
        return str(rate.numerator)
    return f"{float(rate):.3f} ({rate.numerator}/{rate.denominator})"


def _wrong_rate(case: Case, why: str, limit: str) -> Finding:
    rate = _rate_text(case)
    why = why.rstrip(".")
    return Finding(
        "wrong_frame_rate",
        Level.WARN,
        f"It has {rate} frames a second: {why}.",
        measured=rate,
        limit=limit,
    )
