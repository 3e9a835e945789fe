"""Which encoder makes a codec, and how a profile's wishes are said in that encoder's own words.

A machine's own circuit steers by other numbers than the software does, so each family of them has its words
here; whether one may be used at all is decided by `hardware`.
"""

import math
from collections.abc import Mapping
from fractions import Fraction

from bulletproof.domain.picture_plan import PicturePlan
from bulletproof.domain.profile import Profile, SpeedPreset, VideoCodec, VideoSettings
from bulletproof.domain.profile_rules import HARDWARE_CODECS

SOFTWARE: Mapping[VideoCodec, str] = {
    "prores": "prores_ks",
    "h264": "libx264",
    "hevc": "libx265",
    "hap": "hap",
    "dnxhd": "dnxhd",
    "av1": "libsvtav1",
    "mjpeg": "mjpeg",
}
# Apple's own numbers (ProRes white paper); 4 would be 4444, which the old release used for HQ.
_PRORES = {"proxy": "0", "lt": "1", "standard": "2", "hq": "3", "4444": "4"}
_FASTER = {"slow": "medium", "medium": "fast"}
_SLOWER = {"fast": "medium", "medium": "slow", "slow": "slower"}
_SVT_PRESETS: Mapping[SpeedPreset, str] = {"fast": "10", "normal": "8", "slow": "6"}
_JPEG_SCALE = "2"  # 2 is the finest that ffmpeg's own manual advises, 31 the coarsest
# These take frames with woven chroma only.
_WOVEN = {"yuv420p": "nv12", "yuv420p10le": "p010le"}


def hardware_encoder(video: VideoSettings) -> str | None:
    """The name of the circuit's encoder that a profile asks for; None where it asks for none."""
    if video.hardware is None or video.codec not in HARDWARE_CODECS[video.hardware]:
        return None
    return f"{video.codec}_{video.hardware}"


def encoder_words(
    profile: Profile, video: VideoSettings, plan: PicturePlan, *, speed: SpeedPreset, encoder: str | None
) -> list[str]:
    """`-c:v` and all that steers it; `encoder`: a circuit's, None for the software's."""
    if encoder is not None:
        words = _circuit(video, encoder)
    else:
        words = ["-c:v", SOFTWARE[video.codec], *_software(video, plan, speed)]
    if video.codec == "hevc" and profile.container in ("mp4", "mov"):
        words += ["-tag:v", "hvc1"]  # players of Apple's make look for this one, not for hev1
    return words + _key_frames(video, plan.rate, encoder)


def input_words(encoder: str | None) -> list[str]:
    """What must stand before the input: a circuit that works on frames of its own memory."""
    return ["-vaapi_device", "/dev/dri/renderD128"] if encoder and encoder.endswith("_vaapi") else []


def upload_filters(encoder: str | None, pixel_format: str) -> list[str]:
    """What hands the frames to a circuit, at the graph's end."""
    if encoder is None or encoder.endswith(("_nvenc", "_videotoolbox")):
        return []
    woven = f"format={_WOVEN.get(pixel_format, pixel_format)}"
    return [woven, "hwupload"] if encoder.endswith("_vaapi") else [woven]


def _software(video: VideoSettings, plan: PicturePlan, speed: SpeedPreset) -> list[str]:
    if video.codec == "prores":
        words = ["-profile:v", _PRORES[video.codec_profile or "standard"], "-vendor", "apl0"]
        return [*words, "-alpha_bits", "16" if plan.has_alpha else "0"] if _is_4444(video) else words
    if video.codec == "hap":
        return ["-format", video.codec_profile or "hap", "-chunks", str(plan.chunks)]
    if video.codec == "dnxhd":
        return ["-profile:v", video.codec_profile or "dnxhr_hq"]
    if video.codec == "mjpeg":
        return ["-q:v", _JPEG_SCALE]
    if video.codec == "av1":
        return ["-preset", _SVT_PRESETS[speed], *_rate(video)]
    words = ["-preset", _shifted(video.encoder_preset or "medium", speed)]
    if video.codec == "h264" and video.codec_profile is not None:
        words += ["-profile:v", video.codec_profile]
    words += _rate(video)
    return [*words, "-x265-params", _x265(video)] if video.codec == "hevc" else words


def _rate(video: VideoSettings) -> list[str]:
    if video.bitrate_bps is not None:
        return ["-b:v", str(video.bitrate_bps)]
    words = ["-crf", f"{video.crf:g}"] if video.crf is not None else []
    if video.max_bitrate_bps is not None:
        # A buffer of one second: no second takes more than twice the limit, and most stay below it.
        words += ["-maxrate", str(video.max_bitrate_bps), "-bufsize", str(video.max_bitrate_bps)]
    return words


def _circuit(video: VideoSettings, encoder: str) -> list[str]:
    words = ["-c:v", encoder]
    if video.codec == "prores":
        return [*words, "-profile:v", _PRORES[video.codec_profile or "standard"]]
    if video.bitrate_bps is not None:
        words += ["-b:v", str(video.bitrate_bps)]
    elif video.crf is not None:
        words += _quality(encoder.rpartition("_")[2], video.crf)
    return [*words, "-bf", "0"]


def _quality(family: str, crf: float) -> list[str]:
    """Each family's nearest to a constant quality; all but Apple's count in quantisers, as CRF does."""
    if family == "videotoolbox":  # 1 to 100, the more the better
        return ["-q:v", f"{max(100 - 2 * crf, 1):.0f}"]
    if family == "amf":
        return ["-rc", "cqp", "-qp_i", f"{crf:.0f}", "-qp_p", f"{crf:.0f}"]
    return [{"nvenc": "-cq", "qsv": "-global_quality", "vaapi": "-qp"}[family], f"{crf:.0f}"]


def _x265(video: VideoSettings) -> str:
    """Its own log goes past ffmpeg's level marks; a closed GOP can be jumped into without its neighbour."""
    words = ["log-level=error", "open-gop=0"]
    if video.force_keyframes and video.keyframe_interval_s is not None:
        words.append("scenecut=0")
    return ":".join(words)


def _key_frames(video: VideoSettings, rate: Fraction, encoder: str | None) -> list[str]:
    if video.codec not in ("h264", "hevc", "av1"):  # all others are nothing but key frames
        return []
    if video.is_all_intra:
        return ["-g", "1"]
    if video.keyframe_interval_s is None:
        return []
    interval_s = Fraction(video.keyframe_interval_s).limit_denominator(1000)
    # Rounded up: 2 s at 30000/1001 are 59.94 frames, and a limit of 59 would put a key frame of its own just
    # before each one that is placed by time.
    interval_frames = max(1, math.ceil(rate * interval_s))
    words = ["-g", str(interval_frames)]
    if video.codec == "av1" or encoder is not None:
        return words  # neither puts a key frame anywhere else by itself
    words += ["-keyint_min", str(interval_frames)]
    if video.force_keyframes:
        if video.codec == "h264":
            words += ["-sc_threshold", "0"]
        words += ["-forced-idr", "1", "-force_key_frames", f"expr:gte(t,n_forced*{float(interval_s):g})"]
    return words


def _is_4444(video: VideoSettings) -> bool:
    return video.codec_profile == "4444"


def _shifted(preset: str, speed: SpeedPreset) -> str:
    if speed == "normal":
        return preset
    return (_FASTER if speed == "fast" else _SLOWER).get(preset, preset)
