"""Everything that can be said about the tree without running a test.

Every check runs, also after one failed, so that one call names all that is to mend.
"""

import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import locks
import webui
from environment import child_environment
from places import PYTHON, ROOT, UI, script

OPENAPI = UI / "openapi.json"
TYPES = UI / "src" / "api" / "schema.gen.ts"
TYPES_OPTIONS = ("--default-non-nullable=false",)


@dataclass(frozen=True, slots=True)
class Result:
    """`told` is what to read when `passed` is false."""

    passed: bool
    told: str


def run() -> int:
    failed = [name for name, one_check in CHECKS if not _told(name, one_check)]
    print(f"{len(CHECKS) - len(failed)} of {len(CHECKS)} checks passed.")
    if failed:
        print(f"To mend: {', '.join(failed)}")
    return 1 if failed else 0


def _told(name: str, one_check: Callable[[], Result]) -> bool:
    began_s = time.monotonic()
    result = one_check()
    print(
        f"{'ok    ' if result.passed else 'FAILED'} {name} ({time.monotonic() - began_s:.1f} s)", flush=True
    )
    if not result.passed:
        print("".join(f"       {line}\n" for line in result.told.splitlines()), end="", flush=True)
    return result.passed


def _tool(*words: str | Path) -> Callable[[], Result]:
    return lambda: _ran([PYTHON, "-m", *words])


def _ran(argv: Sequence[str | Path], *, cwd: Path = ROOT, with_node: bool = False) -> Result:
    env = webui.node_environment() if with_node else child_environment()
    done = subprocess.run(
        [str(word) for word in argv],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Result(done.returncode == 0, done.stdout)


def _import_rules() -> Result:
    return _ran([script("lint-imports")])


def _node_tool(*path: str, options: Sequence[str]) -> Callable[[], Result]:
    tool = UI.joinpath("node_modules", *path)
    return lambda: _ran([webui.node(), tool, *options], cwd=UI, with_node=True)


def _openapi_is_current() -> Result:
    """The committed description of the API against the one that the server gives today."""
    written = subprocess.run(
        dump_words(), cwd=ROOT, env=child_environment(), capture_output=True, check=False
    )
    if written.returncode != 0:
        return Result(False, written.stderr.decode(errors="replace"))
    return _same(OPENAPI, written.stdout)


def _types_are_current() -> Result:
    """The committed TypeScript types against those made from the committed description."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / TYPES.name
        written = _ran([webui.node(), *types_words(fresh)], cwd=UI, with_node=True)
        return _same(TYPES, fresh.read_bytes()) if written.passed else written


def write_types() -> int:
    """Write both generated files anew."""
    OPENAPI.write_bytes(
        subprocess.run(
            dump_words(), cwd=ROOT, env=child_environment(), stdout=subprocess.PIPE, check=True
        ).stdout
    )
    written = _ran([webui.node(), *types_words(TYPES)], cwd=UI, with_node=True)
    print(written.told, end="")
    return 0 if written.passed else 1


def dump_words() -> list[str]:
    return [str(PYTHON), "-m", "bulletproof.api.schema_dump"]


def types_words(output: Path) -> list[str | Path]:
    generator = UI / "node_modules" / "openapi-typescript" / "bin" / "cli.js"
    return [generator, OPENAPI, *TYPES_OPTIONS, "--output", output]


def _same(committed: Path, fresh: bytes) -> Result:
    if committed.exists() and committed.read_bytes() == fresh:
        return Result(True, "")
    return Result(False, f"{committed.relative_to(ROOT)} is not current: run `python3 build/dev.py ui types`")


def _locks_are_sound() -> Result:
    faults = locks.all_faults()
    return Result(not faults, "\n".join(faults))


CHECKS: list[tuple[str, Callable[[], Result]]] = [
    ("format (ruff)", _tool("ruff", "format", "--check", ".")),
    ("lint (ruff)", _tool("ruff", "check", ".")),
    ("types (mypy --strict)", _tool("mypy")),
    ("import rules (import-linter)", _import_rules),
    ("API description is current (ui/openapi.json)", _openapi_is_current),
    ("API types are current (schema.gen.ts)", _types_are_current),
    ("types of the dashboard (tsc)", _node_tool("typescript", "bin", "tsc", options=["--noEmit", "-p", "."])),
    ("lint of the dashboard (eslint)", _node_tool("eslint", "bin", "eslint.js", options=["."])),
    ("locks", _locks_are_sound),
]
