"""A line that loses, doubles, swaps and cuts, a server that is killed: does the page end as the server is?

Real server, real browser. In each run random orders change thirty waiting jobs while the line is bad; then
the line is good again, and what the page shows is compared with what the server has.
"""

import argparse
import json
import random
import socket
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page, WebSocketRoute, sync_playwright

from tests.bench.busy_server import chromium
from tests.desktop.app_process import App, app

TOKEN = "a-token-of-a-bench-that-restarts-its-server"
JOBS = 30
ORDERS = 120
KILL_EVERY = 4  # runs
WITHIN_S = 45.0  # the backstop looks every 30 s
SHOWN = """
() => [...document.querySelectorAll("[aria-label=Queue] [data-id]")]
  .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
  .map((row) => {
    const priority = row.textContent.match(/priority (\\d+)/)?.[1] ?? "100";
    return [row.dataset.id, row.querySelector(".c-paused") !== null, priority];
  })
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    ended = [_run(given.seed + number, kills=number % KILL_EVERY == 0) for number in range(given.runs)]
    print(
        json.dumps(
            {
                "metric": "socket_chaos_differences",
                "value": sum(one["differs"] for one in ended),
                "runs": len(ended),
                "messages": sum(one["messages"] for one in ended),
                "harmed": sum(one["harmed"] for one in ended),
                "lines": sum(one["lines"] for one in ended),
                "kills": sum(one["kills"] for one in ended),
                "longest_to_equal_s": max(one["to_equal_s"] for one in ended),
            }
        )
    )


class BadLine:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._held: list[str | bytes] = []
        self._lines: list[WebSocketRoute] = []
        self.is_bad = True
        self.messages = self.harmed = self.opened = 0

    def connect(self, line: WebSocketRoute) -> None:
        self.opened += 1
        self._lines.append(line)
        line.connect_to_server().on_message(lambda message: self._pass(line, message))

    def cut(self) -> None:
        if self._lines:
            self._lines.pop().close()

    def _pass(self, line: WebSocketRoute, message: str | bytes) -> None:
        self.messages += 1
        fate = self._chance.random() if self.is_bad else 1.0
        self.harmed += fate < 0.3
        if fate < 0.1:
            return
        if fate < 0.2:
            self._held.append(message)
            return
        line.send(message)
        if fate < 0.3:
            line.send(message)
        for held in self._held:
            line.send(held)
        self._held.clear()


def _run(seed: int, *, kills: bool) -> dict[str, Any]:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name, ExitStack() as closing:
        folder, port = Path(name), str(_free_port())
        server = closing.enter_context(_server(folder, port))
        url = server.wait_ready()
        ids = _filled(server, folder)
        playwright = closing.enter_context(sync_playwright())
        browser = chromium(playwright)
        page, line = browser.new_page(), BadLine(chance)
        page.route_web_socket(lambda address: "/api/v1/live" in address, line.connect)
        page.goto(url + server.ask("POST", "/launch").json()["path"].lstrip("/"))
        page.locator("[aria-label=Queue] [data-id]").first.wait_for()
        for turn in range(ORDERS):
            _order(server, ids, chance)
            if chance.random() < 0.05:
                line.cut()
            if kills and turn == ORDERS // 2:
                server.process.kill()
                server.wait_end()
                server = closing.enter_context(_server(folder, port))
                server.wait_ready()
            page.wait_for_timeout(40)
        line.is_bad = False
        to_equal_s = _equal_after(page, server)
        browser.close()
        server.process.terminate()
    told = {
        "seed": seed,
        "differs": to_equal_s is None,
        "to_equal_s": to_equal_s or WITHIN_S,
        "kills": int(kills),
    }
    told |= {"messages": line.messages, "harmed": line.harmed, "lines": line.opened}
    print(json.dumps(told), flush=True)
    return told


def _server(folder: Path, port: str) -> Any:
    return app(folder / "data", "--headless", "--port", port, env={"BULLETPROOF_TOKEN": TOKEN})


def _filled(server: App, folder: Path) -> list[str]:
    server.ask("POST", "/queue/hold")
    paths = []
    for number in range(JOBS):
        path = folder / f"clip {number:02}.mov"
        path.write_bytes(str(number).encode() * 100)
        paths.append(str(path))
    added = server.ask("POST", "/jobs", {"paths": paths, "profile": "live-qlab"}).json()
    return [job["id"] for job in added["jobs"]]


def _order(server: App, ids: list[str], chance: random.Random) -> None:
    """One that can't be obeyed, as a cancel of what is cancelled, is refused and changes nothing."""
    job = chance.choice(ids)
    kind = chance.choice(("pause", "resume", "cancel", "retry", "priority", "move"))
    body = {"priority": {"priority": chance.choice((90, 100, 110))}, "move": {"before": chance.choice(ids)}}
    with suppress(httpx.HTTPStatusError):
        server.ask("POST", f"/jobs/{job}/{kind}", body.get(kind))


def _equal_after(page: Page, server: App) -> float | None:
    begun_s = time.monotonic()
    while time.monotonic() - begun_s < WITHIN_S:
        if page.evaluate(SHOWN) == _first(server, page):
            return round(time.monotonic() - begun_s, 2)
        page.wait_for_timeout(100)
    return None


def _first(server: App, page: Page) -> list[list[Any]]:
    """As many as are drawn: the list is virtual."""
    drawn = page.locator("[aria-label=Queue] [data-id]").count()
    jobs = server.ask("GET", "/snapshot").json()["jobs"]
    waiting = [job for job in jobs if job["status"] in ("queued", "paused")]
    waiting.sort(key=lambda job: (-job["priority"], job["position"], job["id"]))
    return [[job["id"], job["status"] == "paused", str(job["priority"])] for job in waiting[:drawn]]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
