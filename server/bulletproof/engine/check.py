"""Check one file by itself: look at it, hold it against target and source, and name what would cure it.

The command line and the API ask here, so both give the same answer. Nothing is written beside the file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.checked import Checked
from bulletproof.domain.cure import curing_profile
from bulletproof.domain.finding import verdict_of
from bulletproof.domain.media import Evidence
from bulletproof.domain.profile import Profile
from bulletproof.domain.target import Target
from bulletproof.domain.verification import Case, judge_file
from bulletproof.media.examine import examine
from bulletproof.media.inspector import Inspector


@dataclass(frozen=True, slots=True)
class CheckTools:
    inspector: Inspector
    ffmpeg: Path


async def check_file(
    path: Path,
    target: Target,
    *,
    tools: CheckTools,
    source: Path | None = None,
    source_evidence: Evidence | None = None,
    is_loop: bool = False,
    profiles: Mapping[str, Profile] = BUILTIN_PROFILES,
    on_progress: Callable[[float], None] | None = None,
) -> Checked:
    """`source_evidence` is what was measured of `source` before, `profiles` what this machine can make.

    Raises FfmpegMissing.
    """
    evidence = await examine(path, inspector=tools.inspector, ffmpeg=tools.ffmpeg, on_progress=on_progress)
    findings = judge_file(
        Case(evidence, source=source_evidence, target=target, file_name=path.name, is_loop=is_loop)
    )
    cure = curing_profile(findings, evidence.media, target, profiles)
    return Checked(path, target.name, evidence, findings, verdict_of(findings), cure)
