"""ffmpeg's command line, from a typed profile and nothing else.

Input and output are absolute and begin with `file:`, so that a name can be no option (`-i.mov`), no
protocol (`concat:…`) and no pattern. The white lists keep a playlist that poses as a video from opening
other files or the network.
"""

import math
from fractions import Fraction
from pathlib import Path

from bulletproof.domain.frame_rate import output_rate, picture_delay_s
from bulletproof.domain.media import MediaFacts
from bulletproof.domain.profile import AudioSettings, Profile, SpeedPreset, VideoSettings
from bulletproof.media.detections import SOURCE_PICTURE, SOURCE_SOUND

FORMATS = ",".join(
    [
        *(
            "mov,mp4,m4a,3gp,3g2,mj2",
            "matroska,webm",
            "mpegts,mpeg",
            "avi",
            "mxf",
            "flv,live_flv",
            "asf",
            "dv",
        ),
        *("wav,w64", "aiff", "caf", "flac", "mp3", "aac", "ogg"),
    ]
)
INPUT_GUARD = ("-protocol_whitelist", "file,pipe", "-format_whitelist", FORMATS)

_MUXERS = {"mov": "mov", "mp4": "mp4", "mkv": "matroska", "wav": "wav"}
# Apple's own numbers (ProRes white paper); 4 would be 4444, which the old release used for HQ.
_PRORES = {"proxy": "0", "lt": "1", "standard": "2", "hq": "3"}
_FASTER = {"slow": "medium", "medium": "fast"}
_SLOWER = {"fast": "medium", "medium": "slow", "slow": "slower"}
_PROGRESS_EVERY_S = "0.25"


def file_url(path: Path) -> str:
    return f"file:{path.absolute()}"


def encode_argv(
    ffmpeg: Path,
    profile: Profile,
    source: Path,
    facts: MediaFacts,
    part: Path,
    *,
    speed: SpeedPreset = "normal",
) -> list[str]:
    """The whole command; `part` is ours to overwrite."""
    picture = facts.picture if profile.video else None
    words = [str(ffmpeg), "-nostdin", "-hide_banner", "-nostats", "-loglevel", "repeat+level+info", "-y"]
    words += ["-benchmark", "-progress", "pipe:1", "-stats_period", _PROGRESS_EVERY_S]
    words += [*INPUT_GUARD, "-i", file_url(source), "-sn", "-dn"]
    if picture is not None and profile.video is not None:
        words += ["-map", f"0:{picture.index}", *_video(profile, profile.video, facts, speed)]
    else:
        words += ["-vn"]
    if facts.sound is not None and profile.audio is not None:
        words += ["-map", f"0:{facts.sound.index}", *_audio(profile.audio)]
    else:
        words += ["-an"]
    return [*words, *_container(profile), file_url(part)]


def _video(profile: Profile, video: VideoSettings, facts: MediaFacts, speed: SpeedPreset) -> list[str]:
    rate = output_rate(video, facts)
    filters = [SOURCE_PICTURE]
    if 0 < picture_delay_s(facts) < 1 / rate:
        # A transport stream's sound often starts a part of a frame before its picture; a constant rate
        # would repeat the first frame to fill that part.
        filters.append("setpts=PTS-STARTPTS")
    if video.width is not None and video.height is not None:
        filters.append(f"scale={video.width}:{video.height}")
    words = ["-filter:v", ",".join(filters), "-fps_mode", "cfr", "-r", f"{rate.numerator}/{rate.denominator}"]
    words += ["-pix_fmt", video.pixel_format, *_codec(profile, video, speed)]
    if video.keyframe_interval_s is not None and video.codec != "prores":  # ProRes is all key frames
        words += _key_frames(video, rate)
    return words


def _codec(profile: Profile, video: VideoSettings, speed: SpeedPreset) -> list[str]:
    if video.codec == "prores":
        kind = _PRORES[video.codec_profile or "standard"]
        return ["-c:v", "prores_ks", "-profile:v", kind, "-vendor", "apl0"]
    preset = _shifted(video.encoder_preset or "medium", speed)
    words = ["-c:v", "libx264" if video.codec == "h264" else "libx265", "-preset", preset]
    if video.bitrate_bps is not None:
        words += ["-b:v", str(video.bitrate_bps)]
    elif video.crf is not None:
        words += ["-crf", f"{video.crf:g}"]
    if video.codec == "hevc":
        words += ["-x265-params", _x265(video)]
        if profile.container in ("mp4", "mov"):
            words += ["-tag:v", "hvc1"]  # players of Apple's make look for this one, not for hev1
    return words


def _x265(video: VideoSettings) -> str:
    """Its own log goes past ffmpeg's level marks; a closed GOP can be jumped into without its neighbour."""
    words = ["log-level=error", "open-gop=0"]
    if video.force_keyframes and video.keyframe_interval_s is not None:
        words.append("scenecut=0")
    return ":".join(words)


def _key_frames(video: VideoSettings, rate: Fraction) -> list[str]:
    interval_s = Fraction(video.keyframe_interval_s or 0).limit_denominator(1000)
    # Rounded up: 2 s at 30000/1001 are 59.94 frames, and a limit of 59 would put a key frame of its own just
    # before each one that is placed by time.
    interval_frames = max(1, math.ceil(rate * interval_s))
    words = ["-g", str(interval_frames), "-keyint_min", str(interval_frames)]
    if video.force_keyframes:
        if video.codec == "h264":
            words += ["-sc_threshold", "0"]
        words += ["-forced-idr", "1", "-force_key_frames", f"expr:gte(t,n_forced*{float(interval_s):g})"]
    return words


def _audio(audio: AudioSettings) -> list[str]:
    words = ["-filter:a", SOURCE_SOUND, "-c:a", audio.codec]
    if audio.bitrate_bps is not None:
        words += ["-b:a", str(audio.bitrate_bps)]
    if audio.sample_rate_hz is not None:
        words += ["-ar", str(audio.sample_rate_hz)]
    return words


def _container(profile: Profile) -> list[str]:
    words = ["-map_metadata", "0"]
    if profile.container == "mp4":
        words += ["-movflags", "+faststart"]
    return [*words, "-f", _MUXERS[profile.container]]


def _shifted(preset: str, speed: SpeedPreset) -> str:
    if speed == "normal":
        return preset
    return (_FASTER if speed == "fast" else _SLOWER).get(preset, preset)
