"""A profile as a table of plain values, as TOML files and JSON bodies hold it, and back.

Files are exchanged between people, so what is in one is not trusted: a key that nobody knows is a typing
error and refused with its place, never silently left out.
"""

import difflib
import re
import tomllib
import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields
from fractions import Fraction
from typing import Literal, TypeVar, Union, get_args, get_origin

import tomli_w

from bulletproof.domain.errors import InvalidProfile
from bulletproof.domain.profile import AudioSettings, Profile, VideoSettings
from bulletproof.domain.text import shown

SCHEMA = 1
MAX_CHARACTERS = 200_000
_RATE = re.compile(r"[0-9]{1,9}(/[1-9][0-9]{0,8})?")
_NOT_IN_FILES = ("resource",)
_COMPARES_NOTHING = 0.0  # TOML has no null

Table = Mapping[str, object]
T = TypeVar("T", Profile, VideoSettings, AudioSettings)


def read_profiles(text: str, *, file: str) -> tuple[Profile, ...]:
    """All of a file's, with every key and type checked; whether they go together, `profile_rules` says."""
    try:
        return _profiles(text)
    except InvalidProfile as error:
        raise InvalidProfile(f"{shown(file)}: {error}", field=error.field) from None


def write_profiles(profiles: Iterable[Profile]) -> str:
    tables = [profile_table(profile) for profile in profiles]
    content = {"schema": SCHEMA, "profile": tables[0] if len(tables) == 1 else tables}
    return tomli_w.dumps(content)


def profile_of(table: Table, *, at: str = "") -> Profile:
    """`at`: where the table stands, for messages: `profile.`; raises InvalidProfile."""
    return _record(Profile, table, at)


def profile_table(profile: Profile) -> dict[str, object]:
    """Only what differs from the defaults, so that a file says what its author meant."""
    return _table(profile)


def _profiles(text: str) -> tuple[Profile, ...]:
    if len(text) > MAX_CHARACTERS:
        raise InvalidProfile(f"It is longer than {MAX_CHARACTERS:,} characters: that is no profile.")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidProfile(f"It is no TOML: {error}.") from None
    _require_known(content, ("schema", "profile"), at="")
    if content.get("schema") != SCHEMA:
        raise InvalidProfile(f"“schema = {SCHEMA}” has to stand on top; it says what the rest means.")
    found = content.get("profile")
    tables = [table for table in (found if isinstance(found, list) else [found]) if isinstance(table, dict)]
    if not tables:
        raise InvalidProfile("There is no [profile] in it.")
    return tuple(profile_of(table, at="profile.") for table in tables)


def _record(kind: type[T], table: Table, at: str) -> T:
    known = {each.name: each for each in fields(kind) if each.name not in _NOT_IN_FILES}
    _require_known(table, known, at=at)
    values: dict[str, object] = {}
    for name, each in known.items():
        if name in table:
            values[name] = _value(table[name], each.type, f"{at}{name}")
        elif each.default is MISSING:
            _require_optional(each, f"{at}{name}")
            values[name] = None
    return kind(**values)  # type: ignore[arg-type]  # each value was checked against its field's type


def _require_optional(each: "Field[object]", at: str) -> None:
    """A profile may leave out picture or sound as a whole; everything else without a default is needed."""
    if each.name not in ("video", "audio"):
        raise InvalidProfile(f"“{at}” is missing.", field=_field(at))


def _require_known(table: Table, known: Iterable[str], *, at: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known are: {', '.join(known)}."
            raise InvalidProfile(
                f"“{at}{shown(key)[:60]}” is not known. {hint}", field=_field(f"{at}{shown(key)[:60]}")
            )


def _value(value: object, kind: object, at: str) -> object:
    """The value in the type of its field; raises InvalidProfile with what was expected there."""
    choices = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    if value is None and type(None) in choices:
        return None
    wanted = next(choice for choice in choices if choice is not type(None))
    if get_origin(wanted) is Literal:
        return _of_list(value, get_args(wanted), at)
    if wanted in (VideoSettings, AudioSettings):
        if not isinstance(value, Mapping):
            raise _mistyped(at, "a table")
        return _record(wanted, value, f"{at}.")
    if at.endswith("lowest_ssim") and value == _COMPARES_NOTHING:
        return None
    return _plain(value, wanted, at)


def _of_list(value: object, known: tuple[object, ...], at: str) -> object:
    if value not in known:
        words = ", ".join(map(str, known))
        told = shown(str(value))[:60]
        raise InvalidProfile(f"“{at}” can't be “{told}”. Choose one of: {words}.", field=_field(at))
    return value


def _plain(value: object, wanted: object, at: str) -> object:
    if wanted is Fraction:
        return _rate(value, at)
    if wanted is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if wanted is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    if (wanted is str and isinstance(value, str)) or (wanted is bool and isinstance(value, bool)):
        return value
    words = {float: "a number", int: "a whole number", str: "text in quotes", bool: "true or false"}
    raise _mistyped(at, next(word for kind, word in words.items() if kind is wanted))


def _rate(value: object, at: str) -> Fraction:
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str) and _RATE.fullmatch(value):
        return Fraction(value)
    raise _mistyped(at, 'a whole number or an exact fraction in quotes, "30000/1001"')


def _table(record: Profile | VideoSettings | AudioSettings) -> dict[str, object]:
    table: dict[str, object] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in _NOT_IN_FILES or value == each.default or (value is None and each.default is MISSING):
            continue
        table[each.name] = _written(value)
    return table


def _written(value: object) -> object:
    if isinstance(value, VideoSettings | AudioSettings):
        return _table(value)
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    return _COMPARES_NOTHING if value is None else value


def _mistyped(at: str, wanted: str) -> InvalidProfile:
    return InvalidProfile(f"“{at}” has to be {wanted}.", field=_field(at))


def _field(at: str) -> str:
    return at.removeprefix("profile.")
