"""ffmpeg's command line, from a typed profile and nothing else.

Input and output are absolute and begin with `file:`, so that a name can be no option (`-i.mov`), no
protocol (`concat:…`) and no pattern. The white lists keep a playlist that poses as a video from opening
other files or the network.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.media import AudioStream, MediaFacts
from bulletproof.domain.picture_plan import picture_plan
from bulletproof.domain.profile import AudioSettings, Profile, SpeedPreset
from bulletproof.media.encoders import encoder_words, input_words, upload_filters
from bulletproof.media.looks import sound_look
from bulletproof.media.picture_filters import picture_graph

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
_PROGRESS_EVERY_S = "0.25"
_TIMECODE = re.compile(r"\d\d:\d\d:\d\d[:;]\d\d")


def file_url(path: Path) -> str:
    return f"file:{path.absolute()}"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was found out for this one source before its encode."""

    gain_db: float | None = None
    """By which its sound reaches the profile's loudness."""
    encoder: str | None = None
    """A circuit of this machine that has proven itself; None: the software's encoder."""
    part_s: tuple[float, float] | None = None
    """From where and how long; None: all of it."""


AS_IT_IS = Prepared()


def encode_argv(
    ffmpeg: Path,
    profile: Profile,
    source: Path,
    facts: MediaFacts,
    part: Path,
    *,
    speed: SpeedPreset = "normal",
    prepared: Prepared = AS_IT_IS,
) -> list[str]:
    """The whole command; `part` is ours to overwrite."""
    words = [str(ffmpeg), "-nostdin", "-hide_banner", "-nostats", "-loglevel", "repeat+level+info", "-y"]
    words += ["-benchmark", "-progress", "pipe:1", "-stats_period", _PROGRESS_EVERY_S]
    if prepared.part_s is not None:
        words += ["-ss", f"{prepared.part_s[0]:.3f}", "-t", f"{prepared.part_s[1]:.3f}"]
    words += [*input_words(prepared.encoder), *INPUT_GUARD, "-i", file_url(source), "-sn", "-dn"]
    words += _video(profile, facts, speed, prepared.encoder)
    if facts.sound is not None and profile.audio is not None:
        words += ["-map", f"0:{facts.sound.index}", *_audio(profile.audio, facts.sound, prepared.gain_db)]
    else:
        words += ["-an"]
    return [*words, *_container(profile, facts), file_url(part)]


def _video(profile: Profile, facts: MediaFacts, speed: SpeedPreset, encoder: str | None) -> list[str]:
    video = profile.video
    plan = picture_plan(video, facts) if video else None
    if video is None or plan is None or facts.picture is None:
        return ["-vn"]
    graph = picture_graph(video, facts, plan, last=upload_filters(encoder, plan.pixel_format))
    rate = f"{plan.rate.numerator}/{plan.rate.denominator}"
    words = ["-map", f"0:{facts.picture.index}", "-filter:v", graph]
    words += ["-fps_mode", "cfr", "-r", rate]
    return words + encoder_words(profile, video, plan, speed=speed, encoder=encoder)


def _audio(audio: AudioSettings, sound: AudioStream, gain_db: float | None) -> list[str]:
    """The source's silence is looked for at the level of the output: what is quiet there is no news then."""
    gain = [] if gain_db is None else [f"volume={gain_db:.2f}dB:precision=double"]
    filters = [*gain, sound_look(sound, loose=True)]
    words = ["-filter:a", ",".join(filters), "-c:a", audio.codec]
    if audio.bitrate_bps is not None:
        words += ["-b:a", str(audio.bitrate_bps)]
    if audio.sample_rate_hz is not None:
        words += ["-ar", str(audio.sample_rate_hz)]
    return words


def _container(profile: Profile, facts: MediaFacts) -> list[str]:
    words = ["-map_metadata", "0"]
    timecode = facts.picture.timecode if facts.picture else None
    if profile.container == "mov" and timecode and _TIMECODE.fullmatch(timecode):
        words += ["-timecode", timecode]
    if profile.container == "mp4":
        words += ["-movflags", "+faststart"]
    if profile.container == "wav":
        words += ["-rf64", "auto"]  # a RIFF chunk ends at 4 GB (EBU Tech 3306)
    return [*words, "-f", _MUXERS[profile.container]]
