"""What was measured and judged of one attempt.

Rates are exact fractions written as text ("30000/1001").
"""

from datetime import datetime
from typing import Self

from bulletproof.api.schemas.base import Out, rate_text
from bulletproof.domain.finding import Finding, Level, Verdict
from bulletproof.domain.live import Report as DomainReport
from bulletproof.domain.media import AudioStream, Evidence, Span, VideoStream
from bulletproof.domain.text import shown


class FindingOut(Out):
    code: str
    level: Level
    message: str
    measured: str | None
    limit: str | None
    at_s: float | None
    duration_s: float | None
    of_source: bool

    @classmethod
    def of(cls, finding: Finding) -> Self:
        return cls(
            code=finding.code,
            level=finding.level,
            message=finding.message,
            measured=finding.measured,
            limit=finding.limit,
            at_s=finding.at_s,
            duration_s=finding.duration_s,
            of_source=finding.of_source,
        )


class VideoStreamOut(Out):
    codec: str
    codec_tag: str
    codec_profile: str | None
    width: int
    height: int
    pixel_format: str | None
    frame_rate: str | None
    duration_s: float | None
    color_primaries: str | None
    color_transfer: str | None
    color_matrix: str | None
    color_range: str | None

    @classmethod
    def of(cls, stream: VideoStream) -> Self:
        return cls(
            codec=stream.codec,
            codec_tag=stream.codec_tag,
            codec_profile=stream.codec_profile,
            width=stream.width,
            height=stream.height,
            pixel_format=stream.pixel_format,
            frame_rate=rate_text(stream.frame_rate),
            duration_s=stream.duration_s,
            color_primaries=stream.color_primaries,
            color_transfer=stream.color_transfer,
            color_matrix=stream.color_matrix,
            color_range=stream.color_range,
        )


class AudioStreamOut(Out):
    codec: str
    sample_rate_hz: int
    channels: int
    channel_layout: str | None
    bits_per_sample: int | None
    duration_s: float | None

    @classmethod
    def of(cls, stream: AudioStream) -> Self:
        return cls(
            codec=stream.codec,
            sample_rate_hz=stream.sample_rate_hz,
            channels=stream.channels,
            channel_layout=stream.channel_layout,
            bits_per_sample=stream.bits_per_sample,
            duration_s=stream.duration_s,
        )


class SpanOut(Out):
    at_s: float
    duration_s: float

    @classmethod
    def of(cls, span: Span) -> Self:
        return cls(at_s=span.at_s, duration_s=span.duration_s)


class EvidenceOut(Out):
    """What was measured of one file."""

    container: str | None
    size_bytes: int | None
    duration_s: float | None
    bit_rate_bps: int | None
    video: list[VideoStreamOut]
    audio: list[AudioStreamOut]
    frames: int | None
    decode_errors: int | None
    black: list[SpanOut]
    frozen: list[SpanOut]
    silent: list[SpanOut]
    unreadable: str | None
    sha256: str | None

    @classmethod
    def of(cls, evidence: Evidence) -> Self:
        media, content = evidence.media, evidence.content
        return cls(
            container=media.container if media else None,
            size_bytes=media.size_bytes if media else None,
            duration_s=media.duration_s if media else None,
            bit_rate_bps=media.bit_rate_bps if media else None,
            video=[VideoStreamOut.of(stream) for stream in media.video] if media else [],
            audio=[AudioStreamOut.of(stream) for stream in media.audio] if media else [],
            frames=content.frames if content else None,
            decode_errors=content.decode_errors if content else None,
            black=[SpanOut.of(span) for span in content.black] if content else [],
            frozen=[SpanOut.of(span) for span in content.frozen] if content else [],
            silent=[SpanOut.of(span) for span in content.silent] if content else [],
            unreadable=evidence.unreadable,
            sha256=evidence.sha256,
        )


class ReportOut(Out):
    job_id: str
    attempt: int
    verdict: Verdict
    findings: list[FindingOut]
    source: EvidenceOut | None
    output: EvidenceOut | None
    ffmpeg_version: str | None
    encoder: str | None
    command: list[str]
    log_tail: str
    encode_s: float | None
    encode_cpu_s: float | None
    verify_s: float | None
    made_at: datetime

    @classmethod
    def of(cls, report: DomainReport) -> Self:
        return cls(
            job_id=report.job_id,
            attempt=report.attempt,
            verdict=report.verdict,
            findings=[FindingOut.of(finding) for finding in report.findings],
            source=EvidenceOut.of(report.source) if report.source else None,
            output=EvidenceOut.of(report.output) if report.output else None,
            ffmpeg_version=report.ffmpeg_version,
            encoder=report.encoder,
            command=[shown(word) for word in report.command],
            log_tail=report.log_tail,
            encode_s=report.encode_s,
            encode_cpu_s=report.encode_cpu_s,
            verify_s=report.verify_s,
            made_at=report.made_at,
        )
