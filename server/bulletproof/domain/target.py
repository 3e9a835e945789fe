"""Where a file will play: a policy of limits, kept as data, each number with its source.

A limit that is None, or a tuple that is empty, limits nothing. Codec, pixel format and container names are
ffmpeg's; a container is named by its family (`mov` and `mp4` apart, by the file's extension and brand).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FileNames = Literal["any", "macos", "windows"]
AudioCode = Literal["audio_codec", "audio_rate", "audio_depth", "audio_channels"]


@dataclass(frozen=True, slots=True)
class AcceptedPicture:
    """One codec that the target plays, and under which conditions."""

    codec: str
    codec_profiles: tuple[str, ...] = ()
    """In the words of the probe (`High`, `Main 10`, `HQ`)."""
    pixel_formats: tuple[str, ...] = ()
    codec_tags: tuple[str, ...] = ()
    """The four-character codes that its players look for, in mov and mp4."""
    max_level: float | None = None
    max_width: int | None = None
    max_height: int | None = None
    max_frame_rate: float | None = None
    divisor: int | None = None
    """Width and height are multiples of it, or it won't play."""
    max_keyframe_interval_s: float | None = None
    max_peak_bps: int | None = None
    usual_bits_per_pixel: float | None = None
    """What the codec's maker states; a busiest second of 40 % more warns."""
    warning: str | None = None
    """It plays, with this risk, in words for a technician."""


@dataclass(frozen=True, slots=True)
class AcceptedSound:
    codecs: tuple[str, ...] = ()
    """`pcm` stands for linear PCM of any depth."""
    codec_profiles: tuple[str, ...] = ()
    """Where a codec has some: `LC`."""
    sample_rates_hz: tuple[int, ...] = ()
    bits: tuple[int, ...] = ()
    max_channels: int | None = None
    codecs_that_loop_badly: tuple[str, ...] = ()
    """Fine unless the file is marked as a loop: priming leaves a gap at the seam."""
    only_warns: tuple[AudioCode, ...] = ()
    """What plays all the same, with a risk."""


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    title: str
    description: str
    containers: tuple[str, ...] = ()
    pictures: tuple[AcceptedPicture, ...] = ()
    sound: AcceptedSound = field(default_factory=AcceptedSound)
    needs_picture: bool = False
    needs_sound: bool = False
    frame_rates: tuple[str, ...] = ()
    """Exact fractions as text: `25`, `30000/1001`."""
    frame_rate_warning: str | None = None
    max_width: int | None = None
    max_height: int | None = None
    max_peak_bps: int | None = None
    max_keyframe_interval_s: float | None = None
    refuses_open_gops: bool = False
    wants_index_in_front: bool = False
    loudness_lufs: float | None = None
    true_peak_dbtp: float | None = None
    refused_in_names: tuple[str, ...] = ()
    """Parts of a file name that the player keeps for itself; `<N>` stands for any number."""
    file_names: FileNames = "any"
    """Whose rules names have to follow: those of Windows hold for exFAT sticks too."""
    keeps_source: bool = False
    """Everything of the source is kept: size, rate, colour, channels, timecode."""
    cures: tuple[str, ...] = ()
    """Profiles that make a file ready for it, the best first."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Field → where its words and numbers come from."""
