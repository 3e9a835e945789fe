"""The dashboard's own tests, run by the Node that comes from PyPI; each of their files is a test here."""

import json
import subprocess
from pathlib import Path

import pytest

from places import UI
from webui import node, node_environment

pytestmark = pytest.mark.node

FILES = sorted(path.relative_to(UI).as_posix() for path in (UI / "src").rglob("*.test.ts*"))
DEADLINE_S = 240


@pytest.fixture(scope="session")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """File → what failed in it; "" where all passed."""
    told = tmp_path_factory.mktemp("vitest") / "told.json"
    ended = _node("vitest/vitest.mjs", "run", "--reporter=json", f"--outputFile={told}")
    if not told.exists():
        pytest.fail(f"vitest told nothing:\n{ended.stdout}{ended.stderr}")
    results = json.loads(told.read_text(encoding="utf-8"))["testResults"]
    return {Path(each["name"]).relative_to(UI).as_posix(): _failures(each) for each in results}


def test_the_dashboard_has_tests() -> None:
    assert len(FILES) >= 10


@pytest.mark.timeout(DEADLINE_S)
@pytest.mark.parametrize("file", FILES)
def test_the_dashboards_tests_pass(outcomes: dict[str, str], file: str) -> None:
    assert outcomes[file] == ""


@pytest.mark.timeout(DEADLINE_S)
def test_the_types_are_those_of_the_servers_openapi(tmp_path: Path) -> None:
    made = tmp_path / "schema.gen.ts"
    ended = _node("openapi-typescript/bin/cli.js", "openapi.json", "--default-non-nullable=false", "-o", made)
    assert ended.returncode == 0, ended.stderr
    assert made.read_text(encoding="utf-8") == (UI / "src/api/schema.gen.ts").read_text(encoding="utf-8"), (
        "Generate them anew: npm run types"
    )


def _failures(result: dict[str, object]) -> str:
    cases = result["assertionResults"]
    assert isinstance(cases, list)
    failed = [
        f"{case['fullName']}\n{case['failureMessages']}" for case in cases if case["status"] == "failed"
    ]
    return "\n".join(failed) or ("" if result["status"] == "passed" else str(result.get("message")))


def _node(script: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    argv = [str(node()), f"node_modules/{script}", *map(str, words)]
    return subprocess.run(
        argv, cwd=UI, env=node_environment(), capture_output=True, text=True, check=False, timeout=DEADLINE_S
    )
