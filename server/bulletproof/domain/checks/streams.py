"""Does it have the streams that it should have: those of its source, and those that its target needs?"""

from collections.abc import Iterator

from bulletproof.domain.checks.case import Case
from bulletproof.domain.finding import Finding, Level

AUDIO_CONTAINERS = ("wav", "w64", "aiff", "caf", "flac", "mp3", "aac")


def source_streams(case: Case) -> Iterator[Finding]:
    """What is needed to make anything of it by this profile."""
    if case.media is None or case.profile is None:
        return
    if case.profile.is_audio_only:
        if case.media.sound is None:
            yield Finding("no_audio", Level.FAIL, "It has no sound, and this profile makes sound only.")
    elif case.media.picture is None:
        yield Finding("no_video", Level.FAIL, "It has no picture. For sound alone choose an audio profile.")


def needed_streams(case: Case) -> Iterator[Finding]:
    """What the source has and the profile doesn't leave out, and what the target can't do without."""
    if case.media is None:
        return
    target, title = case.target, case.target.title if case.target else ""
    if case.picture is None:
        if case.source_picture is not None and _should_have_picture(case):
            yield Finding("no_video", Level.FAIL, "The picture is missing: the source has one.")
        elif target is not None and target.needs_picture:
            yield Finding("no_video", Level.FAIL, f"It has no picture, and {title} needs one.")
    if case.sound is None:
        if case.source_sound is not None and _should_have_sound(case):
            yield Finding("no_audio", Level.FAIL, "The sound is missing: the source has sound.")
        elif target is not None and target.needs_sound:
            yield Finding("no_audio", Level.FAIL, f"It has no sound, and {title} needs some.")


def _should_have_picture(case: Case) -> bool:
    if case.profile is not None:
        return not case.profile.is_audio_only
    return case.media is not None and case.media.container.split(",")[0] not in AUDIO_CONTAINERS


def _should_have_sound(case: Case) -> bool:
    return case.profile is None or case.profile.audio is not None
