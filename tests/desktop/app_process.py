"""The whole app as its users start it: a process of its own, on a data folder of its own."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.support.xvfb import wait_for

MARK = "BULLETPROOF_TEST_MARK"
FROM_SOURCE = (sys.executable, "-m", "bulletproof_desktop")
NO_DESK = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


@dataclass(frozen=True, slots=True)
class App:
    process: "subprocess.Popen[str]"
    data_dir: Path
    mark: str
    stderr: Path

    def wait_ready(self) -> str:
        """The address of the ready line, which is the first thing on stdout."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("Bulletproof is ready: "), f"first line: {line!r}, stderr: {self.errors()}"
        return line.removeprefix("Bulletproof is ready: ").strip()

    def ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        told = json.loads((self.data_dir / "instance.json").read_text(encoding="utf-8"))
        with httpx.Client(base_url=told["url"], trust_env=False, timeout=20) as client:
            headers = {"Authorization": f"Bearer {told['token']}"}
            return client.request(method, f"/api/v1{path}", json=body, headers=headers).raise_for_status()

    def wait_end(self, *, deadline_s: float = 25) -> int:
        try:
            return self.process.wait(deadline_s)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGABRT)  # faulthandler then tells where each thread stands
            self.process.wait()
            raise AssertionError(
                f"still alive after {deadline_s:g} s:\n{self.errors()}\n{self.crashes()}"
            ) from None

    def errors(self) -> str:
        """What it has written to stderr so far."""
        return self.stderr.read_text(encoding="utf-8", errors="replace")

    def crashes(self) -> str:
        """Where its threads stood, if it was told to say so."""
        found = sorted((self.data_dir / "crash-reports").glob("*.txt"))
        return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in found)

    def log(self) -> str:
        """Empty as long as there is none."""
        log = self.data_dir / "logs" / "bulletproof.log"
        return log.read_text(encoding="utf-8") if log.exists() else ""

    def processes(self) -> list[int]:
        """Every live process that inherited this app's environment, itself included."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                environ = (entry / "environ").read_bytes()
            except OSError:
                continue  # it ended while we looked
            if f"{MARK}={self.mark}".encode() in environ.split(b"\0"):
                found.append(int(entry.name))
        return found


@contextmanager
def app(
    data_dir: Path,
    *words: str | Path,
    env: Mapping[str, str] | None = None,
    program: Sequence[str] = FROM_SOURCE,
) -> Iterator[App]:
    """Start `bulletproof WORDS` on `data_dir`; whatever is left of it when the block ends is killed."""
    mark = uuid.uuid4().hex
    argv = [*program, "--data-dir", str(data_dir), *map(str, words)]
    full_env = {**os.environ, "PYTHONUTF8": "1", "PYTHONFAULTHANDLER": "1", **(env or {}), MARK: mark}
    with tempfile.NamedTemporaryFile("w", prefix="bulletproof-stderr-") as stderr:
        process = subprocess.Popen(argv, env=full_env, stdout=subprocess.PIPE, stderr=stderr, text=True)
        with _ended(process):
            yield App(process, data_dir, mark, Path(stderr.name))


@contextmanager
def _ended(process: "subprocess.Popen[str]") -> Iterator[None]:
    try:
        yield
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def wait_no_process(app: App) -> None:
    wait_for(lambda: not app.processes(), "every process of the app to be gone", deadline_s=5)


def run(data_dir: Path, *words: str | Path, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run one that is expected to end by itself; return its exit code and what it wrote to stderr."""
    with app(data_dir, *words, env=env) as started:
        return started.wait_end(), started.errors()
