"""The command that a profile becomes, shown for a source that everybody has: 1080p25 with stereo sound."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from bulletproof.domain.media import AudioStream, MediaFacts, VideoStream
from bulletproof.domain.profile import Profile
from bulletproof.media.argv import AS_IT_IS, encode_argv, file_url

SOURCE, OUTPUT = Path("SOURCE"), Path("OUTPUT")
EXAMPLE_GAIN_DB = 1.5
"""Stands for what the measuring pass would find, where the profile normalises loudness."""

_PICTURE = VideoStream(
    index=0,
    codec="h264",
    codec_tag="avc1",
    codec_profile="High",
    width=1920,
    height=1080,
    pixel_format="yuv420p",
    frame_rate=Fraction(25),
    base_rate=Fraction(25),
    time_base=Fraction(1, 12_800),
    start_s=0.0,
    duration_s=60.0,
    frames_promised=1_500,
)
_SOUND = AudioStream(1, "aac", "mp4a", 48_000, 2, "stereo", "fltp", None, Fraction(1, 48_000), 0.0, 60.0)
_FACTS = MediaFacts("mov,mp4,m4a,3gp,3g2,mj2", 60_000_000, 60.0, 0.0, 8_000_000, (_PICTURE,), (_SOUND,))


def example_argv(profile: Profile) -> list[str]:
    """As `encode_argv` builds it, with SOURCE and OUTPUT for the two files and `ffmpeg` for the program."""
    normalises = profile.audio is not None and profile.audio.loudness_lufs is not None
    prepared = replace(AS_IT_IS, gain_db=EXAMPLE_GAIN_DB) if normalises else AS_IT_IS
    argv = encode_argv(Path("ffmpeg"), profile, SOURCE, _FACTS, OUTPUT, prepared=prepared)
    shown = {file_url(SOURCE): "SOURCE", file_url(OUTPUT): f"OUTPUT.{profile.extension}"}
    return [shown.get(word, word) for word in argv]
