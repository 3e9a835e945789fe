"""The report of a show: every cue that was chosen, with its verdict and its proof, on one sheet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bulletproof.domain.finding import Finding, Level, Verdict
from bulletproof.domain.job import Job
from bulletproof.domain.live import Report
from bulletproof.domain.media import Evidence
from bulletproof.domain.show import loudness_of, outliers
from bulletproof.domain.text import count_text, seconds_text, shown
from bulletproof.reports.render import render

NOTHING = Evidence(None, None, None, None)


@dataclass(frozen=True, slots=True)
class Cue:
    name: str
    verdict: Verdict | None
    """None: no attempt of it has ended yet."""
    length_s: float | None
    loudness_lufs: float | None
    true_peak_dbtp: float | None
    sha256: str | None
    verified_at: datetime | None
    findings: tuple[Finding, ...]
    stands_out: bool
    """Its loudness is far from the rest of the show."""


def cues_of(jobs: Sequence[tuple[Job, Report | None]]) -> list[Cue]:
    """In the order given; a cue that is far louder or softer than the rest says so."""
    found = outliers([report.output or NOTHING if report else NOTHING for _, report in jobs])
    return [
        _cue(job, report, (found[place],) if place in found else ())
        for place, (job, report) in enumerate(jobs)
    ]


def show_html(cues: Sequence[Cue], *, title: str, made_at: datetime | None = None) -> str:
    return render(
        "show.html.j2",
        {
            "title": title,
            "made_at": (made_at or datetime.now(UTC)).astimezone().strftime("%d %b %Y %H:%M"),
            "cues": cues,
            "length": seconds_text(sum(cue.length_s or 0.0 for cue in cues)),
            "answer": _answer(cues),
            "worst": _worst(cues).value,
        },
    )


def _cue(job: Job, report: Report | None, more: tuple[Finding, ...]) -> Cue:
    output = report.output if report else None
    heard = output.content.sound if output and output.content else ()
    peaks = [sound.true_peak_dbtp for sound in heard if sound.true_peak_dbtp is not None]
    told = report.findings if report else ()
    return Cue(
        name=shown((job.published or job.output).name),
        verdict=job.verdict or (report.verdict if report else None),
        length_s=output.media.duration_s if output and output.media else job.duration_s,
        loudness_lufs=loudness_of(output) if output else None,
        true_peak_dbtp=max(peaks, default=None),
        sha256=job.sha256,
        verified_at=report.made_at if report else None,
        findings=(*(one for one in told if one.level is not Level.NOTE), *more),
        stands_out=bool(more),
    )


def _worst(cues: Sequence[Cue]) -> Verdict:
    verdicts = {cue.verdict or Verdict.NOT_READY for cue in cues}
    if Verdict.NOT_READY in verdicts:
        return Verdict.NOT_READY
    is_clean = verdicts == {Verdict.SHOW_READY} and not any(cue.stands_out for cue in cues)
    return Verdict.SHOW_READY if is_clean else Verdict.WARNINGS


def _answer(cues: Sequence[Cue]) -> str:
    verdicts = Counter(cue.verdict for cue in cues)
    refused, risky, open_ones = verdicts[Verdict.NOT_READY], verdicts[Verdict.WARNINGS], verdicts[None]
    if refused:
        return f"{count_text(refused, 'cue')} of {len(cues)} will not play safely."
    if open_ones:
        return f"{count_text(open_ones, 'cue')} of {len(cues)} not verified yet."
    plays = f"{count_text(len(cues), 'cue')} in all"
    told = [f"{plays}, {risky} with a risk" if risky else f"{plays}, every one show-ready"]
    outside = sum(cue.stands_out for cue in cues)
    told += [f"{outside} far from the others in loudness"] if outside else []
    return ", ".join(told) + "."
