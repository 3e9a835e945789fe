"""Make the packaged program: one file and one folder from one analysis, then what is handed out with them."""

import os
import subprocess

from environment import child_environment
from places import BUILD, DIST, PYTHON, ROOT, WORK
from steps import Step
from suite_needs import missing_parts

PROGRAM = "bulletproof.exe" if os.name == "nt" else "bulletproof"


def steps(*, folder_only: bool) -> list[Step]:
    """Packaged anew each time; the single file takes three times as long as the folder alone."""
    return [_built(folder_only=folder_only), *([] if folder_only else [_handed_out()])]


def test(*, folder_only: bool) -> int:
    """Drive what was just built as its users do; return pytest's exit code."""
    made = [DIST / "bulletproof-folder" / PROGRAM, *([] if folder_only else [DIST / PROGRAM])]
    env = child_environment() | {"BULLETPROOF_PACKAGED": os.pathsep.join(map(str, made))}
    missing = [marker for marker in ("display",) if marker in missing_parts()]
    chosen = ["-m", " and ".join(f"not {marker}" for marker in missing)] if missing else []
    argv = [PYTHON, "-m", "pytest", "-q", "-p", "no:playwright", *chosen, ROOT / "tests" / "packaged"]
    return subprocess.run([str(word) for word in argv], cwd=ROOT, env=env, check=False).returncode


def _built(*, folder_only: bool) -> Step:
    # PyInstaller's own working folder would be ./build, which is ours.
    words = ("--noconfirm", "--workpath", WORK / "pyinstaller", "--distpath", DIST, "--log-level", "INFO")
    ours = ("--", "--folder-only") if folder_only else ()
    return Step(
        label="Packaging the program (PyInstaller)",
        argv=lambda: [PYTHON, "-m", "PyInstaller", *words, ROOT / "pyinstaller.spec", *ours],
        way_out="read the log below; what it can't find belongs into pyinstaller.spec.",
        log_name="pyinstaller",
        env=child_environment,
    )


def _handed_out() -> Step:
    return Step(
        label="Packing the folder, the sums and the bill of materials",
        argv=lambda: [PYTHON, BUILD / "package_artefacts.py"],
        way_out="read the log below.",
        log_name="package-artefacts",
        env=child_environment,
    )
