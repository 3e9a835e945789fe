"""What was measured and judged of one attempt.

Rates are exact fractions written as text ("30000/1001").
"""

from datetime import datetime
from typing import Self

from bulletproof.api.schemas.base import Out, rate_text
from bulletproof.domain.checks.case import picture_packets
from bulletproof.domain.finding import Finding, Level, Verdict
from bulletproof.domain.live import Report as DomainReport
from bulletproof.domain.media import AudioStream, Evidence, Similarity, SoundFacts, Span, VideoStream
from bulletproof.domain.text import shown
from bulletproof.engine.stills import NO_LOOKS, Looks


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
    codec_level: str | None
    sample_aspect: str | None
    field_order: str | None
    rotation_deg: int
    has_alpha: bool
    timecode: str | None

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
            codec_level=stream.codec_level,
            sample_aspect=rate_text(stream.sample_aspect),
            field_order=stream.field_order,
            rotation_deg=stream.rotation_deg,
            has_alpha=stream.has_alpha,
            timecode=stream.timecode,
        )


class AudioStreamOut(Out):
    codec: str
    codec_profile: str | None
    sample_rate_hz: int
    channels: int
    channel_layout: str | None
    bits_per_sample: int | None
    duration_s: float | None

    @classmethod
    def of(cls, stream: AudioStream) -> Self:
        return cls(
            codec=stream.codec,
            codec_profile=stream.codec_profile,
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


class SoundOut(Out):
    """One sound stream as it is heard."""

    index: int
    loudness_lufs: float | None
    loudness_range_lu: float | None
    true_peak_dbtp: float | None
    full_scale_runs: int
    dead_channels: list[int]
    out_of_phase: list[SpanOut]

    @classmethod
    def of(cls, sound: SoundFacts) -> Self:
        return cls(
            index=sound.index,
            loudness_lufs=sound.loudness_lufs,
            loudness_range_lu=sound.loudness_range_lu,
            true_peak_dbtp=sound.true_peak_dbtp,
            full_scale_runs=sound.full_scale_runs,
            dead_channels=list(sound.dead_channels),
            out_of_phase=[SpanOut.of(span) for span in sound.out_of_phase],
        )


class SimilarityOut(Out):
    """SSIM against the source."""

    mean: float
    worst_second: float
    worst_at_s: float
    by_second: list[float]

    @classmethod
    def of(cls, found: Similarity) -> Self:
        return cls(
            mean=found.mean,
            worst_second=found.worst_second,
            worst_at_s=found.worst_at_s,
            by_second=list(found.by_second),
        )


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
    flashes: list[SpanOut]
    repeated_frames: int | None
    interlaced_frames: int | None
    sound: list[SoundOut]
    similarity: SimilarityOut | None
    key_distance_s: float | None
    peak_bps: int | None
    index_in_front: bool | None
    unreadable: str | None
    sha256: str | None

    @classmethod
    def of(cls, evidence: Evidence) -> Self:
        media, content, packets = evidence.media, evidence.content, picture_packets(evidence)
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
            flashes=[SpanOut.of(span) for span in content.flashes] if content else [],
            repeated_frames=content.repeated_frames if content else None,
            interlaced_frames=content.interlaced_frames if content else None,
            sound=[SoundOut.of(sound) for sound in content.sound] if content else [],
            similarity=SimilarityOut.of(content.similarity) if content and content.similarity else None,
            key_distance_s=packets.longest_key_distance_s if packets else None,
            peak_bps=8 * packets.busiest_second_bytes if packets and packets.busiest_second_bytes else None,
            index_in_front=media.index_in_front if media else None,
            unreadable=evidence.unreadable,
            sha256=evidence.sha256,
        )


class StillOut(Out):
    """Pictures of source and output at one moment: `/jobs/{id}/stills/{number}?of=source|output`."""

    number: int
    at_s: float


class ReportOut(Out):
    job_id: str
    attempt: int
    target: str
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
    cure: str | None
    """The profile that would make of its source what its target plays; None where none would."""
    stills: list[StillOut]
    waveform: list[int]
    """How high the output's sound reaches, in % of full scale, over its length; empty: not known (yet)."""

    @classmethod
    def of(
        cls, report: DomainReport, target: str, *, cure: str | None = None, looks: Looks = NO_LOOKS
    ) -> Self:
        return cls(
            cure=cure,
            stills=[StillOut(number=one.number, at_s=one.at_s) for one in looks.stills],
            waveform=list(looks.waveform),
            job_id=report.job_id,
            attempt=report.attempt,
            target=target,
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
