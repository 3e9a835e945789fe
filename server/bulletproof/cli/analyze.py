"""`bvp analyze`: what a file's header says, in release 3's own lines."""

import asyncio
import sys
from fractions import Fraction
from pathlib import Path

import click

from bulletproof.domain.errors import BulletproofError
from bulletproof.domain.media import AudioStream, MediaFacts, VideoStream
from bulletproof.domain.text import shown
from bulletproof.media.inspector import Inspector

EXAMPLE = """\b
Example:
  bvp analyze opening.mov
"""


@click.command(epilog=EXAMPLE, short_help="Show what a file holds.")
@click.argument("input_file", type=click.Path(exists=True, path_type=Path))
def analyze(input_file: Path) -> None:
    """Show format, length and streams of INPUT_FILE. Whether it is sound, `bvp verify` tells."""
    try:
        facts = asyncio.run(_facts(input_file))
    except BulletproofError as error:
        click.echo(f"Error analyzing file: {error}", err=True)
        sys.exit(1)
    for line in _lines(input_file, facts):
        click.echo(line)


async def _facts(path: Path) -> MediaFacts:
    async with Inspector() as inspector:
        return await inspector.probe(path)


def _lines(path: Path, facts: MediaFacts) -> list[str]:
    lines = ["\nFile Analysis:", "=" * 60, f"File: {shown(path)}", f"Format: {facts.container}"]
    lines.append(f"Duration: {facts.duration_s or 0.0:.1f}s")
    lines.append(f"Bitrate: {(facts.bit_rate_bps or 0) / 1_000_000:.1f} Mbps")
    lines += ["\nStreams:", "-" * 60]
    streams = {stream.index: _video(stream) for stream in facts.video}
    streams |= {stream.index: _audio(stream) for stream in facts.audio}
    return [*lines, *(line for index in sorted(streams) for line in streams[index])]


def _video(stream: VideoStream) -> list[str]:
    return [
        f"\nStream {stream.index}: VIDEO ({stream.codec})",
        f"  Resolution: {stream.width}x{stream.height}",
        f"  FPS: {_fraction(stream.base_rate or stream.frame_rate)}",
        f"  Pixel Format: {stream.pixel_format or 'unknown'}",
    ]


def _audio(stream: AudioStream) -> list[str]:
    return [
        f"\nStream {stream.index}: AUDIO ({stream.codec})",
        f"  Sample Rate: {stream.sample_rate_hz} Hz",
        f"  Channels: {stream.channels}",
    ]


def _fraction(rate: Fraction | None) -> str:
    return f"{rate.numerator}/{rate.denominator}" if rate else "0/0"
