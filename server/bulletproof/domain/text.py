"""How names and numbers are written for people.

A Linux file name is bytes: it may hold what is no UTF-8, or a newline, or an escape sequence that would
repaint a terminal. It is shown with those replaced; the bytes themselves are kept beside it.
"""

import math
import unicodedata
from pathlib import PurePath


def shown(name: str | PurePath) -> str:
    """The name as it may be shown or put in JSON: no lone surrogate, no control or format character."""
    return "".join(_visible(character) for character in str(name))


def _visible(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cs":  # os.fsdecode's stand-in for a byte that is no UTF-8 (PEP 383)
        return "\N{REPLACEMENT CHARACTER}"
    if kind == "Cc":
        return "\N{SYMBOL FOR DELETE}" if character == "\x7f" else _control_picture(character)
    # Bidirectional overrides can make "gpj.exe" read "exe.jpg" (Unicode TR 36).
    return "\N{REPLACEMENT CHARACTER}" if kind == "Cf" and character not in "\u200c\u200d" else character


def _control_picture(character: str) -> str:
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


def size_text(size_bytes: float) -> str:
    """Decimal units, as drives are sold: 1.4 GB."""
    size, unit = float(size_bytes), "B"
    for larger in ("kB", "MB", "GB", "TB"):
        if size < 999.5:
            break
        size, unit = size / 1000, larger
    return f"{size:.0f} {unit}" if unit in ("B", "kB") or size >= 99.5 else f"{size:.1f} {unit}"


def seconds_text(seconds: float) -> str:
    """A length in running text: 0.52 s, 14.0 s, 3 min 05 s, 1 h 04 min."""
    if not math.isfinite(seconds):
        return "an unknown time"
    if seconds < 10:
        return f"{seconds:.2f} s"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02d} s"
    return f"{minutes // 60} h {minutes % 60:02d} min"


def position_text(seconds: float) -> str:
    """A place in a file, as players write it: 01:47.20."""
    if not math.isfinite(seconds):
        return "an unknown place"
    minutes, rest = divmod(max(seconds, 0.0), 60)
    hours, minutes = divmod(int(minutes), 60)
    clock = f"{minutes:02d}:{rest:05.2f}"
    return f"{hours}:{clock}" if hours else clock


def count_text(number: int, singular: str, plural: str | None = None) -> str:
    """`4 500 frames`, `1 frame`: a narrow no-break space between thousands, as ISO 80000 writes them."""
    noun = singular if number == 1 else plural or f"{singular}s"
    grouped = f"{number:,}".replace(",", "\u202f")
    return f"{grouped} {noun}"
