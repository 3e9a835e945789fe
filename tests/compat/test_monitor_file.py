"""Monitor files of release 3 load as they are; what can't work is refused by line and key."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletproof.compat.monitor_file import MonitorFile, load, updated
from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.errors import InvalidMonitorFile
from bulletproof.domain.folder import Rule
from bulletproof.domain.naming import output_name

PROFILES = frozenset(BUILTIN_PROFILES) | {"live-dnxhr-hq"}
THEATRE = """\
# Main stage
watch_directory: ./incoming   # from the editors
output_directory: ./output
poll_interval: 5
delete_input: no
stage_manager: Kim            # nobody's key but ours
rules:
  # cues first
  - pattern: "*_live.mov"
    profile: live-qlab
    output_pattern: "{filename_no_ext}_qlab.mov"
    priority: 100
    colour: red
  - pattern: "archive_*.mov"
    profile: archive-prores
    output_pattern: "masters/{filename}"
    priority: 90
"""


def write(folder: Path, text: str, name: str = "monitor.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str, name: str = "monitor.yaml") -> MonitorFile:
    return load(write(folder, text, name), known_profiles=PROFILES)


MINIMAL = "watch_directory: in\noutput_directory: out\n"


def test_paths_are_relative_to_the_files_own_folder(tmp_path: Path) -> None:
    found = read(tmp_path, MINIMAL + "persist_path: state/queue.json\nlog_file: m.log\n")
    assert found.spec.watch_directory == tmp_path / "in"
    assert found.persist_path == tmp_path / "state/queue.json"
    assert found.log_file == tmp_path / "m.log"


def test_what_is_not_said_is_as_release_3_had_it(tmp_path: Path) -> None:
    found = read(tmp_path, MINIMAL)
    spec = found.spec
    assert (spec.poll_interval_s, spec.delete_input, spec.keep_originals_days) == (5.0, True, 0)
    assert (found.log_level, found.log_file, found.persist_path, found.max_workers) == ("INFO", None, None, 1)
    assert spec.rules == ()


def test_a_rules_defaults_are_as_release_3_had_them(tmp_path: Path) -> None:
    (rule,) = read(tmp_path, MINIMAL + "rules: [{pattern: '*.mov', profile: live-qlab}]\n").spec.rules
    assert rule == Rule("*.mov", "live-qlab", "{filename}", "glob", False, 100, True)


def test_yaml_1_1_words_mean_what_they_meant(tmp_path: Path) -> None:
    assert read(tmp_path, MINIMAL + "delete_input: no\n").spec.delete_input is False
    assert read(tmp_path, MINIMAL + "delete_input: On\n").spec.delete_input is True


def test_names_that_never_existed_are_taken_for_what_they_meant(tmp_path: Path) -> None:
    found = read(tmp_path, THEATRE)
    assert [rule.profile for rule in found.spec.rules] == ["live-qlab", "archival"]
    assert found.warnings == ("Rule 2: the profile “archive-prores” never existed; archival is used.",)


def test_a_word_in_braces_that_release_3_left_alone_stays_in_the_name(tmp_path: Path) -> None:
    rule = "rules: [{pattern: '*', profile: live-qlab, output_pattern: '{scene}_{stem}'}]\n"
    (found,) = read(tmp_path, MINIMAL + rule).spec.rules
    name = output_name(
        found.output_pattern, source_name="a.mov", profile=BUILTIN_PROFILES["live-qlab"], date="2026-11-23"
    )
    assert name.relative == Path("{scene}_a.mov")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("watch_directory: in\n", "output_directory: this is needed and is missing"),
        ("", "it is empty"),
        ("- a\n- b\n", "keys and values are expected"),
        (MINIMAL + "poll_interval: soon\n", "line 3: poll_interval: a number is expected"),
        (MINIMAL + "delete_input: perhaps\n", "line 3: delete_input: true or false is expected"),
        (MINIMAL + "rules: all\n", "line 3: rules: a list is expected"),
        (MINIMAL + "rules:\n  - profile: live-qlab\n", "line 4: Rule 1: pattern is required"),
        (MINIMAL + "rules:\n  - pattern: a\n", "Rule 1: profile is required"),
        (MINIMAL + "rules: [{pattern: a, profile: b, pattern_type: fuzzy}]\n", "one of glob, regex, exact"),
        (MINIMAL + "log_level: LOUD\n", "line 3: log_level: one of DEBUG"),
        (MINIMAL + "watch_directory: twice\n", "line 3"),
        (MINIMAL + "x: !!python/object/apply:os.system ['true']\n", "tags"),
        (MINIMAL + "rules: [{pattern: a, profile: b, output_pattern: ../x}]\n", "Rule 1: output_pattern"),
        (MINIMAL + "rules: [{pattern: a, profile: b, output_pattern: /x}]\n", "Rule 1: output_pattern"),
        (MINIMAL + "rules: [{pattern: a, profile: b, output_pattern: '{stem.x}'}]\n", "Rule 1"),
        (MINIMAL + "rules: [{pattern: a, profile: b, priority: 1.5}]\n", "rules.1.priority: a whole number"),
        ("a: [1\n", "line 2"),
    ],
)
def test_a_mistake_is_told_by_file_line_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InvalidMonitorFile) as refused:
        read(tmp_path, text)
    assert "monitor.yaml" in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [('{"a": 1, "a": 2}', "given twice"), ('{"a": 1,}', "line 1"), ('["a"]', "keys and values")],
)
def test_json_is_held_to_the_same(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InvalidMonitorFile, match=said):
        read(tmp_path, text, "monitor.json")


def test_another_suffix_is_refused_in_release_3s_words(tmp_path: Path) -> None:
    with pytest.raises(InvalidMonitorFile, match="Unsupported config format"):
        read(tmp_path, MINIMAL, "monitor.toml")


def test_a_file_that_stands_for_gigabytes_is_read_in_no_time(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    assert read(tmp_path, bomb + MINIMAL).spec.rules == ()


def test_a_poll_interval_of_nothing_is_corrected_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, MINIMAL + "poll_interval: -1\n")
    assert found.spec.poll_interval_s == 0.1
    assert "poll_interval" in found.warnings[0]


def test_writing_back_nothing_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, THEATRE)
    spec = load(path, known_profiles=PROFILES).spec
    assert updated(path, spec, known_profiles=PROFILES) == THEATRE


def test_writing_back_keeps_comments_unknown_keys_and_relative_paths(tmp_path: Path) -> None:
    path = write(tmp_path, THEATRE)
    spec = load(path, known_profiles=PROFILES).spec
    cues, archive = spec.rules
    changed = replace(spec, delete_input=True, rules=(replace(cues, priority=120), archive))
    text = updated(path, changed, known_profiles=PROFILES)
    assert "# from the editors" in text
    assert "stage_manager: Kim            # nobody's key but ours" in text
    assert "colour: red" in text
    assert "profile: archive-prores" in text
    assert "watch_directory: ./incoming" in text
    path.write_text(text)
    assert load(path, known_profiles=PROFILES).spec == changed


@given(
    st.lists(
        st.builds(
            Rule,
            pattern=st.sampled_from(["*.mov", "a?.mp4", "[x]*"]),
            profile=st.sampled_from(sorted(BUILTIN_PROFILES)),
            output_pattern=st.sampled_from(["{stem}", "{filename_no_ext}_x", "sub/{filename}", "{{scene}}"]),
            case_sensitive=st.booleans(),
            priority=st.integers(0, 200),
            delete_input=st.booleans(),
        ),
        max_size=4,
        unique=True,
    ),
    st.sampled_from(["monitor.yaml", "monitor.json"]),
)
def test_whatever_the_dashboard_writes_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rules: list[Rule], name: str
) -> None:
    folder = tmp_path_factory.mktemp("round")
    start = (
        THEATRE if name.endswith("yaml") else '{"watch_directory": "in", "output_directory": "out", "k": 1}'
    )
    path = write(folder, start, name)
    wanted = replace(load(path, known_profiles=PROFILES).spec, rules=tuple(rules))
    path.write_text(updated(path, wanted, known_profiles=PROFILES))
    assert load(path, known_profiles=PROFILES).spec == wanted


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200).map(lambda raw: raw.decode("latin-1"))))
def test_no_text_does_worse_than_be_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    for name in ("monitor.yaml", "monitor.json"):
        try:
            read(folder, text.encode("utf-8", "replace").decode(), name)
        except InvalidMonitorFile:
            continue
