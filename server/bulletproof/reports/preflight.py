"""The page of a preflight: which files will play there, which won't, why, and what would cure them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bulletproof.domain.checked import Checked
from bulletproof.domain.cure import cure_sentence
from bulletproof.domain.finding import Finding, Level, Verdict
from bulletproof.domain.show import loudness_of
from bulletproof.domain.target import Target
from bulletproof.domain.text import count_text, seconds_text, shown
from bulletproof.reports.render import render


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    verdict: str
    length_s: float | None
    loudness_lufs: float | None
    size_bytes: int | None
    findings: tuple[Finding, ...]
    cure: str | None
    sha256: str | None


def preflight_html(
    checked: Sequence[Checked],
    target: Target,
    *,
    title: str,
    ignored: int = 0,
    made_at: datetime | None = None,
) -> str:
    """One file that can be mailed and printed; `made_at`: now, unless it is said."""
    verdicts = Counter(one.verdict for one in checked)
    lengths = [one.evidence.media.duration_s or 0.0 for one in checked if one.evidence.media]
    return render(
        "preflight.html.j2",
        {
            "title": title,
            "target": target.title,
            "made_at": (made_at or datetime.now(UTC)).astimezone().strftime("%d %b %Y %H:%M"),
            "answer": _answer(verdicts, len(checked), target),
            "worst": _worst(verdicts),
            "ready": verdicts[Verdict.SHOW_READY],
            "warnings": verdicts[Verdict.WARNINGS],
            "not_ready": verdicts[Verdict.NOT_READY],
            "length": seconds_text(sum(lengths)) if lengths else "—",
            "ignored": count_text(ignored, "other file") if ignored else None,
            "rows": [_row(one) for one in checked],
        },
    )


def _row(one: Checked) -> Row:
    media = one.evidence.media
    return Row(
        name=shown(one.path.name),
        verdict=one.verdict.value,
        length_s=media.duration_s if media else None,
        loudness_lufs=loudness_of(one.evidence),
        size_bytes=media.size_bytes if media else None,
        findings=tuple(finding for finding in one.findings if finding.level is not Level.NOTE),
        cure=cure_sentence(one.findings, one.cure),
        sha256=one.evidence.sha256,
    )


def _answer(verdicts: Counter[Verdict], files: int, target: Target) -> str:
    refused, risky = verdicts[Verdict.NOT_READY], verdicts[Verdict.WARNINGS]
    if not files:
        return "There is nothing here to play."
    if refused:
        return f"{count_text(refused, 'file')} of {files} will not play safely at {target.title}."
    if risky:
        return f"All {files} play at {target.title}, {risky} of them with a risk."
    return f"All {count_text(files, 'file')} will play at {target.title}."


def _worst(verdicts: Counter[Verdict]) -> str:
    order = (Verdict.NOT_READY, Verdict.WARNINGS, Verdict.SHOW_READY)
    return next((verdict.value for verdict in order if verdicts[verdict]), "note")
