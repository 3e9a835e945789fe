"""The profiles that come with the program; the first ten by the names that scripts and rules already know.

Corrected against the old release: `archival` encodes ProRes HQ (its number there belonged to 4444 and always
failed), and the streaming profiles run at 30000/1001, not at the decimal 29.97.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bulletproof.domain.errors import UnknownProfile
from bulletproof.domain.profile import NTSC, AudioSettings, Profile, VideoSettings
from bulletproof.domain.show_profiles import SHOW_PROFILES

_PCM = AudioSettings(codec="pcm_s24le")
_PCM_48K = AudioSettings(codec="pcm_s24le", sample_rate_hz=48_000)
_AAC_128K = AudioSettings(codec="aac", bitrate_bps=128_000)
_AAC_192K = AudioSettings(codec="aac", bitrate_bps=192_000)


def _prores(kind: str, *, keyframe_interval_s: float | None = None) -> VideoSettings:
    return VideoSettings(
        codec="prores",
        codec_profile=kind,
        pixel_format="yuv422p10le",
        keyframe_interval_s=keyframe_interval_s,
        force_keyframes=keyframe_interval_s is not None,
    )


def _streaming(width: int, height: int, bitrate_bps: int) -> VideoSettings:
    return VideoSettings(
        codec="hevc",
        encoder_preset="medium",
        bitrate_bps=bitrate_bps,
        pixel_format="yuv420p",
        width=width,
        height=height,
        frame_rate=NTSC,
        keyframe_interval_s=2.0,
        force_keyframes=True,
    )


_TEN = (
    Profile(
        "live-qlab",
        "ProRes Proxy for QLab on macOS (QLab recommended, smaller files)",
        "mov",
        _prores("proxy", keyframe_interval_s=5.0),
        _PCM_48K,
        "qlab",
    ),
    Profile(
        "audio-qlab",
        "Uncompressed 24-bit 48kHz WAV audio for QLab cues",
        "wav",
        None,
        _PCM_48K,
        "audio-cue",
    ),
    Profile(
        "live-prores-lt",
        "ProRes LT for live playback (reduced file size, good quality)",
        "mov",
        _prores("lt", keyframe_interval_s=5.0),
        _PCM,
        "qlab",
    ),
    Profile(
        "live-h264",
        "H.264 for cross-platform live playback",
        "mp4",
        VideoSettings(
            codec="h264",
            encoder_preset="slow",
            bitrate_bps=100_000_000,
            pixel_format="yuv420p",
            keyframe_interval_s=5.0,
            force_keyframes=True,
        ),
        _AAC_128K,
        "any",
    ),
    Profile(
        "live-linux-hevc-mkv",
        "H.265 MKV for Linux live playback (mpv, Linux Show Player, 5s keyframes)",
        "mkv",
        VideoSettings(
            codec="hevc",
            encoder_preset="medium",
            crf=20,
            pixel_format="yuv420p",
            keyframe_interval_s=5.0,
            force_keyframes=True,
        ),
        _AAC_192K,
        "linux-show-player",
    ),
    Profile(
        "standard-playback",
        "H.264 for Miccia Player, VLC, general use",
        "mp4",
        VideoSettings(
            codec="h264",
            encoder_preset="medium",
            bitrate_bps=20_000_000,
            pixel_format="yuv420p",
            keyframe_interval_s=10.0,
        ),
        _AAC_128K,
        "any",
    ),
    Profile(
        "stream-hd",
        "H.265 for streaming (1080p, efficient)",
        "mp4",
        _streaming(1920, 1080, 8_000_000),
        _AAC_128K,
        "web",
    ),
    Profile(
        "stream-4k",
        "H.265 for 4K streaming",
        "mp4",
        _streaming(3840, 2160, 25_000_000),
        _AAC_128K,
        "web",
    ),
    Profile(
        "archival",
        "ProRes HQ for long-term archival storage",
        "mov",
        _prores("hq"),
        _PCM,
        "archive",
    ),
    Profile(
        "archival-linux-mkv",
        "H.265 10-bit MKV for Linux archival (ProRes 422 replacement, visually lossless)",
        "mkv",
        VideoSettings(codec="hevc", encoder_preset="slow", crf=18, pixel_format="yuv422p10le"),
        _PCM,
        "archive",
    ),
)

BUILTIN_PROFILES: Mapping[str, Profile] = MappingProxyType(
    {profile.name: profile for profile in (*_TEN, *SHOW_PROFILES)}
)


def profile_named(name: str) -> Profile:
    """Find a profile; raises UnknownProfile with the nearest names."""
    try:
        return BUILTIN_PROFILES[name]
    except KeyError:
        known = ", ".join(BUILTIN_PROFILES)
        raise UnknownProfile(
            f"There is no profile named “{name}”. Choose one of: {known}.", field="profile"
        ) from None
