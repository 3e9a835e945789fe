"""A display of our own, with a window manager, real input and a picture of what is on it.

Xvfb picks a free display itself (`-displayfd`) and keeps its screen in a file (`-fbdir`) that can be read at
any time, in the format of xwd(1), so no screenshot tool is needed. Both processes are ended by their pid.
"""

import os
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
WIDTH_PX, HEIGHT_PX = 1360, 900


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    pixels: bytes
    """Blue, green, red and one byte that is always 0 per pixel, row by row, without padding."""

    def colours(self) -> int:
        return len(set(memoryview(self.pixels).cast("I")))

    def colour_at(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green, blue."""
        blue, green, red, _ = self.pixels[(y * self.width + x) * 4 :][:4]
        return red, green, blue

    def cut(self, x: int, y: int, width: int, height: int) -> "Picture":
        rows = (self.pixels[(row * self.width + x) * 4 :][: width * 4] for row in range(y, y + height))
        return Picture(width, height, b"".join(rows))


@dataclass(frozen=True, slots=True)
class Desk:
    """One display with a window manager on it."""

    env: dict[str, str]
    framebuffer: Path

    def picture(self) -> Picture:
        """The whole screen as it is now."""
        content = self.framebuffer.read_bytes()
        fields = struct.unpack(">25I", content[:100])
        header_bytes, width, height, line_bytes, colour_map = (
            fields[0],
            fields[4],
            fields[5],
            fields[12],
            fields[19],
        )
        begin = header_bytes + colour_map * 12  # sizeof(XWDColor), XWDFile.h
        rows = (content[begin + y * line_bytes :][: width * 4] for y in range(height))
        return Picture(width, height, b"".join(rows))

    def windows(self, title: str) -> list[str]:
        """Ids of the visible windows whose title holds `title`."""
        found = self._xdotool("search", "--onlyvisible", "--name", title, check=False)
        return found.split()

    def wait_window(self, title: str, *, deadline_s: float = 30) -> str:
        return wait_for(lambda: self.windows(title), f"a window named {title}", deadline_s=deadline_s)[0]

    def place(self, window: str) -> tuple[int, int, int, int]:
        """x, y, width, height of a window's inside, in pixels of the screen. Moves the pointer there."""
        # getwindowgeometry counts the frame of the window manager twice; the pointer can't be wrong.
        moved = ["mousemove", "--window", window, "0", "0"]
        corner = _shell_values(self._xdotool(*moved, "getmouselocation", "--shell"))
        size = _shell_values(self._xdotool("getwindowgeometry", "--shell", window))
        return corner["X"], corner["Y"], size["WIDTH"], size["HEIGHT"]

    def click(self, window: str, x: int, y: int) -> None:
        """Press at a place inside the window."""
        self._xdotool("mousemove", "--window", window, str(x), str(y), "click", "1")

    def drag(self, from_window: str, to_window: str) -> None:
        """From the middle of one window to that of another, in steps as a hand would."""
        x, y, width, height = self.place(from_window)
        to_x, to_y, to_width, to_height = self.place(to_window)
        begin, end = (x + width // 2, y + height // 2), (to_x + to_width // 2, to_y + to_height // 2)
        self._xdotool("mousemove", *map(str, begin), "mousedown", "1")
        for step in range(1, 11):
            at = (begin[axis] + (end[axis] - begin[axis]) * step // 10 for axis in (0, 1))
            self._xdotool("mousemove", "--sync", *map(str, at))
        self._xdotool("mousemove_relative", "3", "3", "mousemove_relative", "--", "-2", "-2", "mouseup", "1")

    def inside(self, window: str) -> Picture:
        """What is drawn in the window, without its frame."""
        return self.picture().cut(*self.place(window))

    def key(self, *names: str) -> None:
        self._xdotool("key", *names)

    def close(self, window: str) -> None:
        """What the cross in the corner does: the window manager asks the window to go (WM_DELETE_WINDOW)."""
        self._xdotool("windowactivate", "--sync", window, "key", "--clearmodifiers", "alt+F4")

    def tell(self, order: str, window: str, *words: str) -> None:
        """An order to the window manager, in xdotool's words: windowmove, windowminimize …"""
        self._xdotool(order, window, *words)

    def type(self, words: str) -> None:
        self._xdotool("type", "--delay", "20", words)

    def active(self) -> str:
        """The window in front; empty where there is none."""
        return self._xdotool("getactivewindow", check=False).strip()

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.env, capture_output=True, text=True, timeout=20, check=check
        )
        return done.stdout


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """A display that exists while the block runs; `folder` takes its framebuffer."""
    with _ended(_start_xvfb(folder)) as server:
        display = _display_of(server)
        env = {**os.environ, "DISPLAY": f":{display}"}
        for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XAUTHORITY"):
            env.pop(name, None)
        with _ended(_start_openbox(env)):
            opened = Desk(env, folder / "Xvfb_screen0")
            wait_for(lambda: _has_window_manager(env), "openbox to be up", deadline_s=10)
            yield opened


def wait_for(
    condition: Callable[[], T | None], what: str, *, deadline_s: float = 20, step_s: float = 0.05
) -> T:
    """Return the first true value of `condition`; fail by naming `what` was waited for."""
    until_s = time.monotonic() + deadline_s
    pause = threading.Event()
    while not (value := condition()):
        if time.monotonic() > until_s:
            raise AssertionError(f"waited {deadline_s:g} s in vain for {what}")
        pause.wait(step_s)
    return value


def _start_xvfb(folder: Path) -> subprocess.Popen[str]:
    screen = ["-screen", "0", f"{WIDTH_PX}x{HEIGHT_PX}x24"]
    argv = ["Xvfb", "-displayfd", "1", *screen, "-fbdir", str(folder), "-nolisten", "tcp", "-noreset"]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _start_openbox(env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        ["openbox"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
    )


def _display_of(server: subprocess.Popen[str]) -> int:
    assert server.stdout is not None
    number = server.stdout.readline().strip()
    assert number.isdigit(), "Xvfb ended before it named its display"
    return int(number)


def _has_window_manager(env: dict[str, str]) -> bool:
    # Only a window manager that speaks EWMH answers this.
    asked = subprocess.run(["xdotool", "get_num_desktops"], env=env, capture_output=True, check=False)
    return asked.returncode == 0


def _shell_values(told: str) -> dict[str, int]:
    return {name: int(value) for name, value in (line.split("=", 1) for line in told.split())}


@contextmanager
def _ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
