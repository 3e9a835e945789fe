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
from bulletproof.domain.picture_plan import picture_plan
from bulletproof.domain.profile import AudioSettings, Profile, VideoSettings

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
_KINDS = {"proxy": ("Proxy", "apco"), "lt": ("LT", "apcs"), "hq": ("HQ", "apch"), "4444": ("4444", "ap4h")}
_KINDS |= {"hap": ("", "Hap1"), "hap_alpha": ("", "Hap5"), "hap_q": ("", "HapY")}
_KINDS |= {"dnxhr_hq": ("DNXHR HQ", "AVdh"), "high": ("High", "avc1")}
_CODECS = {"h264": ("High", "avc1"), "hevc": ("Main", "hvc1"), "av1": ("Main", ""), "mjpeg": ("", "jpeg")}
_CONTAINERS = {"mov": MEDIA.container, "mp4": MEDIA.container, "mkv": "matroska,webm", "wav": "wav"}
_BITS = {"pcm_s16le": 16, "pcm_s24le": 24}


def source_for(profile: Profile) -> Evidence:
    """A sound 1280 × 720 clip at that profile's own rate and size, in the sample rate that it makes."""
    rate = (profile.video.frame_rate if profile.video else None) or Fraction(25)
    size = (profile.video.width if profile.video else None, profile.video.height if profile.video else None)
    picture = replace(
        PICTURE,
        width=size[0] or 1280,
        height=size[1] or 720,
        frame_rate=rate,
        base_rate=rate,
        time_base=1 / (rate * 1001),
        has_alpha=profile.video is not None and profile.video.keeps_alpha,
    )
    frame_s = round(float(1 / rate), 6)
    packets = replace(PICTURE_PACKETS, packets=60, end_s=round(float(60 / rate), 6), usual_frame_s=frame_s)
    packets = replace(packets, shortest_frame_s=frame_s, longest_frame_s=frame_s)
    return replace(
        SOUND_CLIP,
        media=replace(MEDIA, video=(picture,)),
        packets=replace(PACKETS, streams=(packets, replace(SOUND_PACKETS, end_s=packets.end_s))),
    )


def output_of(profile: Profile) -> Evidence:
    """What that profile makes of `source_for(profile)` where nothing goes wrong."""
    source = source_for(profile)
    assert source.media is not None
    assert source.packets is not None
    picture = _picture_of(profile.video, source.media) if profile.video else None
    media = replace(
        source.media,
        container=_CONTAINERS[profile.container],
        video=(picture,) if picture else (),
        audio=(_sound_of(profile.audio),) if profile.audio else (),
        index_in_front=True if profile.container == "mp4" else None,
    )
    keys_s = profile.video.keyframe_interval_s if profile.video else None
    first, second = source.packets.streams
    if profile.video and profile.video.is_all_intra:
        keys_s = first.usual_frame_s
    first = replace(first, longest_key_distance_s=min(keys_s or 2.4, 2.4))
    streams = (first, second) if profile.video else (second,)
    return replace(source, media=media, packets=replace(source.packets, streams=streams))


def _picture_of(video: VideoSettings, source: MediaFacts) -> VideoStream:
    plan = picture_plan(video, source)
    assert plan is not None
    assert source.picture is not None
    kind, tag = _KINDS.get(video.codec_profile or "", _CODECS.get(video.codec, ("", "")))
    kind = "Rext" if video.codec == "hevc" and "422" in plan.stored_pixel_format else kind
    return replace(
        source.picture,
        codec=video.codec,
        codec_tag=tag,
        codec_profile=kind or None,
        codec_level="4.1" if video.codec in ("h264", "hevc") else None,
        width=plan.width,
        height=plan.height,
        pixel_format=plan.stored_pixel_format,
        color_primaries=plan.colour.primaries,
        color_transfer=plan.colour.transfer,
        color_matrix=plan.colour.matrix,
        color_range=plan.colour.range,
        has_alpha=plan.has_alpha,
    )


def _sound_of(audio: AudioSettings) -> AudioStream:
    is_aac = audio.codec == "aac"
    return replace(
        SOUND,
        codec=audio.codec,
        codec_profile="LC" if is_aac else None,
        bits_per_sample=_BITS.get(audio.codec, None if is_aac else 24),
    )
