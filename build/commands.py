"""The words that `build/dev.py` understands, and what each needs set up before it runs."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import bench
import check
import corpus
import environment
import locks
import package
import suite
import webui
from one_at_a_time import one_at_a_time
from places import BUILD, PYTHON, ROOT, UI, WORK
from steps import Step, StepFailed, run_steps

HELP = """\
usage: python3 build/dev.py COMMAND [...]

  demo [--headless] [--once] [--folder DIR]   generated clips in a sandbox show folder, watched in the window
  run [ARGS]                                  the app on your own data; ARGS go to it
  test [PYTEST ARGS]                          the whole suite; REQUIRE_ALL=1 fails where parts are missing
  check                                       format, lint, types, import rules, generated files, locks
  bench [NAMES]                               every benchmark, one JSON line each
  corpus [CODES] [--also DIR]                 how many planted faults are found, and the false alarms
  ui dev | build | types                      the dashboard with hot reload, built anew; its API types
  package [--folder-only]                     the program as one file and as a folder, then driven; into dist/
  lock [--upgrade]                            write build/locks/ anew from pyproject.toml

Everything that a command needs is installed into .venv the first time. Logs: .work/logs
"""


def main(words: Sequence[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        print(HELP, end="")
        return 0 if words else 2
    command = COMMANDS.get(words[0])
    if command is None:
        print(f"There is no command {words[0]!r}.\n\n{HELP}", end="", file=sys.stderr)
        return 2
    try:
        return command(list(words[1:]))
    except StepFailed as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on where this one stopped.", file=sys.stderr)
        return 130


def _demo(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py demo")
    parser.add_argument("--headless", action="store_true", help="serve without a window")
    parser.add_argument("--once", action="store_true", help="process every clip, print the verdicts, end")
    parser.add_argument("--folder", type=Path, default=ROOT / "demo-show", help="the sandbox show folder")
    parsed = parser.parse_args(words)
    _set_up(lambda: environment.set_up("app"), _dashboard)
    argv: list[str | Path] = [BUILD / "demo_show.py", "--folder", parsed.folder.absolute()]
    argv += ["--headless"] if parsed.headless else []
    argv += ["--once"] if parsed.once else []
    return _become(argv)


def _run(words: list[str]) -> int:
    _set_up(lambda: environment.set_up("app"), _dashboard)
    return _become(["-m", "bulletproof_desktop", *words])


def _test(words: list[str]) -> int:
    _set_up(lambda: environment.set_up("all"), _dashboard)
    return suite.run(words)


def _check(words: list[str]) -> int:
    if words:
        print("`check` takes no arguments.", file=sys.stderr)
        return 2
    _set_up(lambda: environment.set_up("all"), _node_packages)
    return check.run()


def _bench(words: list[str]) -> int:
    _set_up(lambda: environment.set_up("all"), _dashboard)
    return bench.run(words)


def _corpus(words: list[str]) -> int:
    _set_up(lambda: environment.set_up("all"))
    return corpus.run(words)


def _ui(words: list[str]) -> int:
    if words not in (["dev"], ["build"], ["types"]):
        print("Say `ui dev`, `ui build` or `ui types`.", file=sys.stderr)
        return 2
    _set_up(lambda: environment.set_up("app"), _node_packages)
    if words == ["types"]:
        return check.write_types()
    if words == ["build"]:
        run_steps(webui.set_up_build(anew=True))
        return 0
    argv = [str(webui.node()), str(UI / "node_modules" / "vite" / "bin" / "vite.js")]
    return subprocess.run(argv, cwd=UI, env=webui.node_environment(), check=False).returncode


def _lock(words: list[str]) -> int:
    if words not in ([], ["--upgrade"]):
        print("`lock` takes only --upgrade.", file=sys.stderr)
        return 2
    _set_up(lambda: environment.set_up("all"))
    run_steps(locks.refresh(upgrade=bool(words)))
    return 0


def _package(words: list[str]) -> int:
    if words not in ([], ["--folder-only"]):
        print("`package` takes only --folder-only.", file=sys.stderr)
        return 2
    folder_only = bool(words)
    _set_up(lambda: environment.set_up("all"), _dashboard, lambda: package.steps(folder_only=folder_only))
    return package.test(folder_only=folder_only)


def _dashboard() -> list[Step]:
    return [*_node_packages(), *webui.set_up_build()]


def _node_packages() -> list[Step]:
    return webui.set_up_modules()


def _set_up(*parts: Callable[[], list[Step]]) -> None:
    with one_at_a_time(WORK / "set-up.lock"):
        run_steps([step for part in parts for step in part()])


def _become(words: Sequence[str | Path]) -> int:
    """Hand over to the private environment's Python, which then gets the terminal's signals itself."""
    argv = [str(PYTHON), *(str(word) for word in words)]
    env = environment.child_environment()
    sys.stdout.flush()
    if os.name != "nt":  # there, execve starts a second process and gives the prompt back at once
        os.execve(PYTHON, argv, env)  # noqa: S606 - no shell is what we want
    return subprocess.run(argv, env=env, check=False).returncode


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": _demo,
    "run": _run,
    "test": _test,
    "check": _check,
    "bench": _bench,
    "corpus": _corpus,
    "package": _package,
    "ui": _ui,
    "lock": _lock,
}
