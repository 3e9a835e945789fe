"""The documents name every code and every key, and their example is a target that can be read."""

import re
from dataclasses import fields
from pathlib import Path

from bulletproof.domain.checks.codes import CODES
from bulletproof.domain.target import AcceptedPicture, AcceptedSound, Target
from bulletproof.targets.schema import target_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
FINDINGS = (DOCS / "findings.md").read_text(encoding="utf-8")
TARGETS = (DOCS / "targets.md").read_text(encoding="utf-8")


def test_every_code_is_explained_once_with_its_title_level_and_remedy() -> None:
    parts = re.split(r"^## `(\w+)`$", FINDINGS, flags=re.MULTILINE)[1:]
    told = dict(zip(parts[::2], parts[1::2], strict=True))
    assert list(told) == list(CODES)
    for code, text in told.items():
        assert f"**{CODES[code].title}.** {CODES[code].meaning}" in text
        assert all(words in text for words in ("- Level:", "- Found when", "- What to do:")), code


def test_the_example_of_ones_own_target_can_be_read() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", TARGETS, flags=re.DOTALL)
    assert target_of(example, file="town-hall.toml").frame_rates == ("25", "50")


def test_every_key_of_a_target_is_documented() -> None:
    keys = {field.name for kind in (Target, AcceptedPicture, AcceptedSound) for field in fields(kind)}
    assert {key for key in keys if key not in TARGETS} == set()
