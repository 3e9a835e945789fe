"""How names and numbers are shown, and which of two settings wins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletproof.domain.errors import InvalidSetting
from bulletproof.domain.settings import merged
from bulletproof.domain.text import count_text, position_text, seconds_text, shown, size_text


def test_a_name_that_is_no_utf8_can_still_be_shown() -> None:
    assert shown(b"caf\xe9.mov".decode("utf-8", "surrogateescape")) == "caf�.mov"


def test_control_characters_never_reach_a_terminal_or_a_log() -> None:
    assert shown("a\x1b[2Jb\nc.mov") == "a␛[2Jb␊c.mov"


def test_a_name_cannot_turn_its_own_reading_direction_around() -> None:
    assert "‮" not in shown("exe.‮vom")


@given(st.binary(max_size=60))
def test_any_bytes_can_be_shown_and_written_as_utf8(name: bytes) -> None:
    text = shown(name.decode("utf-8", "surrogateescape"))
    text.encode("utf-8")
    assert text.isprintable() or "\u200c" in text or "\u200d" in text or " " in text or not text.isascii()


@pytest.mark.parametrize(
    ("size_bytes", "text"), [(0, "0 B"), (999, "999 B"), (1_400_000_000, "1.4 GB"), (250_000_000, "250 MB")]
)
def test_sizes_are_written_as_drives_are_sold(size_bytes: int, text: str) -> None:
    assert size_text(size_bytes) == text


def test_lengths_places_and_counts_are_written_for_people() -> None:
    assert [seconds_text(s) for s in (0.52, 14, 185, 3840)] == [
        "0.52 s",
        "14.0 s",
        "3 min 05 s",
        "1 h 04 min",
    ]
    assert position_text(107.2) == "01:47.20"
    assert count_text(1, "frame") == "1 frame"
    assert count_text(4500, "frame") == "4\u202f500 frames"


def test_a_later_layer_wins_and_the_default_stands_behind_them() -> None:
    settings = merged({"quiet_s": 9, "theme": "dark"}, {"quiet_s": 1})
    assert (settings.quiet_s, settings.theme, settings.stall_s) == (1.0, "dark", 30.0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quiet_s", -1),
        ("quiet_s", True),
        ("quiet_s", "5"),
        ("theme", "pink"),
        ("quite_s", 1),
        ("slots_cpu", 0),
    ],
)
def test_a_setting_that_cannot_work_is_refused_by_name(name: str, value: str | float) -> None:
    with pytest.raises(InvalidSetting) as raised:
        merged({name: value})
    assert raised.value.field == name
