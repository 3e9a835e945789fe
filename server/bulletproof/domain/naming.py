"""Where an output goes: a template of ours, never Python's `str.format`.

`str.format` walks attributes (`{stem.__class__}`) and pads (`{stem:>50000000}` makes 50 MB), so the parser
here knows `{name}` and nothing else. The result always stays under the output folder.
"""

import difflib
import re
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

from bulletproof.domain.errors import InvalidTemplate
from bulletproof.domain.media import MediaFacts
from bulletproof.domain.profile import Profile
from bulletproof.domain.sighting import AUDIO_SUFFIXES, VIDEO_SUFFIXES

_FROM_FACTS = frozenset({"width", "height", "fps"})
PLACEHOLDERS = frozenset({"filename", "filename_no_ext", "stem", "profile", "date", "target"}) | _FROM_FACTS
MAX_NAME_BYTES = 255  # NAME_MAX of ext4, APFS, NTFS and exFAT alike
MAX_TEMPLATE_LENGTH = 1000

_OUTSIDE = "An output name stays in the output folder: it can't begin at the root or hold “..”."
# A doubled brace stands for itself; the shape of a token decides before its name does.
_TOKEN = re.compile(r"(\{\{|\}\})|\{([^{}]*)\}")
_PLAIN_WORD = re.compile(r"\{([A-Za-z_][\w -]*)\}")


@dataclass(frozen=True, slots=True)
class OutputName:
    relative: Path
    warnings: tuple[str, ...]


def check_template(template: str, *, field: str | None = None) -> None:
    """Raise InvalidTemplate, in words, for one that could never work."""
    if len(template) > MAX_TEMPLATE_LENGTH:
        raise InvalidTemplate(f"An output name has at most {MAX_TEMPLATE_LENGTH} characters.", field=field)
    for name in _names(template):
        if name not in PLACEHOLDERS:
            raise InvalidTemplate(_unknown_text(name), field=field)
    bare = _TOKEN.sub("", template)
    if "{" in bare or "}" in bare:
        raise InvalidTemplate(
            "A brace stands alone. Placeholders are written {filename_no_ext}, {date} and so on.", field=field
        )
    written = _TOKEN.sub("x", template)
    if (
        PureWindowsPath(written).drive
        or PureWindowsPath(written).root
        or ".." in PureWindowsPath(written).parts
    ):
        raise InvalidTemplate(
            _OUTSIDE, field=field
        )  # on every system: folders are carried from one to another
    _relative(written, field=field)


def needs_facts(template: str) -> bool:
    """Whether the source must be probed before its output can be named."""
    return any(name in _FROM_FACTS for name in _names(template))


def with_literal_braces(template: str) -> tuple[str, tuple[str, ...]]:
    """Every `{word}` that is no placeholder doubled, so that it stays in the name, and those words."""
    unknown = tuple(word for word in _PLAIN_WORD.findall(template) if word not in PLACEHOLDERS)

    def kept(match: re.Match[str]) -> str:
        return match[0] if match[1] in PLACEHOLDERS else f"{{{match[0]}}}"

    return _PLAIN_WORD.sub(kept, template) if unknown else template, unknown


def output_name(
    template: str, *, source_name: str, profile: Profile, date: str, facts: MediaFacts | None = None
) -> OutputName:
    """Fill in the template; each value once, so that a source named `{profile}.mov` is not expanded.

    `date`: as it shall stand in the name (2026-11-23). Raises InvalidTemplate.
    """
    check_template(template)
    values = _values(source_name, profile, date, facts)
    filled = _TOKEN.sub(lambda match: match[1][0] if match[1] else values[match[2]], template)
    relative, warnings = _with_extension(_relative(filled), profile)
    for part in relative.parts:
        if len(part.encode("utf-8", "surrogateescape")) > MAX_NAME_BYTES:
            raise InvalidTemplate(
                f"The output name would be longer than {MAX_NAME_BYTES} bytes."
                " Shorten the source's name or the rule's output name."
            )
    return OutputName(relative, warnings)


def _names(template: str) -> list[str]:
    return [match[2] for match in _TOKEN.finditer(template) if match[2] is not None]


def _unknown_text(name: str) -> str:
    near = difflib.get_close_matches(name, PLACEHOLDERS, n=1)
    hint = f"Did you mean {{{near[0]}}}?" if near else f"Known are: {', '.join(sorted(PLACEHOLDERS))}."
    return f"{{{name[:40]}}} is not a name that is known here. {hint}"


def _values(source_name: str, profile: Profile, date: str, facts: MediaFacts | None) -> dict[str, str]:
    stem = Path(source_name).stem
    values = {
        "filename": source_name,
        "filename_no_ext": stem,
        "stem": stem,
        "profile": profile.name,
        "date": date,
        "target": profile.target,
    }
    return values | _fact_values(facts)


def _fact_values(facts: MediaFacts | None) -> dict[str, str]:
    picture = facts.picture if facts else None
    if picture is None:
        return dict.fromkeys(_FROM_FACTS, "unknown")
    rate = picture.frame_rate
    return {
        "width": str(picture.width),
        "height": str(picture.height),
        "fps": f"{float(rate):.3f}".rstrip("0").rstrip(".") if rate else "unknown",
    }


def _relative(filled: str, *, field: str | None = None) -> Path:
    """By this system's own rules: elsewhere `a:b.mov` is a drive, here it is a name."""
    path = PurePath(filled)
    if path.anchor or ".." in path.parts or "\0" in filled:
        raise InvalidTemplate(_OUTSIDE, field=field)
    if not path.parts or filled.endswith("/"):
        raise InvalidTemplate("An output needs a name, for example {filename_no_ext}.", field=field)
    return Path(*path.parts)


def _with_extension(relative: Path, profile: Profile) -> tuple[Path, tuple[str, ...]]:
    wanted = f".{profile.extension}"
    suffix = relative.suffix.lower()
    if suffix == wanted:
        return relative, ()
    if suffix in VIDEO_SUFFIXES or suffix in AUDIO_SUFFIXES:
        warning = f"{profile.name} makes {wanted} files, so the output is named {wanted} instead of {suffix}."
        return relative.with_suffix(wanted), (warning,)
    return relative.with_name(relative.name + wanted), ()
