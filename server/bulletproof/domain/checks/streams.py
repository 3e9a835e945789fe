"""Does it have the streams that it should have, in the codec and pixel format that its profile promises?"""

from collections.abc import Iterator

from bulletproof.domain.checks.case import Case
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.picture_plan import stored_pixel_format

AUDIO_CONTAINERS = ("wav", "w64", "aiff", "caf", "flac", "mp3", "aac")
_CODEC_NAMES = {"prores": "ProRes", "h264": "H.264", "hevc": "HEVC", "aac": "AAC"}


def source_streams(case: Case) -> Iterator[Finding]:
    """What is needed to make anything of it by this profile."""
    if case.media is None or case.profile is None:
        return
    if case.profile.is_audio_only:
        if case.media.sound is None:
            yield Finding("no_audio", Level.FAIL, "It has no sound, and this profile makes sound only.")
    elif case.media.picture is None:
        yield Finding("no_video", Level.FAIL, "It has no picture. For sound alone choose an audio profile.")


def output_streams(case: Case) -> Iterator[Finding]:
    """What the source has and the profile doesn't leave out."""
    source = case.source.media if case.source else None
    if case.media is None or source is None:
        return
    if source.picture is not None and case.media.picture is None and _should_have_picture(case):
        yield Finding("no_video", Level.FAIL, "The picture is missing: the source has one.")
    if source.sound is not None and case.media.sound is None and _should_have_sound(case):
        yield Finding("no_audio", Level.FAIL, "The sound is missing: the source has sound.")


def codecs(case: Case) -> Iterator[Finding]:
    if case.media is None or case.profile is None:
        return
    picture, sound = case.media.picture, case.media.sound
    video, audio = case.profile.video, case.profile.audio
    if picture is not None and video is not None and picture.codec != video.codec:
        yield _wrong_codec("picture", picture.codec, video.codec)
    if sound is not None and audio is not None and sound.codec != audio.codec:
        yield _wrong_codec("sound", sound.codec, audio.codec)


def pixel_format(case: Case) -> Iterator[Finding]:
    picture = case.media.picture if case.media else None
    video = case.profile.video if case.profile else None
    if picture is None or picture.pixel_format is None or video is None:
        return
    wanted = stored_pixel_format(video, has_alpha=picture.has_alpha)
    # yuvj420p is yuv420p in full range: ffmpeg's old name for a property that has a field of its own.
    if picture.pixel_format.replace("yuvj", "yuv") != wanted.replace("yuvj", "yuv"):
        yield Finding(
            "wrong_pixel_format",
            Level.FAIL,
            f"The picture is stored as {picture.pixel_format}, the profile promises {wanted}.",
            measured=picture.pixel_format,
            limit=wanted,
        )


def _should_have_picture(case: Case) -> bool:
    if case.profile is not None:
        return not case.profile.is_audio_only
    return case.media is not None and case.media.container.split(",")[0] not in AUDIO_CONTAINERS


def _should_have_sound(case: Case) -> bool:
    return case.profile is None or case.profile.audio is not None


def _wrong_codec(what: str, codec: str, wanted: str) -> Finding:
    measured, limit = _CODEC_NAMES.get(codec, codec), _CODEC_NAMES.get(wanted, wanted)
    return Finding(
        "wrong_codec",
        Level.FAIL,
        f"The {what} is {measured}, the profile promises {limit}.",
        measured=measured,
        limit=limit,
    )
