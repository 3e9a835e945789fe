"""Which rule takes a file: highest priority first, file order among equals, the first match wins.

Matching looks at the file's own name, never at its folder. Globs are matched in linear time and regular
expressions under a time limit: `*a*a*a*a*a*a*b` took 3.7 s with a backtracking matcher, on the event loop.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from bulletproof.domain.errors import InvalidFolder, InvalidRule, InvalidTemplate, UnknownProfile
from bulletproof.domain.folder import FolderSpec, Rule
from bulletproof.domain.naming import check_template
from bulletproof.domain.profile import Profile
from bulletproof.domain.sighting import is_sound

REGEX_BUDGET_S = 0.05


@dataclass(frozen=True, slots=True)
class Match:
    rule: Rule
    index: int
    """Where the rule stands in its folder, for messages and the dry run."""


def find_rule(
    rules: Sequence[Rule], name: str, *, profiles: Mapping[str, Profile] | None = None
) -> Match | None:
    """The rule that takes a file of this name; raises InvalidRule when a pattern runs over its time.

    With `profiles`: a file that is sound by its name is left for the rules that make nothing but sound.
    """
    able = [
        (index, rule)
        for index, rule in enumerate(rules)
        if profiles is None or not is_sound(name) or wants_audio((rule,), profiles)
    ]
    ordered = sorted(able, key=lambda numbered: -numbered[1].priority)
    return next((Match(rule, index) for index, rule in ordered if matches(rule, name)), None)


def matches(rule: Rule, name: str) -> bool:
    if rule.pattern_type == "exact":
        return name == rule.pattern
    if rule.pattern_type == "regex":
        return _regex_matches(rule.pattern, name)
    if rule.case_sensitive:
        return glob_matches(rule.pattern, name)
    return glob_matches(rule.pattern.casefold(), name.casefold())


def glob_matches(pattern: str, name: str) -> bool:
    """`*` and `?` only, `[` is itself; greedy with one point to go back to, so never worse than n·m."""
    at, star, star_at, position = 0, -1, 0, 0
    while position < len(name):
        if at < len(pattern) and pattern[at] == "*":
            star, star_at = at, position
            at += 1
        elif at < len(pattern) and pattern[at] in ("?", name[position]):
            at, position = at + 1, position + 1
        elif star >= 0:
            star_at += 1
            at, position = star + 1, star_at
        else:
            return False
    return all(character == "*" for character in pattern[at:])


def _regex_matches(pattern: str, name: str) -> bool:
    try:
        return regex.match(pattern, name, timeout=REGEX_BUDGET_S) is not None
    except TimeoutError:
        raise InvalidRule(
            f"The expression “{pattern}” takes too long on “{name}”. Make it simpler."
        ) from None
    except regex.error:
        return False


def check_spec(spec: FolderSpec, known_profiles: Sequence[str]) -> None:
    """Raise the first thing that is wrong with a folder's rules, naming its field."""
    for index, rule in enumerate(spec.rules):
        _check_rule(rule, known_profiles, at=f"rules.{index}")
    if not _is_whole_path(spec.watch_directory):
        raise InvalidFolder("Give the watch folder's whole path.", field="watch_directory")
    if not _is_whole_path(spec.output_directory):
        raise InvalidFolder("Give the output folder's whole path.", field="output_directory")


def _is_whole_path(path: Path) -> bool:
    return path.is_absolute() and "\0" not in str(path)


def _check_rule(rule: Rule, known_profiles: Sequence[str], *, at: str) -> None:
    if not rule.pattern.strip():
        raise InvalidRule("A rule needs a pattern, for example *.mov.", field=f"{at}.pattern")
    if rule.profile not in known_profiles:
        raise UnknownProfile(
            f"There is no profile named “{rule.profile}”. Choose one of: {', '.join(known_profiles)}.",
            field=f"{at}.profile",
        )
    if rule.pattern_type == "regex":
        _check_regex(rule.pattern, field=f"{at}.pattern")
    try:
        check_template(rule.output_pattern)
    except InvalidTemplate as error:
        raise InvalidTemplate(str(error), field=f"{at}.output_pattern") from None


def _check_regex(pattern: str, *, field: str) -> None:
    try:
        regex.compile(pattern)
    except (regex.error, re.error, OverflowError) as error:
        raise InvalidRule(f"“{pattern}” is no regular expression: {error}.", field=field) from None


def wants_audio(rules: Sequence[Rule], profiles: Mapping[str, Profile]) -> bool:
    """Audio files are seen only where a rule's profile makes audio."""
    return any(rule.profile in profiles and profiles[rule.profile].is_audio_only for rule in rules)
