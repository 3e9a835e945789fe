"""What else users of release 3 rely on, and the list that says where each row of it is proved."""

import ast
import json
from pathlib import Path

import pytest

from bulletproof.domain.sighting import is_candidate
from tests.support.clips import MOV, MP4, Clip, ClipShelf
from tests.support.monitor import running
from tests.support.waiting import seen_soon

ROOT = Path(__file__).parents[2]
OLD = "tests/cli/test_old_commands.py"
MONITOR = "tests/cli/test_monitor.py"
FILES = "tests/compat/test_monitor_file.py"
QUEUE = "tests/compat/test_queue_file.py"
CONFIG = "tests/compat/test_user_config.py"
RULES = "tests/domain/test_rules.py"
NAMES = "tests/domain/test_naming.py"
WAY = "tests/acceptance/test_way_of_a_file.py"
EXAMPLES = "tests/acceptance/test_old_examples.py"
HERE = "tests/acceptance/test_release_3.py"

PROOFS: dict[int, tuple[str, str]] = {
    1: (OLD, "test_version_is_told_in_the_old_form"),
    2: (OLD, "test_transcode_names_its_output_as_ever"),
    3: (OLD, "test_profiles_are_listed_without_a_file"),
    4: (OLD, "test_what_makes_no_sense_is_a_usage_error"),
    5: (OLD, "test_what_makes_no_sense_is_a_usage_error"),
    6: (OLD, "test_transcode_replaces_only_once_the_new_file_is_verified"),
    7: (OLD, "test_a_resolution_holds_for_its_own_call_alone"),
    8: (OLD, "test_batch_goes_on_after_a_failure_and_ends_with_0"),
    9: (OLD, "test_config_keeps_what_it_is_told"),
    10: (CONFIG, "test_an_unknown_key_survives_a_change"),
    11: (EXAMPLES, "test_an_old_example_makes_what_it_promised"),
    12: (FILES, "test_paths_are_relative_to_the_files_own_folder"),
    13: (HERE, "test_the_command_lines_folders_are_relative_to_where_it_is_called"),
    14: (FILES, "test_what_is_not_said_is_as_release_3_had_it"),
    15: (FILES, "test_writing_back_keeps_comments_unknown_keys_and_relative_paths"),
    16: (FILES, "test_another_suffix_is_refused_in_release_3s_words"),
    17: (RULES, "test_the_highest_priority_wins_and_file_order_decides_among_equals"),
    18: (RULES, "test_a_glob_knows_star_and_question_mark_only_and_no_case"),
    19: (RULES, "test_a_regular_expression_matches_from_the_start_and_exact_matches_all"),
    20: (RULES, "test_a_regular_expression_matches_from_the_start_and_exact_matches_all"),
    21: (FILES, "test_what_is_not_said_is_as_release_3_had_it"),
    22: (NAMES, "test_a_template_is_filled_in_and_gets_the_extension_of_its_container"),
    23: (MONITOR, "test_an_old_file_runs_and_what_was_broken_works"),
    24: (FILES, "test_a_mistake_is_told_by_file_line_and_key"),
    25: (MONITOR, "test_an_original_goes_only_when_file_and_rule_say_so_and_the_output_is_verified"),
    26: (EXAMPLES, "test_an_old_example_makes_what_it_promised"),
    27: (HERE, "test_the_old_eighteen_kinds_of_file_are_seen_and_litter_is_not"),
    28: (WAY, "test_a_file_still_being_written_is_waited_for_and_then_taken_whole"),
    29: (QUEUE, "test_what_is_written_has_only_the_old_keys_and_words"),
    30: (HERE, "test_a_job_that_a_kill_interrupted_is_done_at_the_next_start"),
    31: (MONITOR, "test_a_torn_queue_is_kept_aside_and_told"),
    32: (MONITOR, "test_status_reads_the_file_with_no_service_running"),
    33: (MONITOR, "test_a_cleared_queue_is_an_empty_one"),
    34: (MONITOR, "test_a_generated_file_loads_with_what_was_asked"),
    35: (HERE, "test_an_end_in_the_middle_of_an_encode_leaves_no_part_of_an_output"),
    42: (MONITOR, "test_an_original_goes_only_when_file_and_rule_say_so_and_the_output_is_verified"),
    43: (HERE, "test_archival_is_prores_hq"),
    44: ("tests/media/test_argv.py", "test_streaming_runs_at_the_exact_fraction_and_the_asked_size"),
    45: (HERE, "test_an_output_folder_that_is_the_watch_folder_does_not_loop"),
}
EIGHTEEN = [
    *(".mov", ".mp4", ".mxf", ".avi", ".mkv", ".flv", ".wmv", ".webm", ".m2ts"),
    *(".mts", ".ts", ".m4v", ".3gp", ".3g2", ".qt", ".dv", ".dvr", ".asf"),
]
LONG = Clip("mp4", seconds=20, size="640x360")
FILE = """\
watch_directory: {watch}
output_directory: {output}
persist_path: queue.json
delete_input: false
rules:
  - {{pattern: "*.m*", profile: {profile}, output_pattern: "{{filename_no_ext}}_x"}}
"""


