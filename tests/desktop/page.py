"""Where a button is on the screen, asked of the page itself, so that real input can hit it.

Chromium's debugging port is opened by an environment variable that a released app ignores.
"""

import json
import socket

import httpx
from websockets.sync.client import connect

from tests.support.xvfb import Desk, wait_for

FIND = """
(() => {
  const named = [...document.querySelectorAll("button")].find(
    (button) => !button.disabled && button.checkVisibility() && button.textContent.trim().startsWith(%s));
  if (!named) return null;
  const box = named.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})()
"""


class Page:
    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.env = {"QTWEBENGINE_REMOTE_DEBUGGING": str(self._port)}

    def click(self, desk: Desk, label: str) -> None:
        """Move the pointer to the button whose text begins with `label`, and press it."""
        at = self.find(label)
        window = desk.wait_window("Bulletproof")
        desk.click(window, round(at[0]), round(at[1]) + self._top(desk, window))

    def find(self, label: str) -> tuple[float, float]:
        return wait_for(lambda: self._middle_of(label), f"a button “{label}”", step_s=0.3)

    def path(self) -> object:
        return self.value("location.pathname")

    def value(self, expression: str) -> object:
        """None where there is none, or no page."""
        return self._evaluated(expression)

    def _top(self, desk: Desk, window: str) -> int:
        """Height of the menu above the page."""
        height = self._evaluated("innerHeight")
        return desk.place(window)[3] - height if isinstance(height, int) else 0

    def _middle_of(self, label: str) -> tuple[float, float] | None:
        told = self._evaluated(FIND % json.dumps(label))
        return (told[0], told[1]) if isinstance(told, list) else None

    def _evaluated(self, expression: str) -> object:
        try:
            pages = httpx.get(f"http://127.0.0.1:{self._port}/json", trust_env=False).json()
        except httpx.TransportError:
            return None  # the port opens with the window
        if not pages:
            return None
        order = {
            "id": 1,
            "method": "Runtime.evaluate",
            "params": {"expression": expression, "returnByValue": True},
        }
        with connect(pages[0]["webSocketDebuggerUrl"], proxy=None) as devtools:
            devtools.send(json.dumps(order))
            answer = json.loads(devtools.recv(timeout=5))
        # No result: the page went to another address in between.
        return answer.get("result", {}).get("result", {}).get("value")
