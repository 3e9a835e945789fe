"""Run the benchmarks of `tests/bench/`, one process each, so that none warms another's caches.

Each prints one JSON line {metric, value, floor, ratio, n, p50, p99, load}. None is a test: a figure on a busy
machine is not a verdict.
"""

import subprocess
import sys
from collections.abc import Sequence

from environment import child_environment
from places import PYTHON, ROOT

BENCHES = ROOT / "tests" / "bench"


def run(names: Sequence[str]) -> int:
    known = {path.stem: path for path in sorted(BENCHES.glob("[!_]*.py"))}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}. There are: {', '.join(known)}", file=sys.stderr)
        return 2
    failed = [name for name in names or known if not _run_one(name)]
    if failed:
        print(f"These benchmarks failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _run_one(name: str) -> bool:
    argv = [str(PYTHON), "-m", f"tests.bench.{name}"]
    return subprocess.run(argv, cwd=ROOT, env=child_environment(), check=False).returncode == 0
