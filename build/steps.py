"""Run the long steps of a command one after the other, and show what each does and how far it is.

A download of 200 MB prints nothing for minutes when its output is not a terminal, and a silent step looks
like a hung one. So each step writes its whole output to a log, and prints a line every few seconds.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from places import LOGS, ROOT

TERMINAL_TICK_S = 0.5
PLAIN_TICK_S = 10.0


class StepFailed(Exception):
    """A step ended with an error; the text says what to do next and where its log is."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How far a step is: its output lines that begin with one of `prefixes`, of `total`."""

    prefixes: tuple[str, ...]
    total: int
    noun: str


@dataclass(frozen=True, slots=True)
class Step:
    """One child process. `argv` is asked for only when the step's turn comes: it may need an earlier step."""

    label: str
    argv: Callable[[], Sequence[str | Path]]
    way_out: str
    log_name: str
    cwd: Path = ROOT
    env: Callable[[], Mapping[str, str]] | None = None
    counted: Counted | None = None
    done: Callable[[], None] | None = None


def run_steps(steps: Sequence[Step]) -> None:
    """Run every step in turn; raise StepFailed at the first that fails."""
    for number, step in enumerate(steps, start=1):
        _Running(step, f"[{number}/{len(steps)}] {step.label}").run()


class _Running:
    def __init__(self, step: Step, title: str) -> None:
        self._step = step
        self._title = title
        self._began_s = time.monotonic()
        self._count = 0
        self._last_line = ""
        self._is_terminal = sys.stdout.isatty()

    def run(self) -> None:
        self._say(f"{self._title} ...")
        LOGS.mkdir(parents=True, exist_ok=True)
        log_path = LOGS / f"{self._step.log_name}.log"
        code = self._run_logged(log_path)
        if code != 0:
            raise StepFailed(self._failure(code, log_path))
        if self._step.done is not None:
            self._step.done()
        self._say(f"{self._title}: done in {self._elapsed_s():.0f} s", final=True)

    def _run_logged(self, log_path: Path) -> int:
        env = dict(self._step.env()) if self._step.env is not None else None
        argv = [str(word) for word in self._step.argv()]
        with log_path.open("w", encoding="utf-8", errors="replace") as log:
            log.write(f"$ {' '.join(argv)}\n")
            with subprocess.Popen(
                argv,
                cwd=self._step.cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            ) as process:
                assert process.stdout is not None  # noqa: S101 - PIPE was asked for
                reader = threading.Thread(target=self._drain, args=(process.stdout, log), daemon=True)
                reader.start()
                code = self._wait(process)
                reader.join()
        return code

    def _drain(self, output: IO[str], log: IO[str]) -> None:
        for line in output:
            log.write(line)
            text = line.strip()
            if not text:
                continue
            self._last_line = text
            if self._step.counted is not None and text.startswith(self._step.counted.prefixes):
                self._count += 1

    def _wait(self, process: subprocess.Popen[str]) -> int:
        tick_s = TERMINAL_TICK_S if self._is_terminal else PLAIN_TICK_S
        try:
            while True:
                try:
                    return process.wait(timeout=tick_s)
                except subprocess.TimeoutExpired:
                    self._say(self._progress())
        except BaseException:
            process.kill()
            process.wait()
            raise

    def _progress(self) -> str:
        parts = [f"{self._elapsed_s():.0f} s"]
        if self._step.counted is not None:
            total = self._step.counted.total
            parts.append(f"{min(self._count, total)} of {total} {self._step.counted.noun}")
        # pip's last line tells what is being waited for; an address only fills the line.
        if self._last_line and "://" not in self._last_line:
            parts.append(self._last_line[:60])
        return f"{self._title}: {' · '.join(parts)}"

    def _failure(self, code: int, log_path: Path) -> str:
        tail = log_path.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
        return "\n".join(
            [
                *(f"    {line}" for line in tail),
                f"{self._title}: failed with exit code {code} after {self._elapsed_s():.0f} s.",
                f"What to do: {self._step.way_out}",
                f"The whole output is in {log_path}",
            ]
        )

    def _elapsed_s(self) -> float:
        return time.monotonic() - self._began_s

    def _say(self, text: str, *, final: bool = False) -> None:
        if not self._is_terminal:
            print(text, flush=True)
            return
        # ECMA-48 EL clears the rest of the line, or a shorter text would keep the tail of a longer one.
        print(f"\r{text[:118]}\x1b[K", end="\n" if final else "", flush=True)
