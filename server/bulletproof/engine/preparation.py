"""What must be known before a job's arguments can be written: how loud its source is, and who encodes it."""

from dataclasses import dataclass

from bulletproof.domain.errors import EncodeFailed
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.loudness import gain_to
from bulletproof.domain.media import MediaFacts
from bulletproof.domain.picture_plan import picture_plan
from bulletproof.domain.profile import Profile
from bulletproof.engine.attempt import Attempt
from bulletproof.media.argv import Prepared
from bulletproof.media.encoders import hardware_encoder
from bulletproof.media.ffmpeg import Capabilities, encoder_of
from bulletproof.media.hardware import why_not
from bulletproof.media.inspector import Inspector
from bulletproof.media.loudness_pass import loudness_of

COMPRESSED = ("aac", "flac")
MOST_COMPRESSED_CHANNELS = 8
SMALLEST_DNXHR = (256, 120)  # what ffmpeg's encoder begins at


@dataclass(frozen=True, slots=True)
class Preparation:
    prepared: Prepared
    encoder: str | None
    """Who makes the file, in words for its report."""
    notes: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    """For the job."""


async def prepare(
    attempt: Attempt, facts: MediaFacts, *, able: Capabilities, inspector: Inspector, stall_s: float
) -> Preparation:
    profile = attempt.job.profile
    _require_channels(profile, facts)
    _require_size(profile, facts)
    gain_db, notes = await _gain(attempt, facts, able=able, stall_s=stall_s)
    circuit = hardware_encoder(profile.video) if profile.video and facts.picture else None
    if circuit is None:
        return Preparation(Prepared(gain_db), _software(profile, facts), notes)
    refused = await why_not(able, profile, inspector)
    if refused is None:
        return Preparation(Prepared(gain_db, circuit), f"{circuit}, proven on this machine", notes)
    software = _software(profile, facts)
    warning = f"Made by {software} instead of {circuit}: {refused}."
    return Preparation(Prepared(gain_db), software, notes, (warning,))


async def _gain(
    attempt: Attempt, facts: MediaFacts, *, able: Capabilities, stall_s: float
) -> tuple[float | None, tuple[Finding, ...]]:
    audio = attempt.job.profile.audio
    if audio is None or audio.loudness_lufs is None or facts.sound is None:
        return None, ()
    measured = await loudness_of(
        able.path, attempt.job.source.path, facts, control=attempt.control, stall_s=stall_s
    )
    gain = gain_to(audio.loudness_lufs, true_peak_dbtp=audio.true_peak_dbtp, measured=measured)
    if gain.note is None:
        return gain.gain_db, ()
    return gain.gain_db, (Finding("loudness", Level.NOTE, gain.note, limit=f"{audio.loudness_lufs:g} LUFS"),)


def _require_channels(profile: Profile, facts: MediaFacts) -> None:
    """Better said before than by an encoder that gives up."""
    audio, sound = profile.audio, facts.sound
    if audio is None or sound is None or audio.codec not in COMPRESSED:
        return
    if sound.channels > MOST_COMPRESSED_CHANNELS:
        raise EncodeFailed(
            f"Its sound has {sound.channels} channels, and {audio.codec.upper()} holds"
            f" {MOST_COMPRESSED_CHANNELS} at most. Choose a profile with PCM sound. The source is untouched."
        )


def _require_size(profile: Profile, facts: MediaFacts) -> None:
    plan = picture_plan(profile.video, facts) if profile.video else None
    if plan is None or profile.video is None or profile.video.codec != "dnxhd":
        return
    if plan.width < SMALLEST_DNXHR[0] or plan.height < SMALLEST_DNXHR[1]:
        raise EncodeFailed(
            f"It is {plan.width} × {plan.height} pixels, and DNxHR begins at {SMALLEST_DNXHR[0]} ×"
            f" {SMALLEST_DNXHR[1]}. Choose another profile. The source is untouched."
        )


def _software(profile: Profile, facts: MediaFacts) -> str | None:
    """Sound alone is made by its codec's encoder."""
    if profile.video is not None and facts.picture is not None:
        return encoder_of(profile)
    return profile.audio.codec if profile.audio else None
