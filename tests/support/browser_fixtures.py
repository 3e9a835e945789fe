"""The fixtures of the browser tests: one Chromium for all, a server and a watched page for each."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import imageio_ffmpeg
import pytest
from playwright.sync_api import Browser, Playwright

from tests.desktop.app_process import app
from tests.support.browser import DESKTOP, LAUNCH_ARGS, Clips, Scenes, Show, Watch


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    browser = playwright.chromium.launch(executable_path=found, args=LAUNCH_ARGS)
    yield browser
    browser.close()


@pytest.fixture
def open_show(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Show]]:
    """Call it to start a server and a page on it; what the page did wrong is told when the test ends."""
    watches: list[Watch] = []
    with ExitStack() as closing:

        def start(*, size: tuple[int, int] = DESKTOP, options: tuple[str, ...] = (), **env: str) -> Show:
            folders = {name: tmp_path / name for name in ("data", "drop", "out")}
            for folder in folders.values():
                folder.mkdir(exist_ok=True)
            running = closing.enter_context(app(folders["data"], "--headless", *options, env=env))
            url = running.wait_ready()
            context = chromium.new_context(
                viewport={"width": size[0], "height": size[1]}, bypass_csp=True, locale="en-GB"
            )
            closing.callback(context.close)
            page, watch = context.new_page(), Watch(url.rstrip("/"))
            watches.append(watch)
            page.on("console", watch.saw_console)
            page.on("pageerror", lambda error: watch.faults.append(f"page error: {error}"))
            page.on("request", watch.saw_request)
            show = Show(running, url, page, watch, folders["drop"], folders["out"])
            show.sign_in()
            return show

        yield start
    assert [fault for watch in watches for fault in watch.unexpected()] == []


@pytest.fixture
def show(open_show: Callable[..., Show]) -> Show:
    return open_show()


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    folder = tmp_path_factory.mktemp("clips")
    (folder / "text.mov").write_text("This is not a film.\n" * 50)
    return Clips(
        _clip(folder / "short.mov", "320x180", seconds=2),
        _clip(folder / "long.mov", "1280x720", seconds=60),
        folder / "text.mov",
    )


@pytest.fixture(scope="session")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Scenes:
    folder = tmp_path_factory.mktemp("scenes")
    skies = {
        "dawn": "0x2b1d3a:0xc9744f:0xf2c879",
        "night": "0x0a1222:0x2f4a6d:0x9fb4c8",
        "wood": "0x10180f:0x4d6a3b:0xb9bd7a",
    }
    made = {}
    for name, sky in skies.items():
        first, second, third = sky.split(":")
        look = f"gradients=c0={first}:c1={second}:c2={third}:n=3:seed=7:speed=0.02"
        made[name] = _clip(folder / f"{name}.mov", "640x360", seconds=2, look=look)
        made[f"long_{name}"] = _clip(folder / f"long_{name}.mov", "1280x720", seconds=20, look=look)
    return Scenes(**made)


def _clip(path: Path, size: str, *, seconds: int, look: str = "testsrc2=rate=25") -> Path:
    picture = f"{look}:size={size}:duration={seconds}"
    sound = f"sine=frequency=440:sample_rate=48000:duration={seconds}"
    codecs = ["-c:v", "mpeg4", "-q:v", "4", "-c:a", "pcm_s16le"]
    inputs = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound]
    argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *inputs, *codecs, str(path)]
    subprocess.run(argv, check=True, timeout=120)
    return path
