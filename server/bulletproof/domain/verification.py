"""Decide whether a file may be seen: every check is asked, and what it finds is told.

An output is held against its profile, its source and the target that it is made for. A source is judged more
mildly: it is what it is, and only what can't become a sound output stops it; the rest is worth a note. A file
by itself, as `bvp verify` sees it, is held against its target, and its source where one is named.

To add a check: write a function `(Case) -> Iterable[Finding]` in `checks/`, name it in a tuple here, and give
its code a title in `checks/codes.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bulletproof.domain.checks import colour, content, likeness, load, rate, shape, sound, sync, timing
from bulletproof.domain.checks.acceptance import codec_tag, picture_codec
from bulletproof.domain.checks.against_source import duration_differs, frames_differ
from bulletproof.domain.checks.case import Case, Check
from bulletproof.domain.checks.integrity import decode_error, truncated, unreadable
from bulletproof.domain.checks.seam import loop_seam
from bulletproof.domain.checks.streams import needed_streams, source_streams
from bulletproof.domain.checks.wrapping import container, extra_stream, file_name, not_fast_start
from bulletproof.domain.finding import Finding, Level, worst_first

__all__ = ["Case", "judge_file", "judge_output", "judge_source"]

OF_ANY_FILE: tuple[Check, ...] = (
    unreadable,
    truncated,
    decode_error,
    extra_stream,
    rate.variable_frame_rate,
    rate.odd_frame_rate,
    rate.interlaced,
    timing.timestamps,
    timing.first_frame_not_key,
    timing.open_gop,
    sync.av_length,
    sync.av_start,
    shape.size_multiple,
    shape.not_square_pixels,
    shape.rotation,
    shape.clean_aperture,
    shape.edit_list,
    colour.colour_untagged,
    colour.colour_mismatch,
    codec_tag,
    content.stretches,
    content.black_edge,
    content.flash_risk,
    sound.clipping,
    sound.dead_channel,
    sound.out_of_phase,
    load.too_slow_to_play,
    loop_seam,
    likeness.changed_since,
)
AGAINST_A_SOURCE: tuple[Check, ...] = (
    duration_differs,
    frames_differ,
    rate.repeated_frames,
    colour.colour_changed,
    colour.alpha_lost,
    likeness.quality_low,
    likeness.timecode_lost,
)
# Held against whatever is known: the profile's promise, the source, the target's limits.
AGAINST_ITS_LIMITS: tuple[Check, ...] = (
    needed_streams,
    container,
    picture_codec,
    rate.wrong_frame_rate,
    shape.wrong_size,
    timing.long_gop,
    load.bitrate_peak,
    not_fast_start,
    sound.sound_format,
    sound.audio_channels,
    sound.loudness,
    file_name,
)

# What nothing sound can be made of; no_audio only arises for a profile that makes nothing but sound.
STOPS_A_SOURCE = ("unreadable", "truncated", "decode_error", "no_video", "no_audio")

# What only repeats its cause is not told: code -> the codes that cause it.
FOLLOWS_FROM: Mapping[str, tuple[str, ...]] = {
    "duration_differs": ("truncated",),
    "frames_differ": ("truncated",),
    "av_length": ("truncated",),
    "repeated_frames": ("frozen",),
}


def judge_output(case: Case) -> tuple[Finding, ...]:
    """What we made, against its profile's promise, its source and its target."""
    return _judged(case, (*OF_ANY_FILE, *AGAINST_A_SOURCE, *AGAINST_ITS_LIMITS))


def judge_source(case: Case) -> tuple[Finding, ...]:
    """What came in; `case.profile` tells what is to be made of it."""
    found = _judged(replace(case, profile=None, target=None), OF_ANY_FILE)
    return worst_first(_of_source(finding) for finding in (*found, *source_streams(case)))


def judge_file(case: Case) -> tuple[Finding, ...]:
    """Any file by itself, against `case.target` and `case.source` where they are named."""
    return judge_output(replace(case, profile=None))


def _judged(case: Case, checks: Iterable[Check]) -> tuple[Finding, ...]:
    found = [finding for check in checks for finding in check(case)]
    faults = {finding.code for finding in found if finding.level is not Level.NOTE}
    return worst_first(
        finding for finding in found if not faults.intersection(FOLLOWS_FROM.get(finding.code, ()))
    )


def _of_source(finding: Finding) -> Finding:
    level = finding.level if finding.code in STOPS_A_SOURCE else Level.NOTE
    return replace(finding, level=level, of_source=True)
