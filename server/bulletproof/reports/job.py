"""The report of one job as a page: verdict first, then why, then the proof."""

import base64
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.finding import Finding
from bulletproof.domain.job import Job
from bulletproof.domain.live import Report
from bulletproof.domain.media import AudioStream, Evidence, VideoStream
from bulletproof.domain.show import loudness_of
from bulletproof.domain.text import position_text, seconds_text, shown, size_text
from bulletproof.reports.render import UNKNOWN, render

LINE_WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    source: str
    output: str

    @property
    def differs(self) -> bool:
        return UNKNOWN not in (self.source, self.output) and self.source != self.output


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
            "facts": _facts(source, output),
            "loudness": (loudness_of(source) if source else None, loudness_of(output) if output else None),
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


def _facts(source: Evidence | None, output: Evidence | None) -> list[Fact]:
    theirs, ours = _described(source), _described(output)
    return [Fact(name, theirs.get(name, UNKNOWN), ours.get(name, UNKNOWN)) for name in {**theirs, **ours}]


def _described(evidence: Evidence | None) -> dict[str, str]:
    media = evidence.media if evidence else None
    if media is None:
        return {}
    facts = {"Container": media.container, "Size": size_text(media.size_bytes)}
    if media.duration_s is not None:
        facts["Length"] = seconds_text(media.duration_s)
    facts |= _of_picture(media.picture) if media.picture else {}
    return facts | (_of_sound(media.sound) if media.sound else {})


def _of_picture(picture: VideoStream) -> dict[str, str]:
    rate = picture.frame_rate or picture.base_rate
    colour = (picture.color_primaries, picture.color_transfer, picture.color_matrix, picture.color_range)
    return {
        "Picture": " ".join(filter(None, (picture.codec, picture.codec_profile, picture.codec_tag))),
        "Frame": f"{picture.width} × {picture.height}",
        "Frame rate": f"{rate.numerator}/{rate.denominator}" if rate else UNKNOWN,
        "Pixels": picture.pixel_format or UNKNOWN,
        "Colour": " · ".join(filter(None, colour)) or UNKNOWN,
        "Timecode": picture.timecode or UNKNOWN,
    }


def _of_sound(sound: AudioStream) -> dict[str, str]:
    bits = f", {sound.bits_per_sample} bit" if sound.bits_per_sample else ""
    return {
        "Sound": f"{sound.codec}{bits}",
        "Sample rate": f"{sound.sample_rate_hz / 1000:g} kHz",
        "Channels": sound.channel_layout or str(sound.channels),
    }
