"""Templates become pages: everything in them that was read from a file or a name is escaped, always.

A file name is hostile text until proven otherwise: `<img onerror=…>.mov` is a name that a disk can hold, and
a report is opened in a browser. An unknown variable is an error, never a blank.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from bulletproof.domain.text import shown, size_text

UNKNOWN = "—"


def render(template: str, values: Mapping[str, object]) -> str:
    """The page that `template` (its name in reports/templates) makes of `values`."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bulletproof.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "shown": shown,
        "clock": clock_text,
        "size": _size,
        "level": _level,
        "moment": _moment,
    }
    return environment


def clock_text(length_s: float | None) -> str:
    """As a cue sheet says it: `03:31`, with hours where there are some."""
    if length_s is None:
        return UNKNOWN
    whole_s = round(length_s)
    hours, minutes, seconds = whole_s // 3600, whole_s // 60 % 60, whole_s % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def _moment(at: datetime | None) -> str:
    """By the clock of whoever reads it where it was made."""
    return UNKNOWN if at is None else at.astimezone().strftime("%d %b %H:%M")


def _size(size_bytes: int | None) -> str:
    return UNKNOWN if size_bytes is None else size_text(size_bytes)


def _level(value: float | None, unit: str = "") -> str:
    """One digit, with the minus sign that lines up with a digit's width."""
    return UNKNOWN if value is None else f"{value:.1f}{unit}".replace("-", "−")
