"""The report of one job as a page: verdict first, then why, then the proof."""

import base64
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.finding import Finding
from bulletproof.domain.job import Job
from bulletproof.domain.live import Report
from bulletproof.domain.media import Evidence
from bulletproof.domain.text import position_text, seconds_text, shown
from bulletproof.reports.facts import facts
from bulletproof.reports.render import UNKNOWN, render

LINE_WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding on the line of time, in thousandths of the length."""

    x: float
    width: float
    level: str


@dataclass(frozen=True, slots=True)
class Pair:
    at: str
    source: str
    """As a data URI."""
    output: str


def job_html(job: Job, report: Report, pairs: Sequence[tuple[float, Path, Path]] = ()) -> str:
    """`pairs`: moment, picture of the source, picture of the output. Reads the pictures."""
    source, output = report.source, report.output
    length_s = _length_s(output) or _length_s(source) or job.duration_s
    return render(
        "job.html.j2",
        {
            "name": shown(job.source.path.name),
            "profile": job.profile.name,
            "target": job.profile.target,
            "verdict": report.verdict.value,
            "summary": job.message or "",
            "source_path": shown(job.source.path),
            "output_path": shown(job.published or job.output),
            "made_at": report.made_at.astimezone().strftime("%d %b %Y %H:%M"),
            "length": seconds_text(length_s) if length_s else UNKNOWN,
            "findings": [(finding, _place(finding)) for finding in report.findings],
            "marks": _marks(report.findings, length_s),
            "pairs": [
                Pair(position_text(at), _picture(ours), _picture(theirs)) for at, ours, theirs in pairs
            ],
            "facts": facts(source, output, (job.source.path, job.published or job.output)),
            "likeness": output.content.similarity if output and output.content else None,
            "sha256": job.sha256 or (output.sha256 if output else None),
            "encoder": report.encoder or UNKNOWN,
            "ffmpeg": report.ffmpeg_version or UNKNOWN,
            "command": shlex.join(report.command),
            "log": report.log_tail,
        },
    )


def _place(finding: Finding) -> str:
    return UNKNOWN if finding.at_s is None else position_text(finding.at_s)


def _marks(findings: Sequence[Finding], length_s: float | None) -> list[Mark]:
    if not length_s:
        return []
    scale = LINE_WIDTH / length_s
    return [
        Mark(
            min(max(finding.at_s, 0.0) * scale, LINE_WIDTH),
            max((finding.duration_s or 0.0) * scale, 3.0),
            finding.level.value,
        )
        for finding in findings
        if finding.at_s is not None
    ]


def _picture(path: Path) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(path.read_bytes()).decode()}"


def _length_s(evidence: Evidence | None) -> float | None:
    return evidence.media.duration_s if evidence and evidence.media else None
