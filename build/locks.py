"""Refresh the lock files, and say without any network whether they are sound.

Three locks: `app` is what runs the program and builds its dashboard, `all` adds what the tests and checks
need, `server` is what a container of it needs. None holds an address: which index serves the packages is the
machine's affair, the hashes say which bytes.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from environment import Lock, child_environment, lock_path
from places import LOCKS, ROOT, script
from steps import Step

PYTHON_FLOOR = "3.11"
SCOPES: dict[Lock, tuple[str, ...]] = {
    "all": (
        "--extra",
        "desktop",
        "--extra",
        "postgres",
        "--extra",
        "test",
        "--group",
        "build",
        "--group",
        "lock",
        "--group",
        "package",
    ),
    # Constrained by the other, so that a package has the same version in both.
    "app": ("--extra", "desktop", "--group", "build", "--constraints", "build/locks/all.lock"),
    "server": ("--extra", "postgres", "--constraints", "build/locks/all.lock"),
}
INPUTS_LINE = "# Made from the requirements in pyproject.toml with the SHA-256 "


def refresh(*, upgrade: bool) -> list[Step]:
    return [_compile(lock, upgrade=upgrade) for lock in SCOPES]


def requirements_sha256(pyproject: Path) -> str:
    """Changes when anything that the locks are made from changes."""
    told = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    project = told["project"]
    parts = [
        project["requires-python"],
        project["dependencies"],
        project.get("optional-dependencies"),
        told.get("dependency-groups"),
        told["build-system"]["requires"],
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def faults_of_python_lock(text: str, requirements: str) -> Iterator[str]:
    """What is wrong with a lock's text; `requirements` is what `requirements_sha256` says today."""
    if INPUTS_LINE + requirements not in text:
        yield "pyproject.toml's requirements changed since it was made: run `python3 build/dev.py lock`"
    if "://" in text:
        yield "it holds an address"
    for block in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]:
        if "--hash=sha256:" not in block:
            yield f"no hash for {block.split()[0]}"


def faults_of_npm_lock(text: str) -> Iterator[str]:
    """npm may drop entries of platforms that its registry lacks, and `npm ci` fails later (npm/cli #9342)."""
    packages: dict[str, dict[str, object]] = json.loads(text)["packages"]
    known = {path.rpartition("node_modules/")[2] for path in packages}
    for path, entry in packages.items():
        if "resolved" in entry:
            yield f"{path} holds an address"
        # What is packed inside its parent's archive is covered by the parent's sum.
        if path and not entry.get("inBundle") and not (entry.get("version") and entry.get("integrity")):
            yield f"{path} has no version or no integrity"
        optional = entry.get("optionalDependencies")
        for name in optional if isinstance(optional, dict) else ():
            if name not in known:
                yield f"{path} may need {name}, which has no entry"


def _compile(lock: Lock, *, upgrade: bool) -> Step:
    path = lock_path(lock)
    words = [
        *("pip", "compile", "pyproject.toml", "--universal", "--python-version", PYTHON_FLOOR),
        *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"),
        *("--output-file", path.relative_to(ROOT).as_posix()),
        *SCOPES[lock],
        *(["--upgrade"] if upgrade else []),
    ]
    return Step(
        label=f"Resolving {path.name} for every platform",
        argv=lambda: [script("uv"), *words],
        way_out="uv says above which requirement can't be met; if it is the network, try again later.",
        log_name=f"lock-{lock}",
        env=child_environment,
        done=lambda: _head(path),
    )


def _head(path: Path) -> None:
    body = "".join(
        line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if line[:1] != "#"
    )
    head = (
        "# Written by `python3 build/dev.py lock`; installed by build/dev.py with --require-hashes.\n"
        f"{INPUTS_LINE}{requirements_sha256(ROOT / 'pyproject.toml')}\n"
    )
    path.write_text(head + body, encoding="utf-8", newline="\n")


def all_faults() -> list[str]:
    """Every fault of every lock in the tree, each with the file's name in front."""
    requirements = requirements_sha256(ROOT / "pyproject.toml")
    found = [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in sorted(LOCKS.glob("*.lock"))
        for fault in faults_of_python_lock(path.read_text(encoding="utf-8"), requirements)
    ]
    npm_lock = ROOT / "ui" / "package-lock.json"
    if npm_lock.exists():
        found += [
            f"ui/package-lock.json: {fault}" for fault in faults_of_npm_lock(npm_lock.read_text("utf-8"))
        ]
    return found
