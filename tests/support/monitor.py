"""`bvp monitor start` as a process of its own, on the `monitor.yaml` of a folder."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.waiting import seen_soon

TOKEN = "t" * 40


class Monitor:
    def __init__(self, process: "subprocess.Popen[str]", log: Path) -> None:
        self.process = process
        self._log = log

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=20)


@contextmanager
def running(show: Path, *words: str) -> Iterator[Monitor]:
    log = show / "said.txt"
    environment = {
        **os.environ,
        "BULLETPROOF_DATA": str(show / "data"),
        "BULLETPROOF_QUIET_S": "0.5",
        "BULLETPROOF_INCOMPLETE_QUIET_S": "0.5",
        "BULLETPROOF_DISK_RESERVE_BYTES": "0",
        "BULLETPROOF_TOKEN": TOKEN,
    }
    command = [sys.executable, "-m", "bulletproof.cli.main", "monitor", "start"]
    command += ["-c", str(show / "monitor.yaml"), *words]
    with log.open("w") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, text=True)
    monitor = Monitor(process, log)
    try:
        seen_soon(lambda: "Monitor active" in monitor.said or process.poll() is not None, within_s=30)
        yield monitor
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
