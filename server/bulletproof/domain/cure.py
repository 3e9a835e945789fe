"""Which profile makes a file show-ready for a target, or why none can.

An encode mends codec, shape, rate and tags. What the file has lost, a cut end or a damaged place, no encode
brings back; what is black or too loud may be meant so, and only a person can tell.
"""

from collections.abc import Iterable, Mapping, Sequence

from bulletproof.domain.checks.codes import CODES, Remedy
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import MediaFacts
from bulletproof.domain.picture_plan import PicturePlan, picture_plan
from bulletproof.domain.profile import AudioSettings, Profile, VideoSettings
from bulletproof.domain.target import AcceptedPicture, Target

_NEVER_ENCODED = (Remedy.COPY, Remedy.REMAKE)
_PCM_BITS = {"pcm_s16le": 16, "pcm_s24le": 24}


def curing_profile(
    findings: Iterable[Finding], media: MediaFacts | None, target: Target, profiles: Mapping[str, Profile]
) -> str | None:
    """The first of the target's cures that can; `profiles` are those that this machine can make.

    None where nothing is wrong, where no encode helps, and where no profile fits the target.
    """
    faults = _faults(findings)
    remedies = {_remedy(finding) for finding in faults}
    is_beyond = any(_remedy(one) in _NEVER_ENCODED for one in faults if one.level is Level.FAIL)
    if media is None or Remedy.ENCODE not in remedies or is_beyond:
        return None
    able = [profiles[name] for name in target.cures if name in profiles]
    fitting = [profile for profile in able if _fits(profile, media, target)]
    return next((profile.name for profile in _best_first(fitting, media)), None)


def cure_sentence(findings: Iterable[Finding], cure: str | None) -> str | None:
    """What to do, in a sentence; None where nothing is to be done."""
    faults = _faults(findings)
    remedies = [_remedy(finding) for finding in faults]
    if not faults:
        return None
    if Remedy.COPY in remedies:
        return "No profile cures a broken file: copy or record it again."
    if cure is not None:
        also = " Rename it too." if Remedy.RENAME in remedies else ""
        return f"Encode it with {cure}.{also}"
    if Remedy.REMAKE in remedies:
        return "No profile brings back what is lost: make it again from its source."
    if Remedy.ENCODE in remedies:
        return "None of the profiles makes it ready for this target."
    if Remedy.LOOK in remedies:
        return "The fault is in what is seen or heard: look whether it is meant so."
    return "Rename it."


def _faults(findings: Iterable[Finding]) -> Sequence[Finding]:
    return [finding for finding in findings if finding.level is not Level.NOTE and not finding.of_source]


def _remedy(finding: Finding) -> Remedy:
    """A code of a newer version is told to be looked at."""
    known = CODES.get(finding.code)
    return known.remedy if known else Remedy.LOOK


def _best_first(profiles: list[Profile], media: MediaFacts) -> list[Profile]:
    """Those that keep a picture's transparency before those that don't; else the target's own order."""
    picture = media.picture
    if picture is None or not picture.has_alpha:
        return profiles
    return sorted(profiles, key=lambda one: not (one.video is not None and one.video.keeps_alpha))


def _fits(profile: Profile, media: MediaFacts, target: Target) -> bool:
    if target.containers and profile.container not in target.containers:
        return False
    if profile.is_audio_only:
        return media.sound is not None and (media.picture is None or not target.pictures)
    plan = picture_plan(profile.video, media) if profile.video else None
    if plan is None or profile.video is None or not _fits_picture(profile.video, plan, target):
        return False
    return media.sound is None or (profile.audio is not None and _fits_sound(profile.audio, media, target))


def _fits_picture(video: VideoSettings, plan: PicturePlan, target: Target) -> bool:
    accepted = [one for one in target.pictures if one.codec == video.codec]
    if target.pictures and not accepted:
        return False
    limits: tuple[Target | AcceptedPicture, ...] = (target, *accepted[:1])
    return all(
        (one.max_width is None or plan.width <= one.max_width)
        and (one.max_height is None or plan.height <= one.max_height)
        for one in limits
    )


def _fits_sound(audio: AudioSettings, media: MediaFacts, target: Target) -> bool:
    accepted, sound = target.sound, media.sound
    rate_hz = audio.sample_rate_hz or (sound.sample_rate_hz if sound else None)
    bits = _PCM_BITS.get(audio.codec)
    is_listed = audio.codec in accepted.codecs or (bits is not None and "pcm" in accepted.codecs)
    return (
        (not accepted.codecs or is_listed)
        and (not accepted.sample_rates_hz or rate_hz in accepted.sample_rates_hz)
        and (not accepted.bits or bits is None or bits in accepted.bits)
        and (accepted.max_channels is None or sound is None or sound.channels <= accepted.max_channels)
    )
