"""`dev.py test` never passes by leaving something out in silence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from places import BUILD
from suite import Half, closing_lines, complaints_about

WHOLE = Half("rest", 0, collected=4, passed=3, skipped=1)
LACKING = Half("browser", 0, collected=2, left_out={"browser": ["a.py::one", "a.py::two"]})
MISSING = {"browser": "Chromium is not installed"}
SAMPLE = """
import pytest

def test_plain(): pass

def test_wrong(): assert False

def test_left(): pytest.skip("not here")

@pytest.mark.browser
def test_page(): pass

@pytest.mark.display
def test_window(): pass

@pytest.fixture
def breaks_after():
    yield
    raise OSError

def test_breaks_after(breaks_after): pass
"""


def complaints(*halves: Half, required: bool = False, minimum: int = 1) -> list[str]:
    return list(complaints_about(halves, required=required, minimum=minimum))


def test_a_lacking_part_is_left_out_by_name_count_and_reason() -> None:
    told = "\n".join(closing_lines([WHOLE, LACKING], MISSING, []))
    assert "LEFT OUT browser (2): Chromium is not installed" in told
    assert "a.py::two" in told
    assert told.splitlines()[-1] == "3 passed, 0 failed, 1 skipped"
    assert complaints(WHOLE, LACKING) == []


def test_where_all_is_required_a_lacking_part_is_a_failure() -> None:
    assert complaints(WHOLE, LACKING, required=True) == ["REQUIRE_ALL is set and browser (2) could not run"]


def test_footage_of_one_s_own_is_never_required() -> None:
    lacking = Half("rest", 0, collected=1, passed=1, left_out={"real_media": ["b.py::one"]})
    assert complaints(lacking, required=True) == []


def test_where_all_is_required_too_few_tests_are_a_failure() -> None:
    assert "only 3 tests ran" in complaints(WHOLE, required=True, minimum=4)[0]


def test_a_pytest_process_that_died_is_a_failure_though_it_told_of_none() -> None:
    assert complaints(Half("rest", -9), LACKING) == [
        "pytest ended with -9 (everything but the browser tests)"
    ]


def test_a_run_that_collected_nothing_is_a_failure() -> None:
    assert complaints(Half("rest", 5), Half("browser", 5)) == ["no test was collected"]


@pytest.mark.parametrize(
    ("half", "told"),
    [
        ("rest", {"collected": 5, "passed": 1, "failed": 2, "skipped": 1}),
        ("browser", {"collected": 1, "passed": 1}),
    ],
)
def test_each_half_counts_its_own_tests(tmp_path: Path, half: str, told: dict[str, int]) -> None:
    (tmp_path / "test_sample.py").write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n  browser\n  display\n", encoding="utf-8")
    tell = tmp_path / "told.json"
    argv = [
        sys.executable,
        str(BUILD / "suite_process.py"),
        "--half",
        half,
        "--tell",
        str(tell),
        "--leave-out=display",
    ]
    subprocess.run(argv, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    counted = json.loads(tell.read_text(encoding="utf-8"))
    left_out = counted.pop("left_out")
    assert counted == told
    assert left_out == ({"display": ["test_sample.py::test_window"]} if half == "rest" else {})
