"""Which rule takes a file."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.errors import InvalidFolder, InvalidRule, InvalidTemplate, Refused, UnknownProfile
from bulletproof.domain.folder import FolderSpec, Rule
from bulletproof.domain.overlap import require_no_loop
from bulletproof.domain.rules import check_spec, find_rule, glob_matches, matches, wants_audio
from bulletproof.domain.sighting import is_candidate

PROFILES = tuple(BUILTIN_PROFILES)


def _rule(pattern: str, **changes: object) -> Rule:
    return Rule(pattern=pattern, profile="live-qlab", **changes)  # type: ignore[arg-type]


def _spec(*rules: Rule, watch: str = "/in", output: str = "/out", recursive: bool = False) -> FolderSpec:
    return FolderSpec(Path(watch), Path(output), rules, recursive=recursive)


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("*.mov", "a.mov", True),
        ("*.mov", "A.MOV", True),
        ("*.mov", "a.mov.part", False),
        ("?_live.*", "a_live.mp4", True),
        ("[x].mov", "[x].mov", True),
        ("[x].mov", "x.mov", False),
        ("*", "", True),
        ("", "a", False),
    ],
)
def test_a_glob_knows_star_and_question_mark_only_and_no_case(
    pattern: str, name: str, expected: bool
) -> None:
    assert matches(_rule(pattern), name) is expected


def test_case_counts_where_the_rule_asks_for_it() -> None:
    assert not matches(_rule("*.mov", case_sensitive=True), "A.MOV")


def test_a_regular_expression_matches_from_the_start_and_exact_matches_all() -> None:
    assert matches(_rule("act[0-9]", pattern_type="regex"), "act1_scene2.mov")
    assert not matches(_rule("scene", pattern_type="regex"), "act1_scene2.mov")
    assert matches(_rule("a.mov", pattern_type="exact"), "a.mov")
    assert not matches(_rule("a.mov", pattern_type="exact"), "A.mov")


def test_the_highest_priority_wins_and_file_order_decides_among_equals() -> None:
    rules = (_rule("*.mov", priority=1), _rule("a*", priority=9), _rule("*", priority=9))
    match = find_rule(rules, "a.mov")
    assert match is not None
    assert match.index == 1


def test_no_rule_is_no_match() -> None:
    assert find_rule((_rule("*.mp4"),), "a.mov") is None


def test_a_glob_of_many_stars_stays_within_fifty_milliseconds() -> None:
    started_s = time.perf_counter()
    glob_matches("*a" * 30 + "*b", "a" * 10_000)
    assert time.perf_counter() - started_s < 0.5  # measured 0.02; a backtracking matcher takes hours


def test_an_expression_that_explodes_is_stopped_and_named() -> None:
    with pytest.raises(InvalidRule, match="takes too long"):
        matches(_rule("(a|aa)+$", pattern_type="regex"), "a" * 60 + "b")


@given(pattern=st.text(alphabet="ab*?", max_size=8), name=st.text(alphabet="ab", max_size=8))
def test_a_glob_agrees_with_the_plain_definition(pattern: str, name: str) -> None:
    def by_definition(pattern: str, name: str) -> bool:
        if not pattern:
            return not name
        if pattern[0] == "*":
            return any(by_definition(pattern[1:], name[at:]) for at in range(len(name) + 1))
        return bool(name) and pattern[0] in ("?", name[0]) and by_definition(pattern[1:], name[1:])

    assert glob_matches(pattern, name) is by_definition(pattern, name)


@pytest.mark.parametrize(
    ("rule", "error", "field"),
    [
        (_rule("  "), InvalidRule, "rules.0.pattern"),
        (Rule("*", "live-qlabb"), UnknownProfile, "rules.0.profile"),
        (_rule("(", pattern_type="regex"), InvalidRule, "rules.0.pattern"),
        (_rule("*", output_pattern="../x"), InvalidTemplate, "rules.0.output_pattern"),
    ],
)
def test_a_rule_that_cannot_work_is_refused_with_its_field(
    rule: Rule, error: type[Refused], field: str
) -> None:
    with pytest.raises(error) as raised:
        check_spec(_spec(rule), PROFILES)
    assert raised.value.field == field


def test_audio_files_are_wanted_only_by_an_audio_profile() -> None:
    assert wants_audio((Rule("*", "audio-qlab"),), BUILTIN_PROFILES)
    assert not wants_audio((_rule("*"),), BUILTIN_PROFILES)


@pytest.mark.parametrize(
    "name", ["a.wav", "a.AIFF", "a.caf", "a.flac", "a.mp3", "a.m4a", "a.aac", "a.ogg", "a.opus", "a.w64"]
)
def test_a_sound_file_is_left_for_the_rule_that_makes_sound(name: str) -> None:
    rules = (replace(_rule("*"), priority=200), Rule("*", "audio-cue"))
    match = find_rule(rules, name, profiles=BUILTIN_PROFILES)
    assert match is not None
    assert match.index == 1
    assert find_rule(rules[:1], name, profiles=BUILTIN_PROFILES) is None
    assert is_candidate(name, with_audio=True)


def test_a_picture_is_taken_by_either_rule() -> None:
    match = find_rule((Rule("*", "audio-cue"),), "a.mov", profiles=BUILTIN_PROFILES)
    assert match is not None


def test_a_folder_that_would_take_in_its_own_outputs_is_refused() -> None:
    with pytest.raises(InvalidFolder) as raised:
        require_no_loop(_spec(watch="/show", output="/show"), ())
    assert raised.value.field == "output_directory"
    with pytest.raises(InvalidFolder):
        require_no_loop(_spec(watch="/show", output="/show/out", recursive=True), ())
    require_no_loop(_spec(watch="/show", output="/show/out"), ())


def test_folders_that_feed_each_other_are_refused_whichever_is_made_second() -> None:
    a_to_b, b_to_a = _spec(watch="/a", output="/b"), _spec(watch="/b", output="/a")
    with pytest.raises(InvalidFolder):
        require_no_loop(b_to_a, (a_to_b,))
    with pytest.raises(InvalidFolder):
        require_no_loop(a_to_b, (b_to_a,))
