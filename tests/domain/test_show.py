"""A cue that is far from the rest of its show is told; two cues are no show."""

from dataclasses import replace

from bulletproof.domain.media import Evidence, SoundFacts
from bulletproof.domain.show import outliers
from tests.support.evidence import CONTENT, SOUND_CLIP


def cue(level_lufs: float | None) -> Evidence:
    heard = (SoundFacts(1, loudness_lufs=level_lufs),)
    return replace(SOUND_CLIP, content=replace(CONTENT, sound=heard))


def test_the_one_loud_cue_is_told() -> None:
    found = outliers([cue(-23.0), cue(-22.0), cue(-16.5), cue(-24.0), cue(None)])
    assert list(found) == [2]
    assert found[2].message.startswith("This cue is 6.0 LU louder than the rest of its show")


def test_a_soft_cue_is_told_as_soft() -> None:
    assert "softer" in outliers([cue(-23.0), cue(-23.0), cue(-30.0)])[2].message


def test_two_cues_are_no_show() -> None:
    assert outliers([cue(-23.0), cue(-10.0)]) == {}
