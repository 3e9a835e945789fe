"""How an output is made: a typed record from which the ffmpeg arguments follow, and nothing else does.

Free text never reaches ffmpeg's command line: an argument that a profile can't say can't be injected.
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

Container = Literal["mov", "mp4", "mkv", "wav"]
VideoCodec = Literal["prores", "h264", "hevc", "hap", "dnxhd", "av1", "mjpeg"]
AudioCodec = Literal["pcm_s16le", "pcm_s24le", "aac", "flac"]
Hardware = Literal["videotoolbox", "nvenc", "qsv", "vaapi", "amf"]
SpeedPreset = Literal["fast", "normal", "slow"]
Resource = Literal["cpu", "gpu", "disk"]

NTSC = Fraction(30_000, 1_001)  # "29.97" written as 2997/100 drifts by a frame in 55 minutes


@dataclass(frozen=True, slots=True)
class VideoSettings:
    codec: VideoCodec
    pixel_format: str
    """What the encoder is given; what a decoder tells of it afterwards stands in `picture_plan`."""
    codec_profile: str | None = None
    """ProRes: proxy, lt, standard, hq, 4444. Hap: hap, hap_alpha, hap_q. None: the encoder's choice."""
    encoder_preset: str | None = None
    """x264's and x265's speed word."""
    crf: float | None = None
    bitrate_bps: int | None = None
    max_bitrate_bps: int | None = None
    """What no second may take more than, where `crf` steers."""
    width: int | None = None
    height: int | None = None
    frame_rate: Fraction | None = None
    """None keeps the source's rate; a variable one is conformed to the nearest standard rate."""
    keyframe_interval_s: float | None = None
    force_keyframes: bool = False
    keeps_alpha: bool = False
    """A source's transparency is kept, and its loss fails the output."""
    is_all_intra: bool = False
    chunks: int | None = None
    """Hap: parts that decode side by side. None: 1 up to HD, 4 above."""
    divisor: int = 1
    """Width and height are padded up to a multiple of it."""
    deinterlaces: bool = True
    """Outputs are progressive: a source whose field order says interlaced becomes one frame per frame."""
    hardware: Hardware | None = None
    """Encode by this machine's own circuit, once a trial of one second has passed verification."""
    lowest_ssim: float | None = 0.80
    """Floor of the worst second against the source; None: not compared."""


@dataclass(frozen=True, slots=True)
class AudioSettings:
    codec: AudioCodec
    bitrate_bps: int | None = None
    sample_rate_hz: int | None = None
    """None keeps the source's rate."""
    loudness_lufs: float | None = None
    """Normalised to it in two linear passes (EBU R 128: -23); None leaves the level alone."""
    true_peak_dbtp: float = -1.0


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    description: str
    container: Container
    video: VideoSettings | None
    audio: AudioSettings | None
    target: str
    resource: Resource = "cpu"

    @property
    def is_audio_only(self) -> bool:
        return self.video is None

    @property
    def extension(self) -> str:
        return self.container


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """One that a user made; those that come with the program have no dates."""

    profile: Profile
    created_at: datetime
    changed_at: datetime
