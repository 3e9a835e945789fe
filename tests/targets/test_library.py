"""Targets as files: those that come with the program, one's own, and those that can't be meant."""

from dataclasses import fields
from pathlib import Path

import pytest

from bulletproof.domain.errors import InvalidTarget
from bulletproof.domain.target import AcceptedPicture, Target
from bulletproof.targets.library import load_targets, toml_text
from bulletproof.targets.schema import target_of

TWELVE = {
    *("any", "qlab", "resolume", "millumin", "disguise", "watchout", "linux-show-player", "brightsign"),
    *("h264-player", "web", "archive", "audio-cue"),
}
HEAD = 'name = "mine"\ntitle = "Mine"\ndescription = ""\n'
BUNDLED = load_targets()


def test_twelve_targets_come_with_the_program_and_any_is_the_first() -> None:
    assert set(BUNDLED) == TWELVE
    assert next(iter(BUNDLED)) == "any"


@pytest.mark.parametrize("target", BUNDLED.values(), ids=lambda target: target.name)
def test_a_target_written_and_read_again_is_the_same(target: Target) -> None:
    assert target_of(toml_text(target), file="again.toml") == target


@pytest.mark.parametrize("target", BUNDLED.values(), ids=lambda target: target.name)
def test_every_limit_names_its_source(target: Target) -> None:
    words = {"name", "title", "description", "cures", "sources", "frame_rate_warning", "keeps_source"}
    words |= {"needs_sound", "wants_index_in_front"}
    told = {field.name for field in fields(Target) if getattr(target, field.name) != _default(field.name)}
    for accepted in target.pictures:
        numbers = {name for name in _NUMBERS if getattr(accepted, name) is not None}
        told |= numbers
    assert told - words <= set(target.sources)


def test_a_target_of_ones_own_wins_by_name(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(HEAD.replace("mine", "qlab") + "max_width = 1024\n")
    own = load_targets(tmp_path)
    assert own["qlab"].max_width == 1024
    assert set(own) == TWELVE
    assert BUNDLED["qlab"].max_width is None


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert set(load_targets(tmp_path / "nowhere")) == TWELVE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + "max_widht = 3\n", "max_widht is not known; did you mean max_width?"),
        (HEAD + '[[pictures]]\ncodec = "h264"\ndivisors = 2\n', "pictures[1].divisors is not known"),
        (HEAD + "[sound]\nrates = [48000]\n", "sound.rates is not known"),
        (HEAD + 'max_width = "3"\n', "max_width: input should be a valid integer, not"),
        (HEAD + "max_width = -3\n", "max_width: a limit is above zero, not -3."),
        (HEAD + '[[pictures]]\ncodec = "h264"\ndivisor = 0\n', "pictures[1].divisor: a limit is above zero"),
        (HEAD + "[[pictures]]\ndivisor = 2\n", "pictures.1.codec is missing."),
        (HEAD + 'frame_rates = ["29,97"]\n', "frame_rates: “29,97” is no rate; write 25 or 30000/1001."),
        (HEAD + 'file_names = "dos"\n', "file_names: input should be 'any', 'macos' or 'windows'"),
        (HEAD + "max_peak_bps = 2001-01-01\n", "a date or time stands"),
        (HEAD + "loudness_lufs = nan\n", "this is no TOML of a target"),
        (HEAD.replace("mine", "a/b"), "name: “a/b” should be"),
        ('title = "Mine"\n', "name is missing."),
        ("max_width =\n", "this is no TOML of a target"),
        ("a = " + "[" * 2000, "this is no TOML of a target"),
    ],
)
def test_what_can_not_be_meant_is_refused_by_file_and_key(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "mine.toml").write_text(text)
    with pytest.raises(InvalidTarget) as refused:
        load_targets(tmp_path)
    assert str(refused.value).startswith("mine.toml: ")
    assert words in str(refused.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe\0")
    with pytest.raises(InvalidTarget, match=r"mine\.toml: it is no UTF-8 text"):
        load_targets(tmp_path)


_NUMBERS = [
    field.name for field in fields(AcceptedPicture) if field.name.startswith(("max_", "usual_", "divisor"))
]


def _default(name: str) -> object:
    return getattr(Target("", "", ""), name)
