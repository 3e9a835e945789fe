"""Which wishes of a profile go together, so that every profile that is accepted can be made and played.

What a user writes here ends on ffmpeg's command line, so each word is one of a short list and each number
has its bounds: nothing passes that is merely text.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bulletproof.domain.errors import InvalidProfile
from bulletproof.domain.profile import AudioSettings, Container, Hardware, Profile, VideoCodec, VideoSettings

NAME = re.compile(r"[a-z0-9-]{1,64}")
MAX_DESCRIPTION = 200
PRESETS = ("ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow")
SIDES = range(16, 16_385)
DIVISORS = (1, 2, 4, 8, 16)
SAMPLE_RATES_HZ = (44_100, 48_000, 88_200, 96_000, 192_000)
AAC_UP_TO_HZ = 96_000

# Codecs that any of these circuits makes; QuickTime's ProRes is Apple's own.
HARDWARE_CODECS: Mapping[Hardware, tuple[VideoCodec, ...]] = {
    "videotoolbox": ("h264", "hevc", "prores"),
    "nvenc": ("h264", "hevc", "av1"),
    "qsv": ("h264", "hevc", "av1"),
    "vaapi": ("h264", "hevc", "av1"),
    "amf": ("h264", "hevc", "av1"),
}


@dataclass(frozen=True, slots=True)
class CodecRules:
    pixel_formats: tuple[str, ...]
    """Those of every codec profile that is not listed by itself."""
    containers: tuple[Container, ...]
    kinds: Mapping[str, tuple[str, ...]]
    """Codec profile → its pixel formats."""
    needs_kind: bool = False
    highest_crf: int | None = None
    """None: the codec is not steered, each of its kinds has its own rate."""
    has_presets: bool = False


_422 = ("yuv422p10le",)
_H26X: tuple[Container, ...] = ("mov", "mp4", "mkv")
CODECS: Mapping[VideoCodec, CodecRules] = {
    "prores": CodecRules(
        (),
        ("mov", "mkv"),
        {
            **dict.fromkeys(("proxy", "lt", "standard", "hq"), _422),
            "4444": ("yuva444p10le", "yuv444p10le"),
        },
        needs_kind=True,
    ),
    "h264": CodecRules(
        ("yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le"),
        _H26X,
        {"main": ("yuv420p",), "high": ("yuv420p",)},
        highest_crf=51,
        has_presets=True,
    ),
    "hevc": CodecRules(
        ("yuv420p", "yuv420p10le", "yuv422p10le"), _H26X, {}, highest_crf=51, has_presets=True
    ),
    "av1": CodecRules(("yuv420p", "yuv420p10le"), ("mp4", "mkv"), {}, highest_crf=63),
    "hap": CodecRules((), ("mov",), dict.fromkeys(("hap", "hap_alpha", "hap_q"), ("rgba",)), needs_kind=True),
    "dnxhd": CodecRules(
        (),
        ("mov",),
        {
            **dict.fromkeys(("dnxhr_lb", "dnxhr_sq", "dnxhr_hq"), ("yuv422p",)),
            "dnxhr_hqx": _422,
            "dnxhr_444": ("yuv444p10le",),
        },
        needs_kind=True,
    ),
    "mjpeg": CodecRules(("yuvj422p", "yuvj420p"), ("mov", "mkv"), {}),
}
SOUND_IN: Mapping[Container, tuple[str, ...]] = {
    "mov": ("pcm_s16le", "pcm_s24le", "aac"),
    "mp4": ("aac",),
    "mkv": ("pcm_s16le", "pcm_s24le", "flac", "aac"),
    "wav": ("pcm_s16le", "pcm_s24le"),
}


def check_profile(profile: Profile, *, targets: Collection[str]) -> None:
    """Raise the first thing that is wrong, naming its field and the way out."""
    check_name(profile.name)
    _require(
        profile.description.isprintable() and len(profile.description) <= MAX_DESCRIPTION,
        "description",
        f"A description is one line of at most {MAX_DESCRIPTION} characters.",
    )
    _one_of("target", profile.target, targets)
    _require(
        (profile.video is None) == (profile.container == "wav"),
        "container",
        "A profile without a picture makes wav files, and only such a one does.",
    )
    _require(
        profile.video is not None or profile.audio is not None,
        "audio",
        "A profile makes a picture, a sound, or both: this one makes neither.",
    )
    if profile.video is not None:
        _check_video(profile.video, profile.container)
    if profile.audio is not None:
        _check_audio(profile.audio, profile.container)


def check_name(name: str) -> None:
    _require(
        NAME.fullmatch(name) is not None,
        "name",
        "A profile's name has 1 to 64 small letters a-z, digits and hyphens, for example led-wall-hap.",
    )


def _check_video(video: VideoSettings, container: Container) -> None:
    rules = CODECS[video.codec]
    _one_of("container", container, rules.containers, of=video.codec)
    _check_kind(video, rules)
    _check_rate(video, rules)
    _check_keys(video)
    _check_shape(video)
    _check_alpha(video)
    _require(video.chunks is None or 1 <= video.chunks <= 64, "video.chunks", "Hap has 1 to 64 chunks.")
    _require(
        video.lowest_ssim is None or 0.5 <= video.lowest_ssim <= 1,
        "video.lowest_ssim",
        "The lowest SSIM lies between 0.5 and 1; 0 compares nothing.",
    )
    if video.hardware is not None:
        _one_of("video.codec", video.codec, HARDWARE_CODECS[video.hardware], of=video.hardware)


def _check_kind(video: VideoSettings, rules: CodecRules) -> None:
    kind = video.codec_profile
    if kind is not None or rules.needs_kind:
        _one_of("video.codec_profile", kind or "", rules.kinds, of=video.codec)
    formats = rules.kinds[kind] if kind is not None else rules.pixel_formats
    _one_of("video.pixel_format", video.pixel_format, formats, of=kind or video.codec)
    if video.encoder_preset is not None:
        _one_of("video.encoder_preset", video.encoder_preset, PRESETS if rules.has_presets else ())


def _check_rate(video: VideoSettings, rules: CodecRules) -> None:
    wishes = (video.crf, video.bitrate_bps)
    if rules.highest_crf is None:
        unused = wishes == (None, None) and video.max_bitrate_bps is None
        _require(unused, "video.bitrate_bps", f"{video.codec} has its own rate: leave crf and bitrates away.")
        return
    _require(wishes.count(None) == 1, "video.crf", "Give either crf or bitrate_bps.")
    _within("video.crf", video.crf, 0, rules.highest_crf)
    _within("video.bitrate_bps", video.bitrate_bps, 100_000, 1_000_000_000)
    _within("video.max_bitrate_bps", video.max_bitrate_bps, 100_000, 1_000_000_000)
    _require(
        video.max_bitrate_bps is None or video.crf is not None,
        "video.max_bitrate_bps",
        "A highest bitrate goes with crf.",
    )


def _check_keys(video: VideoSettings) -> None:
    interval_s = video.keyframe_interval_s
    _within("video.keyframe_interval_s", interval_s, 0.04, 60)
    _require(
        interval_s is None or not video.is_all_intra,
        "video.keyframe_interval_s",
        "Where every frame is a key frame there is no distance between them: leave one of the two away.",
    )
    _require(
        interval_s is not None or not video.force_keyframes,
        "video.force_keyframes",
        "Key frames are placed at a distance: give keyframe_interval_s as well.",
    )


def _check_shape(video: VideoSettings) -> None:
    sides = (video.width, video.height)
    _require(sides.count(None) != 1, "video.width", "Give both width and height, or neither.")
    _one_of("video.divisor", video.divisor, DIVISORS)
    _require(
        video.codec != "hap" or video.divisor % 4 == 0,
        "video.divisor",
        "Hap's blocks are 4 × 4 pixels: give 4, 8 or 16.",
    )
    step = max(video.divisor, 2)
    for field, side in zip(("video.width", "video.height"), sides, strict=True):
        _within(field, side, SIDES.start, SIDES.stop - 1)
        _require(side is None or side % step == 0, field, f"It has to be a multiple of {step}.")
    _within("video.frame_rate", float(video.frame_rate) if video.frame_rate else None, 1, 240)


def _check_alpha(video: VideoSettings) -> None:
    can = video.codec_profile == "hap_alpha" or video.pixel_format.startswith("yuva")
    _require(
        video.keeps_alpha == can,
        "video.keeps_alpha",
        "Transparency goes with Hap Alpha, and with ProRes 4444 as yuva444p10le; it is true there and"
        " nowhere else.",
    )


def _check_audio(audio: AudioSettings, container: Container) -> None:
    _one_of("audio.codec", audio.codec, SOUND_IN[container], of=container)
    is_aac = audio.codec == "aac"
    _require(
        is_aac == (audio.bitrate_bps is not None),
        "audio.bitrate_bps",
        "AAC needs a bitrate, for example 192000." if is_aac else f"{audio.codec} has no bitrate.",
    )
    _within("audio.bitrate_bps", audio.bitrate_bps, 32_000, 1_000_000)
    if audio.sample_rate_hz is not None:
        _one_of("audio.sample_rate_hz", audio.sample_rate_hz, SAMPLE_RATES_HZ)
        _within("audio.sample_rate_hz", audio.sample_rate_hz, 0, AAC_UP_TO_HZ if is_aac else 192_000)
    _within("audio.loudness_lufs", audio.loudness_lufs, -60, -5)
    _within("audio.true_peak_dbtp", audio.true_peak_dbtp, -9, 0)


def _one_of(field: str, value: str | int, known: Collection[str | int], *, of: str | None = None) -> None:
    if value not in known:
        suffix = f" for {of}" if of else ""
        choice = f"Choose one of: {', '.join(map(str, known))}." if known else "Leave it away."
        raise InvalidProfile(f"{field}: “{value}” is not possible{suffix}. {choice}", field=field)


def _within(field: str, value: float | None, least: float, most: float) -> None:
    """None is no wish, and not-a-number is within nothing."""
    if value is not None and not least <= value <= most:
        raise InvalidProfile(f"{field}: {value:g} lies outside {least:g} to {most:g}.", field=field)


def _require(holds: bool, field: str, message: str) -> None:
    if not holds:
        raise InvalidProfile(f"{field}: {message}", field=field)
