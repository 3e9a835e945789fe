"""What `transcode` and `batch` share: how the old words change a profile, and what they print."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from bulletproof.cli.size_words import size_of
from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.job import Disposal, NewJob, Stage
from bulletproof.domain.live import JobProgress
from bulletproof.domain.media import MediaFacts
from bulletproof.domain.profile import Profile, SpeedPreset
from bulletproof.engine.source import named_version

THE_TEN = (
    "live-qlab",
    "audio-qlab",
    "live-prores-lt",
    "live-h264",
    "live-linux-hevc-mkv",
    "standard-playback",
    "stream-hd",
    "stream-4k",
    "archival",
    "archival-linux-mkv",
)
BAR_CELLS = 50
_ENCODING_SHARE = 0.85  # what is left of the bar is verification

SAMPLE_RATES_HZ = (8_000, 384_000)


@dataclass(frozen=True, slots=True)
class Overrides:
    """For this call only: a profile is a value, so nothing leaks into the next."""

    resolution: str | None = None
    sample_rate_hz: int | None = None
    keyframe_interval_s: float | None = None

    def on(self, profile: Profile, facts: MediaFacts) -> Profile:
        video, audio = profile.video, profile.audio
        if video is not None and self.resolution is not None and facts.picture is not None:
            width, height = size_of(self.resolution, facts.picture)
            video = replace(video, width=width, height=height)
        if video is not None and self.keyframe_interval_s is not None:
            video = replace(video, keyframe_interval_s=self.keyframe_interval_s, force_keyframes=True)
        if audio is not None and self.sample_rate_hz is not None:
            audio = replace(audio, sample_rate_hz=self.sample_rate_hz)
        return replace(profile, video=video, audio=audio)


def profile_choice() -> click.Choice[str]:
    others = [name for name in BUILTIN_PROFILES if name not in THE_TEN]
    return click.Choice([*THE_TEN, *others])


def new_job(source: Path, output: Path, profile: Profile, speed: SpeedPreset = "normal") -> NewJob:
    """It replaces what stands at its name, as ever, but only once the new file is verified.

    A link that somebody names is followed; one that merely lies in a watch folder is not.
    """
    return NewJob(
        source=named_version(source.resolve()),
        output=output.absolute(),
        profile=profile,
        on_collision="replace",
        disposal=Disposal(),
        speed=speed,
    )


def progress_bar() -> Callable[[JobProgress], None]:
    """Redrawn on a terminal; in a pipe a line for each tenth, so that a log stays readable."""
    on_terminal = sys.stdout.isatty()
    told = -1

    def tell(progress: JobProgress) -> None:
        nonlocal told
        percent = 100 * _whole(progress)
        step = round(percent * 10) if on_terminal else int(percent // 10)
        if step <= told:
            return
        told = step
        if on_terminal:
            click.echo(f"\r{_bar(percent)}", nl=False)
        else:
            click.echo(f"Progress: {percent:.0f}%")

    return tell


def _whole(progress: JobProgress) -> float:
    fraction = progress.fraction or 0.0
    if progress.stage is Stage.ENCODING:
        return _ENCODING_SHARE * fraction
    if progress.stage is Stage.VERIFYING:
        return _ENCODING_SHARE + (1 - _ENCODING_SHARE) * fraction
    return 1.0 if progress.stage is Stage.PUBLISHING else 0.0


def _bar(percent: float) -> str:
    cells = int(BAR_CELLS * percent / 100)
    return f"Progress: |{'█' * cells}{'-' * (BAR_CELLS - cells)}| {percent:.1f}%"
