"""Words for whoever started us from a terminal; nobody, where a windowed program has no streams (Windows)."""

import sys
from typing import TextIO


def say(line: str) -> None:
    _write(sys.stdout, line)


def complain(line: object) -> None:
    _write(sys.stderr, str(line))


def is_there() -> bool:
    """Whether somebody reads what is said; a program that was double-clicked is heard by nobody."""
    return sys.stderr is not None and sys.stderr.isatty()


def _write(stream: TextIO | None, line: str) -> None:
    if stream is not None:
        stream.write(f"{line}\n")
        stream.flush()
