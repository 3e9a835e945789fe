"""`bvp transcode`: one file, by one profile, now. As in release 3, but done means verified.

Nothing of it is visible until it is verified, so a file that stands at the output's name stays until then.
"""

import asyncio
import sys
from pathlib import Path
from typing import NoReturn

import click

from bulletproof.cli.lock import despite_lock, require_unlocked
from bulletproof.cli.old_words import (
    SAMPLE_RATES_HZ,
    THE_TEN,
    Overrides,
    new_job,
    profile_choice,
    progress_bar,
)
from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES, profile_named
from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.finding import Verdict
from bulletproof.domain.job import Job, Status
from bulletproof.domain.profile import Profile, SpeedPreset
from bulletproof.domain.text import shown
from bulletproof.media.inspector import Inspector
from bulletproof.runtime.alone import engine_alone
from bulletproof.settings import server_options

SPEEDS: tuple[SpeedPreset, ...] = ("fast", "normal", "slow")
EXAMPLE = """\b
Example:
  bvp transcode opening.mov --profile live-qlab --output /show/opening.mov
"""


@click.command(epilog=EXAMPLE, short_help="Make a show file of one file.")
@click.argument("input_file", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--profile", type=profile_choice(), default="live-qlab", show_default=True, help="How it is made."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the output goes.")
@click.option("-p", "--preset", type=click.Choice(SPEEDS), default="normal", show_default=True, help="Speed.")
@click.option("--resolution", help="WIDTH:HEIGHT, as in 1920:1080 or 1280:-2.")
@click.option("--audio-sample-rate", type=click.IntRange(*SAMPLE_RATES_HZ), help="In Hz, as in 48000.")
@click.option("--keyframe-interval", type=click.FloatRange(0.04, 3600), help="Seconds between key frames.")
@despite_lock()
@click.option("--list-profiles", is_flag=True, help="List the profiles and end.")
def transcode(
    input_file: Path | None,
    profile: str,
    output: Path | None,
    preset: SpeedPreset,
    resolution: str | None,
    audio_sample_rate: int | None,
    keyframe_interval: float | None,
    list_profiles: bool,
) -> None:
    """Make a show file of INPUT_FILE. It appears at its name once it is verified, and not before."""
    if list_profiles:
        _list_profiles()
        return
    if input_file is None:
        raise click.UsageError("Missing argument 'INPUT_FILE'.")
    require_unlocked()
    chosen = profile_named(profile)
    made = output or input_file.parent / f"{input_file.stem}__processed__{profile}.{chosen.extension}"
    overrides = Overrides(resolution, audio_sample_rate, keyframe_interval)
    try:
        job = asyncio.run(_made(input_file, made, chosen, preset, overrides))
    except BulletproofError as error:
        _fail(str(error))
    _end_bar()
    if job.status is not Status.COMPLETED:
        _fail(job.message or "it was cancelled.")
    if job.verdict is Verdict.WARNINGS:
        click.echo(f"Warning: {job.message}", err=True)
    click.echo(f"Transcode successful: {shown(made)}")


async def _made(
    source: Path, output: Path, profile: Profile, speed: SpeedPreset, overrides: Overrides
) -> Job:
    _require_places(source, output)
    async with Inspector() as inspector:
        profile = overrides.on(profile, await inspector.probe(source))
    _announce(profile, speed, source, output)
    async with engine_alone(server_options().data_dir) as alone:
        return await alone.finished(new_job(source, output, profile, speed), progress_bar())


def _require_places(source: Path, output: Path) -> None:
    """What the queue would wait for, a command can't."""
    if source.resolve() == output.resolve():
        raise BulletproofError(f"the output {shown(output)} would take the place of its source.")
    if not output.parent.is_dir():
        raise BulletproofError(f"the folder {shown(output.parent)} does not exist. Make it first.")
    if output.is_dir():
        raise BulletproofError(f"{shown(output)} is a folder. Give the output a file's name.")


def _announce(profile: Profile, preset: str, source: Path, output: Path) -> None:
    click.echo(f"Profile: {profile.name}")
    click.echo(f"Description: {profile.description}")
    click.echo(f"Speed Preset: {preset}")
    click.echo(f"Input: {shown(source)}")
    click.echo(f"Output: {shown(output)}")
    click.echo("\nStarting transcode…")


def _fail(message: str) -> NoReturn:
    click.echo(f"Transcode failed: {message}", err=True)
    sys.exit(1)


def _end_bar() -> None:
    if sys.stdout.isatty():
        click.echo()


def _list_profiles() -> None:
    click.echo("Available profiles:")
    click.echo("=" * 60)
    for name in [*THE_TEN, *(name for name in BUILTIN_PROFILES if name not in THE_TEN)]:
        profile = BUILTIN_PROFILES[name]
        codec = profile.video.codec if profile.video else "none"
        click.echo(f"{name:<20} {profile.description}")
        click.echo(f"{'':<20} Codec: {_OLD_CODECS.get(codec, codec)}, Extension: .{profile.extension}")
        click.echo()


_OLD_CODECS = {"hevc": "h265"}
