"""The corpus in small: one planted fault per code, a handful of sound clips. The whole: `dev.py corpus`.

All are made and checked once, two at a time, before the first of these tests looks at an answer.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from bulletproof.domain.checks.codes import CODES
from bulletproof.domain.finding import Finding, Level
from tests.corpus import clean, families
from tests.corpus.catalogue import ELSEWHERE, LEVELS
from tests.corpus.checking import Outcome, checker
from tests.corpus.making import MP4, clip
from tests.corpus.shelf import Shelf
from tests.corpus.specimen import Planted, Specimen
from tests.corpus.table import table, wrong

pytestmark = [pytest.mark.ffmpeg, pytest.mark.timeout(300)]

FIRST = {
    code: (module, next(one for one in specimens if one.code == code))
    for module, specimens in families.PLANTED.items()
    for code in dict.fromkeys(one.code for one in specimens)
}
SOUND = {
    one.name: one
    for one in (
        *(clean.BY_RATE[3], clean.BY_RATE[11], clean.BY_RATE[19]),  # 29.97 in mp4, mkv and ts
        *clean.BY_TARGET[:12:3],
        *clean.AGAINST_A_SOURCE[:3],
    )
}

Outcomes = Mapping[str, Outcome]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """By code, and by name of the sound ones."""
    return asyncio.run(_all_asked(tmp_path_factory.mktemp("corpus")))


async def _all_asked(folder: Path) -> Outcomes:
    async with checker() as ask:
        planted = {code: ask.outcome(one, Shelf(module, folder)) for code, (module, one) in FIRST.items()}
        shelf = Shelf(Path(clean.__file__), folder)
        sound = {name: ask.outcome(one, shelf) for name, one in SOUND.items()}
        asked = {**planted, **sound}
        return dict(zip(asked, await asyncio.gather(*asked.values()), strict=True))


@pytest.mark.parametrize("code", FIRST)
def test_a_planted_fault_is_found_and_nothing_else(outcomes: Outcomes, code: str) -> None:
    assert outcomes[code].is_right, "\n".join(wrong([outcomes[code]]))


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_clip_is_show_ready(outcomes: Outcomes, name: str) -> None:
    assert outcomes[name].is_right, "\n".join(wrong([outcomes[name]]))


def test_every_code_is_planted_or_another_s_affair() -> None:
    assert set(FIRST) == set(LEVELS) == set(CODES) - set(ELSEWHERE)


def test_every_specimen_has_a_name_of_its_own() -> None:
    planted = [one.label for specimens in families.PLANTED.values() for one in specimens]
    sound = [one.name for one in clean.CLEAN]
    assert len(planted) == len(set(planted))
    assert len(sound) == len(set(sound))


MISSED = Outcome(Planted(code="black", name="in mp4", make=clip(MP4)))
FOUND = Outcome(MISSED.specimen, (Finding("black", Level.FAIL, "Black for 1.0 s."),))
TOO_MILD = Outcome(MISSED.specimen, (Finding("black", Level.NOTE, "Black for 1.0 s."),))
ALARMED = Outcome(Specimen(name="sound", make=clip(MP4)), (Finding("rotation", Level.WARN, "It is turned."),))
NOTED = Outcome(ALARMED.specimen, (Finding("extra_stream", Level.NOTE, "A subtitle."),))
BROKEN = Outcome(ALARMED.specimen, trouble="AssertionError: no such encoder")


def test_a_miss_a_mild_word_a_false_alarm_and_a_broken_maker_all_fail_the_corpus() -> None:
    assert [one.is_right for one in (FOUND, NOTED)] == [True, True]
    assert [one.is_right for one in (MISSED, TOO_MILD, ALARMED, BROKEN)] == [False] * 4


def test_the_table_tells_rates_and_alarms_per_code() -> None:
    rows = {line.split()[0]: line.split()[1:] for line in table([FOUND, MISSED], [ALARMED]) if line}
    assert rows["black"] == ["fail", "2", "1", "50%", "0"]
    assert rows["rotation"] == ["warn", "0", "0", "-", "1"]


def test_what_is_wrong_is_told_by_name() -> None:
    told = "\n".join(wrong([FOUND, MISSED, ALARMED, BROKEN]))
    assert "black: in mp4 (target any)\n    not detected; found: nothing" in told
    assert "false warn: rotation: It is turned." in told
    assert "no such encoder" in told


def test_a_specimen_is_made_once_and_anew_when_its_words_change(tmp_path: Path) -> None:
    family, made = tmp_path / "family.py", []

    def make(folder: Path) -> Path:
        made.append(folder)
        path = folder / "clip.mp4"
        path.write_bytes(b"clip")
        return path

    for text in ("one", "one", "two"):
        family.write_text(text)
        shelf = Shelf(family, tmp_path / "shelf")
        path, _ = shelf.made(Specimen(name="a", make=make))
        shelf.forget_others()
        assert path.read_bytes() == b"clip"
    assert len(made) == 2
    assert not made[0].exists()
