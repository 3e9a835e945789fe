"""Run the whole corpus of `tests/corpus/`: clean files and planted faults, in a process of its own.

The suite runs a small part of it; the whole takes minutes, and answers with a table and an exit code.
"""

import subprocess
from collections.abc import Sequence

from environment import child_environment
from places import PYTHON, ROOT


def run(words: Sequence[str]) -> int:
    argv = [str(PYTHON), "-m", "tests.corpus.run", *words]
    return subprocess.run(argv, cwd=ROOT, env=child_environment(), check=False).returncode
