"""Evidence of a sound two-second clip, to be spoilt in one place by each test."""

from dataclasses import replace
from fractions import Fraction

from bulletproof.domain.media import (
    AudioStream,
    ContentFacts,
    Evidence,
    MediaFacts,
    PacketFacts,
    SoundFacts,
    Span,
    StreamPackets,
    VideoStream,
)

PICTURE = VideoStream(
    index=0,
    codec="h264",
    codec_tag="avc1",
    codec_profile="High",
    width=160,
    height=120,
    pixel_format="yuv420p",
    frame_rate=Fraction(25),
    base_rate=Fraction(25),
    time_base=Fraction(1, 12800),
    start_s=0.0,
    duration_s=2.0,
    frames_promised=50,
    sample_aspect=Fraction(1),
    color_primaries="bt709",
    color_transfer="bt709",
    color_matrix="bt709",
    color_range="tv",
    field_order="progressive",
    codec_level="3.1",
)
SOUND = AudioStream(1, "aac", "mp4a", 48000, 2, "stereo", "fltp", None, Fraction(1, 48000), 0.0, 2.0, "LC")
MEDIA = MediaFacts(
    "mov,mp4,m4a,3gp,3g2,mj2", 50_000, 2.0, 0.0, 200_000, (PICTURE,), (SOUND,), index_in_front=True
)
PICTURE_PACKETS = StreamPackets(
    index=0,
    kind="video",
    packets=50,
    size_bytes=40_000,
    start_s=0.0,
    end_s=2.0,
    key_packets=1,
    first_is_key=True,
    longest_key_distance_s=2.0,
    missing_timestamps=0,
    backward_timestamps=0,
    first_bad_timestamp_s=None,
    longest_gap_s=0.0,
    longest_gap_at_s=None,
    constant_rate=True,
    shortest_frame_s=0.04,
    longest_frame_s=0.04,
    busiest_second_bytes=20_000,
    usual_frame_s=0.04,
)
SOUND_PACKETS = replace(
    PICTURE_PACKETS, index=1, kind="audio", packets=94, end_s=2.02, constant_rate=None, shortest_frame_s=None
)
PACKETS = PacketFacts((PICTURE_PACKETS, SOUND_PACKETS), False, None, False, None, 0.01)
HEARD = SoundFacts(1, loudness_lufs=-23.0, loudness_range_lu=5.0, true_peak_dbtp=-6.0)
CONTENT = ContentFacts(0, None, None, 50, 2.0, (), (), (), 0.1, frames_looked_at=50, sound=(HEARD,))
SOUND_CLIP = Evidence(MEDIA, PACKETS, CONTENT, None, "0" * 64)


def with_media(evidence: Evidence = SOUND_CLIP, **changes: object) -> Evidence:
    return replace(evidence, media=replace(MEDIA, **changes))  # type: ignore[arg-type]


def with_picture(**changes: object) -> Evidence:
    return with_media(video=(replace(PICTURE, **changes),))  # type: ignore[arg-type]


def with_packets(**changes: object) -> Evidence:
    return replace(SOUND_CLIP, packets=replace(PACKETS, **changes))  # type: ignore[arg-type]


def with_frames(**changes: object) -> Evidence:
    return with_packets(streams=(replace(PICTURE_PACKETS, **changes), SOUND_PACKETS))  # type: ignore[arg-type]


def with_sound(**changes: object) -> Evidence:
    return with_media(audio=(replace(SOUND, **changes),))  # type: ignore[arg-type]


def with_heard(**changes: object) -> Evidence:
    return with_content(sound=(replace(HEARD, **changes),))  # type: ignore[arg-type]


def with_content(**changes: object) -> Evidence:
    return replace(SOUND_CLIP, content=replace(CONTENT, **changes))  # type: ignore[arg-type]


BLACK = (Span(0.5, 1.0),)
