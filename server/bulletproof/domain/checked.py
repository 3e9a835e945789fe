"""What the checker says of one file: the answer of `bvp verify`, of a preflight and of the API's checks."""

from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.finding import Finding, Verdict
from bulletproof.domain.media import Evidence


@dataclass(frozen=True, slots=True)
class Checked:
    path: Path
    target: str
    evidence: Evidence
    findings: tuple[Finding, ...]
    """Worst first."""
    verdict: Verdict
    cure: str | None = None
    """The profile that makes it show-ready for that target; None where none can, or none is needed."""
