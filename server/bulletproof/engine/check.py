"""Check one file by itself: look at it, hold it against its target and its source, and name what would cure it.

The command line and the API ask here, so both give the same answer. Nothing is written beside the file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.checked import Checked
from bulletproof.domain.finding import verdict_of
from bulletproof.domain.media import Evidence
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
    on_progress: Callable[[float], None] | None = None,
) -> Checked:
    """`source_evidence` is what was measured of `source` before; raises FfmpegMissing."""
    evidence = await examine(path, inspector=tools.inspector, ffmpeg=tools.ffmpeg, on_progress=on_progress)
    findings = judge_file(
        Case(evidence, source=source_evidence, target=target, file_name=path.name, is_loop=is_loop)
    )
    return Checked(path, target.name, evidence, findings, verdict_of(findings))
