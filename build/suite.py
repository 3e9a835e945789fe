"""Run the whole test suite and say what ran, what did not, and why.

The browser tests are a process of their own: in one session pytest-playwright leaves its event loop running,
and every asyncio test after it fails. Parts that this machine can't run are left out by name and count; with
REQUIRE_ALL=1 (which .ci/run sets) they count as failures instead. No browser is ever downloaded.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from environment import child_environment
from places import BUILD, PYTHON, ROOT
from suite_needs import OPTIONAL, missing_parts

HalfName = Literal["rest", "browser"]
NOTHING_COLLECTED = 5  # pytest's exit code; a half is empty when the arguments name tests of the other
MINIMUM_FILE = BUILD / "minimum_tests.txt"


@dataclass(frozen=True, slots=True)
class Half:
    """What one pytest process told of itself."""

    name: HalfName
    exit_code: int
    collected: int = 0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    left_out: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def run_count(self) -> int:
        return self.passed + self.failed


def run(words: Sequence[str]) -> int:
    """Run both halves with pytest's arguments `words`; return the exit code of the command."""
    missing = missing_parts()
    halves = [_run_half("rest", missing, words), _run_half("browser", missing, words)]
    complaints = list(
        complaints_about(halves, required=os.environ.get("REQUIRE_ALL") == "1", minimum=_minimum())
    )
    print("\n".join(closing_lines(halves, missing, complaints)), flush=True)
    return 1 if complaints else 0


def complaints_about(halves: Sequence[Half], *, required: bool, minimum: int) -> Iterator[str]:
    """Why the command has to fail; nothing if it passed."""
    for half in halves:
        if half.exit_code not in (0, NOTHING_COLLECTED):
            yield f"pytest ended with {half.exit_code} ({_what(half.name)})"
    if all(half.collected == 0 for half in halves):
        yield "no test was collected"
    if not required:
        return
    for marker, tests in _left_out(halves).items():
        if marker not in OPTIONAL:
            yield f"REQUIRE_ALL is set and {marker} ({len(tests)}) could not run"
    ran = sum(half.run_count for half in halves)
    if ran < minimum:
        yield f"REQUIRE_ALL is set and only {ran} tests ran; {MINIMUM_FILE.name} asks for {minimum}"


def closing_lines(
    halves: Sequence[Half], missing: Mapping[str, str], complaints: Sequence[str]
) -> Iterator[str]:
    """The summary: what was left out by name, count and reason, then the figures on a line of their own."""
    left_out = _left_out(halves)
    yield ""
    for marker, tests in left_out.items():
        yield f"LEFT OUT {marker} ({len(tests)}): {missing[marker]}"
        yield from (f"    {test}" for test in tests)
    collected = sum(half.collected for half in halves)
    ran = sum(half.run_count for half in halves)
    out = sum(len(tests) for tests in left_out.values())
    yield f"{collected} tests collected, {ran} run, {out} deselected because this machine lacks a part."
    yield from (f"FAILED: {complaint}" for complaint in complaints)
    passed, failed, skipped = (
        sum(getattr(half, name) for half in halves) for name in ("passed", "failed", "skipped")
    )
    yield f"{passed} passed, {failed} failed, {skipped} skipped"


def _run_half(name: HalfName, missing: Mapping[str, str], words: Sequence[str]) -> Half:
    print(f"== pytest: {_what(name)} ==", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        tell = Path(folder) / "told.json"
        argv = [str(PYTHON), str(BUILD / "suite_process.py"), "--half", name, "--tell", str(tell)]
        argv += [f"--leave-out={marker}" for marker in missing]
        argv += ["-p", "no:playwright"] if name == "rest" else []
        code = subprocess.run([*argv, *words], cwd=ROOT, env=child_environment(), check=False).returncode
        told = json.loads(tell.read_text(encoding="utf-8")) if tell.exists() else {}
    return Half(name, code, **told)


def _left_out(halves: Sequence[Half]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for half in halves:
        for marker, tests in half.left_out.items():
            found.setdefault(marker, []).extend(tests)
    return found


def _what(name: HalfName) -> str:
    return "the browser tests" if name == "browser" else "everything but the browser tests"


def _minimum() -> int:
    return int(MINIMUM_FILE.read_text(encoding="utf-8"))
