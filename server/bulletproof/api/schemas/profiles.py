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
