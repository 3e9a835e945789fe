"""Profiles: what can be made, in the words of a profile's TOML file."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import StringConstraints

from bulletproof.api.schemas.base import In, Out, rate_text
from bulletproof.domain.profile import (
    AudioCodec,
    AudioSettings,
    Container,
    Hardware,
    OwnProfile,
    Profile,
    VideoCodec,
    VideoSettings,
)
from bulletproof.domain.profile_file import MAX_CHARACTERS
from bulletproof.domain.profile_rules import (
    CODECS,
    DIVISORS,
    HARDWARE_CODECS,
    PRESETS,
    SAMPLE_RATES_HZ,
    SOUND_IN,
    CodecRules,
)

Word = Annotated[str, StringConstraints(max_length=200)]


class VideoSettingsIn(In):
    codec: VideoCodec
    pixel_format: Word
    codec_profile: Word | None = None
    encoder_preset: Word | None = None
    crf: float | None = None
    bitrate_bps: int | None = None
    max_bitrate_bps: int | None = None
    width: int | None = None
    height: int | None = None
    frame_rate: Word | int | None = None
    """A whole number, or an exact fraction as text: "30000/1001"."""
    keyframe_interval_s: float | None = None
    force_keyframes: bool = False
    keeps_alpha: bool = False
    is_all_intra: bool = False
    chunks: int | None = None
    divisor: int = 1
    deinterlaces: bool = True
    hardware: Hardware | None = None
    lowest_ssim: float | None = 0.90


class AudioSettingsIn(In):
    codec: AudioCodec
    bitrate_bps: int | None = None
    sample_rate_hz: int | None = None
    loudness_lufs: float | None = None
    true_peak_dbtp: float = -1.0


class ProfileIn(In):
    name: Word
    description: Word
    container: Container
    target: Word
    video: VideoSettingsIn | None = None
    audio: AudioSettingsIn | None = None


class ProfilePatch(In):
    """Only what is given changes; picture and sound are replaced as a whole."""

    description: Word | None = None
    container: Container | None = None
    target: Word | None = None
    video: VideoSettingsIn | None = None
    audio: AudioSettingsIn | None = None

    def table(self) -> dict[str, object]:
        """An explicit null takes picture or sound away, and means nothing elsewhere."""
        given = self.model_dump(exclude_unset=True)
        return {
            name: value for name, value in given.items() if value is not None or name in ("video", "audio")
        }


class WrongField(Out):
    field: str | None
    detail: str


class TriedProfile(Out):
    """An answer either way: a form that asks with each letter has no refused requests in its console."""

    arguments: tuple[str, ...]
    """ffmpeg's words for a 1080p25 source with stereo sound; SOURCE and OUTPUT stand for the two files."""
    unavailable_reason: str | None
    wrong: WrongField | None


class CodecChoices(Out):
    """Which words go together, from the rules that every profile is checked by."""

    pixel_formats: tuple[str, ...]
    """Without a codec profile, or with one that isn't listed."""
    codec_profiles: dict[str, tuple[str, ...]]
    """Codec profile to its pixel formats."""
    needs_codec_profile: bool
    containers: tuple[Container, ...]
    highest_crf: int | None
    """None: the codec has its own rate."""
    has_presets: bool

    @classmethod
    def of(cls, rules: CodecRules) -> Self:
        return cls(
            pixel_formats=rules.pixel_formats,
            codec_profiles=dict(rules.kinds),
            needs_codec_profile=rules.needs_kind,
            containers=rules.containers,
            highest_crf=rules.highest_crf,
            has_presets=rules.has_presets,
        )


class ProfileChoices(Out):
    video: dict[VideoCodec, CodecChoices]
    audio: dict[Container, tuple[str, ...]]
    encoder_presets: tuple[str, ...]
    divisors: tuple[int, ...]
    sample_rates_hz: tuple[int, ...]
    hardware: dict[Hardware, tuple[VideoCodec, ...]]

    @classmethod
    def all(cls) -> Self:
        return cls(
            video={codec: CodecChoices.of(rules) for codec, rules in CODECS.items()},
            audio=dict(SOUND_IN),
            encoder_presets=PRESETS,
            divisors=DIVISORS,
            sample_rates_hz=SAMPLE_RATES_HZ,
            hardware=dict(HARDWARE_CODECS),
        )


class ImportProfilesIn(In):
    toml: Annotated[str, StringConstraints(max_length=MAX_CHARACTERS)]
    file_name: Word = "The file"
    """For messages."""
    replace: bool = False
    """Profiles of the user's own with the same names are replaced."""


class VideoSettingsOut(Out):
    codec: VideoCodec
    pixel_format: str
    codec_profile: str | None
    encoder_preset: str | None
    crf: float | None
    bitrate_bps: int | None
    max_bitrate_bps: int | None
    width: int | None
    height: int | None
    frame_rate: str | None
    keyframe_interval_s: float | None
    force_keyframes: bool
    keeps_alpha: bool
    is_all_intra: bool
    chunks: int | None
    divisor: int
    deinterlaces: bool
    hardware: Hardware | None
    lowest_ssim: float | None

    @classmethod
    def of(cls, video: VideoSettings) -> Self:
        names = cls.model_fields.keys() - {"frame_rate"}
        values = {name: getattr(video, name) for name in names}
        return cls(**values, frame_rate=rate_text(video.frame_rate))


class AudioSettingsOut(Out):
    codec: AudioCodec
    bitrate_bps: int | None
    sample_rate_hz: int | None
    loudness_lufs: float | None
    true_peak_dbtp: float

    @classmethod
    def of(cls, audio: AudioSettings) -> Self:
        return cls(**{name: getattr(audio, name) for name in cls.model_fields})


class ProfileOut(Out):
    name: str
    description: str
    container: Container
    target: str
    video: str | None
    """`prores proxy yuv422p10le`: what people need to choose by."""
    audio: str | None
    frame_rate: str | None
    width: int | None
    height: int | None
    available: bool
    unavailable_reason: str | None
    is_builtin: bool
    """It comes with the program and stays as it is."""
    video_settings: VideoSettingsOut | None
    audio_settings: AudioSettingsOut | None
    created_at: datetime | None
    changed_at: datetime | None

    @classmethod
    def of(cls, profile: Profile, unavailable_reason: str | None, own: OwnProfile | None = None) -> Self:
        video, audio = profile.video, profile.audio
        return cls(
            name=profile.name,
            description=profile.description,
            container=profile.container,
            target=profile.target,
            video=_summary(video) if video else None,
            audio=audio.codec if audio else None,
            frame_rate=rate_text(video.frame_rate) if video else None,
            width=video.width if video else None,
            height=video.height if video else None,
            available=unavailable_reason is None,
            unavailable_reason=unavailable_reason,
            is_builtin=own is None,
            video_settings=VideoSettingsOut.of(video) if video else None,
            audio_settings=AudioSettingsOut.of(audio) if audio else None,
            created_at=own.created_at if own else None,
            changed_at=own.changed_at if own else None,
        )


def _summary(video: VideoSettings) -> str:
    return " ".join(filter(None, (video.codec, video.codec_profile, video.pixel_format)))


class ProfileList(Out):
    items: list[ProfileOut]
    next_cursor: str | None = None
    seq: int
