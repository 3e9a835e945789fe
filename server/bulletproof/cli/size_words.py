"""`--resolution W:H`, in the words that ffmpeg's scale filter takes and the old command passed on unseen."""

import re

import click

from bulletproof.domain.media import VideoStream

_SIDE = re.compile(r"(?:(iw|ih)(?:([*/])(\d+(?:\.\d+)?))?|(-?\d+))$")
LARGEST = 16_384


def size_of(words: str, picture: VideoStream) -> tuple[int, int]:
    """Width and height for this picture; -1 and -2 keep its shape. Raises click.UsageError."""
    sides = re.split(r"[:x×]", words.strip().lower())
    if len(sides) != 2:
        raise click.UsageError(f"--resolution is WIDTH:HEIGHT, as in 1920:1080; “{words}” is not.")
    width, height = (_side(side, words, picture) for side in sides)
    if width < 0 and height < 0:
        width, height = picture.width, picture.height
    elif width < 0:
        width = _even(height * picture.width / picture.height)
    elif height < 0:
        height = _even(width * picture.height / picture.width)
    if not (1 <= width <= LARGEST and 1 <= height <= LARGEST):
        raise click.UsageError(f"--resolution {words}: each side is from 1 to {LARGEST} pixels.")
    return width, height


def _side(side: str, words: str, picture: VideoStream) -> int:
    match = _SIDE.fullmatch(side.strip())
    if match is None or match[4] in ("-0",) or (match[4] and int(match[4]) < -2):
        raise click.UsageError(f"--resolution is WIDTH:HEIGHT, as in 1920:1080; “{words}” is not.")
    if match[4]:
        return int(match[4]) or (picture.width if words.startswith(side) else picture.height)
    length = float(picture.width if match[1] == "iw" else picture.height)
    factor = float(match[3] or 1) or 1.0
    return _even(length * factor if match[2] == "*" else length / factor)


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
