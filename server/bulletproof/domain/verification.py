"""Decide whether a file may be seen: every check is asked, and what it finds is told.

An output is held against its profile and its source. A source is judged more mildly: it is what it is, and
only what can't become a sound output stops it; the rest is worth a note. A file by itself, as `bvp verify`
sees it, is held against its source where one is named.

To add a check: write a function `(Case) -> Iterable[Finding]` in `checks/` and name it in a tuple here.
"""

from collections.abc import Iterable
from dataclasses import replace

from bulletproof.domain.checks.against_source import duration_differs, frames_differ
from bulletproof.domain.checks.case import Case, Check
from bulletproof.domain.checks.content import stretches
from bulletproof.domain.checks.integrity import decode_error, truncated, unreadable
from bulletproof.domain.checks.streams import codecs, output_streams, pixel_format, source_streams
from bulletproof.domain.checks.timing import long_gop, timestamps, variable_frame_rate
from bulletproof.domain.finding import Finding, Level, worst_first

__all__ = ["Case", "judge_file", "judge_output", "judge_source"]

OF_ANY_FILE: tuple[Check, ...] = (
    unreadable,
    truncated,
    decode_error,
    variable_frame_rate,
    timestamps,
    stretches,
)
OF_A_SOURCE: tuple[Check, ...] = (*OF_ANY_FILE, source_streams)
AGAINST_A_SOURCE: tuple[Check, ...] = (output_streams, duration_differs, frames_differ)
OF_A_PROFILE: tuple[Check, ...] = (codecs, pixel_format, long_gop)

# What nothing sound can be made of; no_audio only arises for a profile that makes nothing but sound.
STOPS_A_SOURCE = ("unreadable", "truncated", "decode_error", "no_video", "no_audio")


def judge_output(case: Case) -> tuple[Finding, ...]:
    """What we made, against its profile's promise and its source."""
    return _judged(case, (*OF_ANY_FILE, *AGAINST_A_SOURCE, *OF_A_PROFILE))


def judge_source(case: Case) -> tuple[Finding, ...]:
    """What came in; `case.profile` tells what is to be made of it."""
    return tuple(_of_source(finding) for finding in _judged(case, OF_A_SOURCE))


def judge_file(case: Case) -> tuple[Finding, ...]:
    """Any file by itself, against `case.source` where there is one."""
    return _judged(case, (*OF_ANY_FILE, *AGAINST_A_SOURCE))


def _judged(case: Case, checks: Iterable[Check]) -> tuple[Finding, ...]:
    return worst_first(finding for check in checks for finding in check(case))


def _of_source(finding: Finding) -> Finding:
    level = finding.level if finding.code in STOPS_A_SOURCE else Level.NOTE
    return replace(finding, level=level, of_source=True)
