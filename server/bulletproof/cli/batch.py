"""`bvp batch`: every file of one kind in a folder, one after the other.

The exit code is 0 even when files failed, since scripts rely on it: the last line counts them.
"""

import asyncio
import sys
from pathlib import Path

import click

from bulletproof.cli.lock import despite_lock, require_unlocked
from bulletproof.cli.old_words import SAMPLE_RATES_HZ, Overrides, new_job, profile_choice
from bulletproof.domain.builtin_profiles import profile_named
from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.job import Job, Status
from bulletproof.domain.profile import Profile
from bulletproof.domain.rules import glob_matches
from bulletproof.domain.text import shown
from bulletproof.media.inspector import Inspector
from bulletproof.runtime.alone import Alone, engine_alone
from bulletproof.settings import server_options

EXAMPLE = """\b
Example:
  bvp batch /show/incoming --extension .mp4 --profile live-qlab --output-dir /show/ready
"""


@click.command(epilog=EXAMPLE, short_help="Make show files of all files in a folder.")
@click.argument("input_dir", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--profile",
    type=profile_choice(),
    default="standard-playback",
    show_default=True,
    help="How they are made.",
)
@click.option("-e", "--extension", default=".mov", show_default=True, help="Which files; case matters.")
@click.option("-o", "--output-dir", type=click.Path(path_type=Path), help="Where the outputs go.")
@click.option("--resolution", help="WIDTH:HEIGHT, as in 1920:1080 or 1280:-2.")
@click.option("--audio-sample-rate", type=click.IntRange(*SAMPLE_RATES_HZ), help="In Hz, as in 48000.")
@click.option("--keyframe-interval", type=click.FloatRange(0.04, 3600), help="Seconds between key frames.")
@despite_lock()
def batch(
    input_dir: Path,
    profile: str,
    extension: str,
    output_dir: Path | None,
    resolution: str | None,
    audio_sample_rate: int | None,
    keyframe_interval: float | None,
) -> None:
    """Make a show file of each file in INPUT_DIR that ends in the extension. Sub-folders are left alone."""
    if not input_dir.is_dir():
        click.echo(f"Error: {shown(input_dir)} is no folder.", err=True)
        sys.exit(1)
    require_unlocked()
    files = [
        path for path in input_dir.iterdir() if glob_matches(f"*{extension}", path.name) and path.is_file()
    ]
    if not files:
        click.echo(f"No files matching *{extension} found in {shown(input_dir)}")
        return
    target = output_dir or input_dir
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        click.echo(f"Error: {shown(target)} can't be made: {error.strerror}.", err=True)
        sys.exit(1)
    click.echo(f"Found {len(files)} file(s) to process")
    click.echo(f"Profile: {profile}")
    overrides = Overrides(resolution, audio_sample_rate, keyframe_interval)
    done, failed = asyncio.run(_all(files, target, profile_named(profile), overrides))
    click.echo(f"\nBatch processing complete. successful={done} failed={failed}")


async def _all(files: list[Path], target: Path, profile: Profile, overrides: Overrides) -> tuple[int, int]:
    failed = 0
    async with Inspector() as inspector, engine_alone(server_options().data_dir) as alone:
        for number, path in enumerate(files, 1):
            click.echo(f"\n[{number}/{len(files)}] Processing: {shown(path.name)}")
            try:
                job = await _one(path, target, profile, overrides, inspector=inspector, alone=alone)
            except BulletproofError as error:
                click.echo(f"  Status: ERROR (error={error})")
                failed += 1
                continue
            if job.status is Status.COMPLETED:
                click.echo(f"  Status: SUCCESS (output={shown(job.published or job.output)})")
            else:
                click.echo(f"  Status: FAILED (error={job.message})")
                failed += 1
    return len(files) - failed, failed


async def _one(
    path: Path, target: Path, profile: Profile, overrides: Overrides, *, inspector: Inspector, alone: Alone
) -> Job:
    made = overrides.on(profile, await inspector.probe(path))
    output = target / f"{path.stem}_output.{profile.extension}"
    if output == path:
        raise BulletproofError("its output would take its own place")
    return await alone.finished(new_job(path, output, made), lambda _: None)
