"""Where an output goes, and that it never leaves its folder."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.errors import InvalidTemplate
from bulletproof.domain.naming import check_template, needs_facts, output_name

QLAB = BUILTIN_PROFILES["live-qlab"]
MP4 = BUILTIN_PROFILES["live-h264"]


def _named(template: str, source_name: str = "storm_v4.mp4") -> Path:
    return output_name(template, source_name=source_name, profile=QLAB, date="2026-11-23").relative


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{filename_no_ext}", "storm_v4.mov"),
        ("{stem}_{profile}", "storm_v4_live-qlab.mov"),
        ("{date}/{target}/{stem}.mov", "2026-11-23/qlab/storm_v4.mov"),
        ("masters/{filename}", "masters/storm_v4.mov"),
        ("fixed", "fixed.mov"),
    ],
)
def test_a_template_is_filled_in_and_gets_the_extension_of_its_container(
    template: str, expected: str
) -> None:
    assert _named(template) == Path(expected)


def test_an_extension_that_the_container_cannot_have_is_replaced_and_said_so() -> None:
    made = output_name("{filename}", source_name="a.avi", profile=MP4, date="2026-11-23")
    assert made.relative == Path("a.mp4")
    assert made.warnings == ("live-h264 makes .mp4 files, so the output is named .mp4 instead of .avi.",)


def test_a_colon_in_the_name_of_a_source_is_no_drive_here() -> None:
    assert _named("{stem}", "a:b.mp4") == Path("a:b.mov")


def test_a_dot_in_a_name_is_no_extension() -> None:
    assert _named("{stem}", "act1.v2.mov") == Path("act1.v2.mov")


def test_braces_in_the_name_of_a_source_are_not_expanded() -> None:
    assert _named("{stem}", "{profile}.mov") == Path("{profile}.mov")


@pytest.mark.parametrize(
    "template",
    [
        "../{stem}", "a/../../{stem}", "/etc/{stem}", "..\\{stem}", "C:\\x\\{stem}", "C:{stem}", "\\x",
        "", ".", "sub/", "a\0b", "..",
    ],
)  # fmt: skip
def test_a_template_that_leaves_the_output_folder_is_refused(template: str) -> None:
    with pytest.raises(InvalidTemplate):
        check_template(template)


@pytest.mark.parametrize(
    "template", ["{stem.__class__}", "{stem!r}", "{stem:>50000000}", "{", "}", "{{stem}", "{0}", "{}"]
)
def test_what_pythons_own_format_would_do_is_refused(template: str) -> None:
    with pytest.raises(InvalidTemplate):
        check_template(template)


def test_an_unknown_placeholder_is_answered_with_the_nearest_known_one() -> None:
    with pytest.raises(
        InvalidTemplate, match=r"\{targt\} is not a name that is known here. Did you mean \{target\}\?"
    ):
        check_template("{targt}")


def test_a_name_longer_than_a_file_system_takes_is_refused_in_words() -> None:
    with pytest.raises(InvalidTemplate, match="longer than 255 bytes"):
        _named("{stem}_{profile}", "x" * 250 + ".mov")


def test_only_templates_that_speak_of_the_picture_need_it_probed() -> None:
    assert needs_facts("{stem}_{width}x{height}")
    assert not needs_facts("{stem}_{date}")


_NAMES = st.text(min_size=1, max_size=60).filter(lambda name: "/" not in name and "\0" not in name)
_TEMPLATES = st.lists(
    st.sampled_from(
        ["{stem}", "{filename}", "{profile}", "{date}", "..", "/", "\\", "a", ".", "~", "C:", " "]
    ),
    max_size=8,
).map("".join)


@given(template=_TEMPLATES, name=_NAMES)
def test_no_template_and_no_name_ever_escapes_the_output_folder(template: str, name: str) -> None:
    try:
        made = output_name(template, source_name=name, profile=replace(QLAB), date="2026-11-23")
    except InvalidTemplate:
        return
    assert not made.relative.is_absolute()
    assert ".." not in made.relative.parts
    assert made.relative.suffix == ".mov"
