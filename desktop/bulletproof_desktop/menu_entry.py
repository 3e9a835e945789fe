"""Put Bulletproof into the desktop's menu and its "Open with": for one user, from wherever the program lies.

A desktop entry, an icon and the list of what it opens, at the places of the freedesktop.org specifications
(Desktop Entry 1.5, XDG Base Directory). Windows and macOS do this by their installers.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bulletproof.media.child import others_environment
from bulletproof_desktop.notifier import icon_path

NAME = "video.bulletproof.app"
MEDIA_TYPES = (
    *("video/quicktime", "video/mp4", "video/x-matroska", "video/webm", "video/mpeg", "video/mp2t"),
    *("video/x-msvideo", "video/avi", "video/x-ms-wmv", "video/x-m4v", "application/mxf"),
    *("audio/x-wav", "audio/x-aiff", "audio/mpeg", "audio/mp4", "audio/flac", "audio/ogg"),
)


class CantAdd(Exception):
    """This system has no such menu, or it can't be written."""


def add() -> Path:
    """Write or renew the entry; return it. Raises CantAdd."""
    _require_linux()
    entry, icon = _entry(), _icon()
    try:
        for path in (entry, icon):
            path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(icon_path(), icon)
        entry.write_text(_text(_program()), encoding="utf-8")
    except OSError as error:
        raise CantAdd(f"{error.filename} can't be written: {error.strerror}.") from error
    _tell_desktop(entry.parent)
    return entry


def remove() -> Path:
    """Take away what `add` wrote. Raises CantAdd."""
    _require_linux()
    for path in (_entry(), _icon()):
        path.unlink(missing_ok=True)
    _tell_desktop(_entry().parent)
    return _entry()


def _require_linux() -> None:
    if sys.platform != "linux":
        raise CantAdd("On this system the installer does it.")


def _program() -> Sequence[str]:
    """As a single file it unpacks itself elsewhere; `sys.executable` is the file that was started."""
    if hasattr(sys, "frozen"):
        return [sys.executable]
    return [sys.executable, "-m", "bulletproof_desktop"]


def _data_home() -> Path:
    told = os.environ.get("XDG_DATA_HOME", "")
    return Path(told) if Path(told).is_absolute() else Path.home() / ".local" / "share"


def _entry() -> Path:
    return _data_home() / "applications" / f"{NAME}.desktop"


def _icon() -> Path:
    return _data_home() / "icons" / "hicolor" / "256x256" / "apps" / f"{NAME}.png"


def _text(program: Sequence[str]) -> str:
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.4",
        "Name=Bulletproof",
        "GenericName=Show video checker and converter",
        "Comment=Folders in, verified show files out",
        f"Exec={' '.join(_quoted(word) for word in program)} %F",
        f"Icon={NAME}",
        "Terminal=false",
        "Categories=AudioVideo;Video;",
        "Keywords=theatre;show;transcode;verify;QLab;preflight;",
        f"MimeType={';'.join(MEDIA_TYPES)};",
        "StartupWMClass=bulletproof",
    )
    return "\n".join(lines) + "\n"


def _quoted(word: str) -> str:
    """For `Exec`: escaped once as an argument in quotes, once as a value of the file."""
    for character in ("\\", '"', "`", "$"):
        word = word.replace(character, f"\\{character}")
    return f'"{word}"'.replace("\\", "\\\\").replace("%", "%%")


def _tell_desktop(applications: Path) -> None:
    """Desktops that watch the folder need no telling; those that don't have this program."""
    told = shutil.which("update-desktop-database")
    if told is not None and applications.is_dir():
        subprocess.run(
            [told, str(applications)], env=others_environment(), check=False, capture_output=True, timeout=20
        )
