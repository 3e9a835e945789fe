"""Read one target from TOML, and refuse what can't be meant, by file and key, with the nearest known name.

A limit that is misspelt and silently ignored lets a file pass that will not play. So no key goes unread, and
no number is guessed from text.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

import tomli_w
from pydantic import TypeAdapter, ValidationError

from bulletproof.domain.errors import InvalidTarget
from bulletproof.domain.target import AcceptedPicture, AcceptedSound, Target

MAX_BYTES = 1 << 20
_TABLES: Mapping[str, type] = {"pictures": AcceptedPicture, "sound": AcceptedSound}
_TARGET = TypeAdapter(Target)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_RATE = re.compile(r"[0-9]{1,7}(/[1-9][0-9]{0,6})?")
_ABOVE_ZERO = {
    *("max_width", "max_height", "max_peak_bps", "max_keyframe_interval_s", "max_level", "max_frame_rate"),
    *("divisor", "usual_bits_per_pixel"),
}


def target_of(text: str, *, file: str) -> Target:
    """Raises InvalidTarget, whose message begins with the file's name."""
    try:
        document = tomllib.loads(text)
        told = json.dumps(document, allow_nan=False)
    except (ValueError, RecursionError) as error:
        raise InvalidTarget(f"{file}: this is no TOML of a target: {error}.") from error
    except TypeError as error:
        raise InvalidTarget(f"{file}: a date or time stands where no key of a target wants one.") from error
    for key in _unknown_keys(document):
        raise InvalidTarget(f"{file}: {key}", field=key.split(" ")[0])
    try:
        # As JSON, since there "strict" still takes a list for a tuple, and takes no text for a number.
        target = _TARGET.validate_json(told, strict=True)
    except ValidationError as error:
        raise InvalidTarget(f"{file}: {_first_fault(error)}.") from error
    for fault in _faults(target):
        raise InvalidTarget(f"{file}: {fault}", field=fault.split(":")[0])
    return target


def toml_text(target: Target) -> str:
    """The file that gives this target; what is left at its default is left out."""
    return tomli_w.dumps(_plain(target))


def _unknown_keys(document: Mapping[str, object]) -> Iterator[str]:
    yield from _unknown(document, Target, "")
    for name, kind in _TABLES.items():
        found = document.get(name)
        tables = found if isinstance(found, list) else [found]
        for number, table in enumerate(tables, 1):
            if isinstance(table, dict):
                place = f"{name}[{number}]." if isinstance(found, list) else f"{name}."
                yield from _unknown(table, kind, place)


def _unknown(table: Mapping[str, object], kind: type, place: str) -> Iterator[str]:
    known = [field.name for field in fields(kind)]
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}."
            yield f"{place}{key} is not known; {hint}"


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in fault["loc"])
    if fault["type"] == "missing":
        return f"{place} is missing"
    return f"{place}: {fault['msg'][:1].lower()}{fault['msg'][1:]}, not {json.dumps(fault['input'])[:80]}"


def _faults(target: Target) -> Iterator[str]:
    """What has the right type and still makes no sense."""
    if not _NAME.fullmatch(target.name):
        yield f"name: “{target.name}” should be of letters, digits, dots, dashes and underscores."
    parts: list[tuple[str, Target | AcceptedPicture]] = [("", target)]
    parts += [(f"pictures[{number}].", one) for number, one in enumerate(target.pictures, 1)]
    for place, limits in parts:
        for field in fields(limits):
            limit = getattr(limits, field.name)
            if field.name in _ABOVE_ZERO and limit is not None and limit <= 0:
                yield f"{place}{field.name}: a limit is above zero, not {limit}."
    for rate in target.frame_rates:
        if not _RATE.fullmatch(rate) or Fraction(rate) <= 0:
            yield f"frame_rates: “{rate}” is no rate; write 25 or 30000/1001."


def _plain(told: Any) -> Any:  # a tree of TOML's own types, whatever the field
    if is_dataclass(told):
        pairs = ((field, getattr(told, field.name)) for field in fields(told))
        return {field.name: _plain(value) for field, value in pairs if value != _default(field)}
    if isinstance(told, Mapping):
        return dict(told)
    return [_plain(one) for one in told] if isinstance(told, tuple) else told


def _default(field: "Field[Any]") -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default
