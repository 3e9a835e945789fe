"""The window without the graphics card, for a machine whose driver leaves it blank.

Kept as a file that says so and can be deleted; there is no way to ask a driver beforehand.
"""

import sys
from collections.abc import MutableMapping
from datetime import datetime
from pathlib import Path

NAME = "window-without-gpu.txt"
SWITCH = "--disable-gpu"
READ_BY = {"linux": "QTWEBENGINE_CHROMIUM_FLAGS", "win32": "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS"}


def is_off(data_dir: Path) -> bool:
    return (data_dir / NAME).exists()


def turn_off(data_dir: Path) -> None:
    """For this start of the window and those after it. Raises OSError."""
    (data_dir / NAME).write_text(
        f"On {datetime.now():%Y-%m-%d %H:%M} the window stayed blank. Since then it is drawn without the "
        "graphics card.\nDelete this file to try the card again.\n",
        encoding="utf-8",
    )


def put_in(environ: MutableMapping[str, str]) -> None:
    """Tell Chromium, before it starts, to leave the card alone."""
    name = READ_BY.get(sys.platform)
    if name is not None:
        environ[name] = f"{environ.get(name, '')} {SWITCH}".strip()
