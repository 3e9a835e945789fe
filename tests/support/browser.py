"""Debian's Chromium on the real server: what a test of the dashboard starts with, and what it must not see.

No browser is downloaded. Each page is watched: an error in its console, a fault in its script or a request
that leaves the machine fails the test, unless the test said that it would happen.
"""

import os
import re
import shutil
import socket
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, Request, expect

from places import UI
from tests.desktop.app_process import App

AXE = UI / "node_modules" / "axe-core" / "axe.min.js"
LAUNCH_ARGS = ["--no-sandbox", "--disable-dev-shm-usage"]
DESKTOP, PHONE = (1280, 800), (390, 844)
ENCODE_MS = 60_000
"""Longest wait for a short clip to go its whole way, on two busy cores."""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
expect.set_options(timeout=20_000)


@dataclass
class Watch:
    """What a page must not do."""

    origin: str
    allowed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        self.allowed.append(pattern)

    def saw_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console {message.type}: {message.text} {message.location.get('url', '')}")

    def saw_request(self, request: Request) -> None:
        here = (self.origin, self.origin.replace("http", "ws", 1), "data:", "blob:")
        if not request.url.startswith(here):
            self.faults.append(f"left the machine: {request.url}")

    def unexpected(self) -> list[str]:
        return [fault for fault in self.faults if not any(re.search(each, fault) for each in self.allowed)]


@dataclass(frozen=True, slots=True)
class Show:
    """A running server on folders of its own, and a browser signed in to it."""

    app: App
    url: str
    page: Page
    watch: Watch
    drop: Path
    out: Path

    def add_folder(self, profile: str = "live-qlab", **more: object) -> None:
        rules = [{"pattern": "*", "profile": profile}]
        folder = {"watch_directory": str(self.drop), "output_directory": str(self.out), "rules": rules}
        self.app.ask("POST", "/folders", {**folder, **more})

    def land(self, clip: Path, name: str) -> Path:
        """As file managers do: written elsewhere on the same disk, then renamed in, whole."""
        landed = self.drop / name
        beside = self.drop.parent / f"landing-{os.getpid()}"
        shutil.copyfile(clip, beside)
        beside.rename(landed)
        return landed

    def sign_in(self) -> None:
        self.page.goto(self.url + self.app.ask("POST", "/launch").json()["path"].lstrip("/"))
        expect(self.page.get_by_text("Live", exact=True)).to_be_visible()

    def finished(self) -> "FinishedRows":
        return FinishedRows(self.page)


@dataclass(frozen=True, slots=True)
class FinishedRows:
    page: Page

    def expect_row(self, name: str, words: str) -> None:
        rows = self.page.get_by_role("region", name="Just finished").get_by_role("listitem")
        row = rows.filter(has_text=name).filter(has_text=words)
        expect(row.first).to_be_visible(timeout=ENCODE_MS)


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, one line each."""
    page.add_script_tag(path=AXE)
    script = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}}).then(r => r.violations)"
    found = page.evaluate(script, WCAG)
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]} ({each['help']})" for each in found]


@dataclass(frozen=True, slots=True)
class Clips:
    short: Path
    """Two seconds, small: seconds to encode and verify."""
    long: Path
    """Long enough in a slow encoder to be paused, frozen and cancelled on the way."""
    text: Path
    """A text file that calls itself a film."""


@dataclass(frozen=True, slots=True)
class Scenes:
    """Clips that look like a show rather than a test card, for the pictures in the documents."""

    dawn: Path
    night: Path
    wood: Path
    long_dawn: Path
    long_night: Path
    long_wood: Path


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
