"""Check one file by itself: look at it, hold it against target and source, and name what would cure it.

The command line and the API ask here, so both give the same answer. Nothing is written beside the file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.checked import Checked
from bulletproof.domain.comparable import comparable_rate
from bulletproof.domain.cure import curing_profile
from bulletproof.domain.errors import CheckerDied, Unreadable
from bulletproof.domain.finding import Finding, verdict_of, worst_first
from bulletproof.domain.media import Evidence
from bulletproof.domain.profile import Profile
from bulletproof.domain.target import Target
from bulletproof.domain.verification import Case, judge_file
from bulletproof.media.examine import examine
from bulletproof.media.inspector import Inspector
from bulletproof.media.similarity import Comparison


@dataclass(frozen=True, slots=True)
class CheckTools:
    inspector: Inspector
    ffmpeg: Path


@dataclass(frozen=True, slots=True)
class Source:
    """What a file was made from, measured."""

    path: Path
    evidence: Evidence


async def look_at_source(
    path: Path, *, tools: CheckTools, on_progress: Callable[[float], None] | None = None
) -> Source:
    """To hold files against; raises FfmpegMissing."""
    evidence = await examine(
        path, inspector=tools.inspector, ffmpeg=tools.ffmpeg, on_progress=on_progress, as_source=True
    )
    return Source(path, evidence)


async def check_file(
    path: Path,
    target: Target,
    *,
    tools: CheckTools,
    source: Source | None = None,
    is_loop: bool = False,
    measure_speed: bool = False,
    profiles: Mapping[str, Profile] = BUILTIN_PROFILES,
    on_progress: Callable[[float], None] | None = None,
) -> Checked:
    """`profiles`: what this machine can make. Raises FfmpegMissing."""
    packets = await _packets(path, source, tools=tools)
    evidence = await examine(
        path,
        inspector=tools.inspector,
        ffmpeg=tools.ffmpeg,
        on_progress=on_progress,
        packets=packets is None,
        compare_with=_comparison(packets, source),
        is_loop=is_loop,
        measure_speed=measure_speed,
    )
    if packets is not None and evidence.media is not None:
        evidence = replace(evidence, packets=packets.packets)
    case = Case(
        evidence,
        source=source.evidence if source else None,
        target=target,
        file_name=path.name,
        is_loop=is_loop,
    )
    findings = worst_first((*_source_faults(source), *judge_file(case)))
    cure = curing_profile(findings, evidence.media, target, profiles)
    return Checked(path, target.name, evidence, findings, verdict_of(findings), cure)


async def _packets(path: Path, source: Source | None, *, tools: CheckTools) -> Evidence | None:
    """Only its packets tell whether a file's frames are its source's, so they are looked at first."""
    if source is None:
        return None
    try:
        media = await tools.inspector.probe(path)
        return Evidence(media, await tools.inspector.packets(path), None, None)
    except (Unreadable, CheckerDied):
        return None


def _comparison(ours: Evidence | None, source: Source | None) -> Comparison | None:
    if ours is None or source is None or source.evidence.media is None:
        return None
    rate = comparable_rate(ours, source.evidence)
    return None if rate is None else Comparison(source.path, source.evidence.media, rate)


def _source_faults(source: Source | None) -> tuple[Finding, ...]:
    """A source that can't be read can't be compared with, and saying nothing would pass for a yes."""
    if source is None or source.evidence.unreadable is None:
        return ()
    return tuple(
        Finding(found.code, found.level, f"The source: {found.message}", of_source=True)
        for found in judge_file(Case(source.evidence))
    )
