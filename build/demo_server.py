"""The demo's hold on the app: start it on a sandbox's data folder, talk to it as any script would, end it.

The address and the token are read from `instance.json`, which the app writes before it says that it is ready.
"""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, cast

START_S = 60.0
END_S = 15.0
INTERRUPTED_END_S = 5.0
# A sandbox must not end up in somebody's real database, nor take an address that was meant for a real server.
NOT_FOR_A_SANDBOX = (
    "BULLETPROOF_DATA",
    "BULLETPROOF_DATABASE",
    "BULLETPROOF_TOKEN",
    "BULLETPROOF_TOKEN_FILE",
)


class DemoFailed(Exception):
    """The demo can't go on; the text names the cause and the way out."""


class AppGone(DemoFailed):
    """The app ended; by itself, or because somebody closed its window."""


class Finding(TypedDict):
    message: str


class Job(TypedDict):
    """The part of the API's job that the demo reads."""

    id: str
    name: str
    source: str
    output: str
    profile: str
    status: str
    verdict: str | None
    summary: str | None
    error: Finding | None
    started_at: str | None
    finished_at: str | None


class JobPage(TypedDict):
    items: list[Job]


class App:
    """A running app; leaving the block ends it, and with it every ffmpeg that it started."""

    def __init__(self, data: Path, log: Path, options: Sequence[str], *, quiet: bool) -> None:
        """`quiet`: the ready line, and on a terminal the address that works once, go to the log as well."""
        self._instance = data / "instance.json"
        self._log = log
        self._stale = self._told()
        env = {name: value for name, value in os.environ.items() if name not in NOT_FOR_A_SANDBOX}
        argv = [sys.executable, "-m", "bulletproof_desktop", "--data-dir", str(data), *options]
        with log.open("wb") as output:
            said = output if quiet else None
            self.process = subprocess.Popen(
                argv, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=output
            )
        self.url = ""
        self._token = ""

    def __enter__(self) -> "App":
        try:
            self._wait_ready()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # Ctrl-C in a terminal reaches the app as well: a second signal would only cut its tidying short.
        was_ctrl_c = kind is KeyboardInterrupt and sys.stdin.isatty()
        self._end(grace_s=INTERRUPTED_END_S if was_ctrl_c else 0.0)

    def ask(self, method: str, path: str, body: object = None) -> object:
        """One call of the API; raises DemoFailed with the server's own words if it refuses."""
        request = urllib.request.Request(  # noqa: S310 - the address is our own instance's
            self.url.rstrip("/") + "/api/v1" + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"},
        )
        # A proxy that is set for the internet must not be asked for 127.0.0.1.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=30) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refused:
            told = refused.read().decode(errors="replace")
            raise DemoFailed(f"{method} {path} was refused ({refused.code}): {told}") from None
        except OSError as error:
            raise AppGone(f"The app no longer answers ({error}). {self._last_words()}") from None
        return json.loads(text) if text else None

    def jobs(self) -> list[Job]:
        page = cast("JobPage", self.ask("GET", "/jobs?limit=200"))  # the server checks its answers itself
        return page["items"]

    def require_running(self) -> None:
        if self.process.poll() is not None:
            raise AppGone(f"The app ended with code {self.process.returncode}. {self._last_words()}")

    def was_closed(self) -> bool:
        """Whether it ended as asked."""
        return self.has_ended_within(END_S) and self.process.returncode == 0

    def _wait_ready(self) -> None:
        deadline_s = time.monotonic() + START_S
        while time.monotonic() < deadline_s:
            self.require_running()
            told = self._told()
            # instance.json of a run that was killed is still there: only a new one is ours.
            if told and told != self._stale:
                self.url, self._token = told["url"], told["token"]
                if self._answers():
                    return
            time.sleep(0.1)
        raise DemoFailed(f"The app was not ready after {START_S:.0f} s. {self._last_words()}")

    def _answers(self) -> bool:
        try:
            self.ask("GET", "/health")
        except DemoFailed:
            return False
        return True

    def _told(self) -> dict[str, str]:
        try:
            told = json.loads(self._instance.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def _last_words(self) -> str:
        lines = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-8:]
        return "\n".join(["Its last words:", *(f"    {line}" for line in lines), f"All of it: {self._log}"])

    def _end(self, *, grace_s: float = 0.0) -> None:
        if self.has_ended_within(grace_s):
            return
        self.process.send_signal(signal.SIGTERM)
        if not self.has_ended_within(END_S):
            self.process.kill()
            self.process.wait()

    def has_ended_within(self, patience_s: float) -> bool:
        try:
            self.process.wait(timeout=patience_s)
        except subprocess.TimeoutExpired:
            return False
        return True