@pytest.fixture
def show(tmp_path: Path) -> Path:
    (tmp_path / "incoming").mkdir()
    write(tmp_path)
    return tmp_path


def write(show: Path, *, output: str = "output", profile: str = "live-qlab") -> None:
    text = FILE.format(watch="incoming", output=output, profile=profile)
    (show / "monitor.yaml").write_text(text)


def statuses(show: Path) -> list[str]:
    path = show / "queue.json"
    return [entry["status"] for entry in json.loads(path.read_text())["history"]] if path.exists() else []


def test_every_row_of_the_list_has_its_proof() -> None:
    for row, (file, name) in PROOFS.items():
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert name in names, f"row {row}"


@pytest.mark.parametrize("suffix", EIGHTEEN)
def test_the_old_eighteen_kinds_of_file_are_seen_and_litter_is_not(suffix: str) -> None:
    assert is_candidate(f"A{suffix}", with_audio=False)
    assert is_candidate(f"A{suffix.upper()}", with_audio=False)
    assert not is_candidate(f"._A{suffix}", with_audio=False)
    assert not is_candidate(f".A{suffix}", with_audio=False)


def test_the_command_lines_folders_are_relative_to_where_it_is_called(
    show: Path, clips: ClipShelf, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "in").mkdir()
    (elsewhere / "out").mkdir()
    clips.copy(MP4, elsewhere / "in" / "a.mp4")
    monkeypatch.chdir(elsewhere)
    with running(show, "-w", "in", "-o", "out", "-p", "1") as monitor:
        seen_soon(lambda: (elsewhere / "out" / "a_x.mov").exists(), within_s=60)
        assert f"Watch Directory: {elsewhere / 'in'}" in monitor.said
        assert "Poll Interval: 1s" in monitor.said


def test_a_job_that_a_kill_interrupted_is_done_at_the_next_start(show: Path, clips: ClipShelf) -> None:
    clips.copy(LONG, show / "incoming" / "long.mp4")
    with running(show) as monitor:
        seen_soon(lambda: any((show / "output").glob(".bp-*.part")), within_s=30)
        monitor.process.kill()
        monitor.process.wait()
    with running(show):
        seen_soon(lambda: statuses(show) == ["complete"], within_s=60)
    assert [path.name for path in (show / "output").iterdir()] == ["long_x.mov"]


def test_an_end_in_the_middle_of_an_encode_leaves_no_part_of_an_output(show: Path, clips: ClipShelf) -> None:
    clips.copy(LONG, show / "incoming" / "long.mp4")
    with running(show) as monitor:
        seen_soon(lambda: any((show / "output").glob(".bp-*.part")), within_s=30)
        assert monitor.end() == 0
    assert list((show / "output").iterdir()) == []


def test_archival_is_prores_hq(show: Path, clips: ClipShelf) -> None:
    write(show, profile="archival")
    clips.copy(MP4, show / "incoming" / "a.mp4")
    with running(show):
        seen_soon(lambda: statuses(show) == ["complete"], within_s=60)
    assert b"apch" in (show / "output" / "a_x.mov").read_bytes()


def test_an_output_folder_that_is_the_watch_folder_does_not_loop(show: Path, clips: ClipShelf) -> None:
    write(show, output="incoming")
    clips.copy(MOV, show / "incoming" / "a.mov")
    with running(show) as monitor:
        seen_soon(lambda: statuses(show) == ["complete"], within_s=60)
        clips.copy(MOV, show / "incoming" / "b.mov")
        seen_soon(lambda: len(statuses(show)) == 2, within_s=60)
        assert "WARNING" in monitor.said
    names = {path.name for path in (show / "incoming").iterdir() if not path.name.startswith(".")}
    assert names == {"a.mov", "a_x.mov", "b.mov", "b_x.mov"}
