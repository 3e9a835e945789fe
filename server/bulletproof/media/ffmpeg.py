"""Which ffmpeg does the work, and what it can do.

The bundled one comes before the one on PATH, because it is the one that our tests verified.
"""

import asyncio
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.errors import FfmpegMissing
from bulletproof.domain.profile import Profile
from bulletproof.domain.text import shown
from bulletproof.media.child import child
from bulletproof.media.encoders import SOFTWARE

ASK_WITHIN_S = 20.0

NEEDED_FILTERS = (
    *("blackdetect", "freezedetect", "idet", "metadata", "photosensitivity", "signalstats", "ssim"),
    *("aphasemeter", "astats", "ebur128", "silencedetect"),
)
_LISTED = re.compile(r"^ [A-Z.|]{2,6}\s+(\S+)")


@dataclass(frozen=True, slots=True)
class Capabilities:
    path: Path
    version: str
    encoders: frozenset[str]
    filters: frozenset[str]


_known: dict[tuple[str, int, int], Capabilities] = {}


def find_ffmpeg(chosen: Path | None) -> Path:
    """The chosen one, else the bundled one, else the one on PATH; raises FfmpegMissing with the way out."""
    if chosen is not None:
        if not (chosen.is_file() and os.access(chosen, os.X_OK)):
            raise FfmpegMissing(
                f"{shown(chosen)} is no program that can be run. Correct the ffmpeg setting, or clear it."
            )
        return chosen
    found = _bundled() or shutil.which("ffmpeg")
    if found is None:
        raise FfmpegMissing("No ffmpeg was found. Install one, or name it in the settings.")
    return Path(found)


def _bundled() -> Path | None:
    """Not by `get_ffmpeg_exe`: that follows an environment variable of its own, and runs what it finds."""
    import imageio_ffmpeg

    folder = Path(imageio_ffmpeg.__file__).parent / "binaries"
    return next((path for path in sorted(folder.glob("ffmpeg-*")) if os.access(path, os.X_OK)), None)


async def capabilities(ffmpeg: Path) -> Capabilities:
    """Asked once of each build of the program; raises FfmpegMissing when it doesn't answer."""
    try:
        found = await asyncio.to_thread(ffmpeg.stat)
        key = (str(ffmpeg), found.st_size, found.st_mtime_ns)
        if key not in _known:
            _known[key] = await _ask(ffmpeg)
        return _known[key]
    except (OSError, TimeoutError) as error:
        raise FfmpegMissing(f"{shown(ffmpeg)} does not answer: {error}. Choose another ffmpeg.") from None


async def _ask(ffmpeg: Path) -> Capabilities:
    version, encoders, filters = await asyncio.gather(
        *(_answer(ffmpeg, question) for question in ("-version", "-encoders", "-filters"))
    )
    match = re.match(r"ffmpeg version (\S+)", version)
    if match is None:
        raise FfmpegMissing(f"{shown(ffmpeg)} is not ffmpeg. Choose another in the settings.")
    able = Capabilities(ffmpeg, match.group(1), _names(encoders), _names(filters))
    lacking = [name for name in NEEDED_FILTERS if name not in able.filters]
    if lacking:
        raise FfmpegMissing(
            f"{shown(ffmpeg)} lacks {', '.join(lacking)}, without which nothing can be verified."
        )
    return able


async def _answer(ffmpeg: Path, question: str) -> str:
    async with asyncio.timeout(ASK_WITHIN_S), child([str(ffmpeg), "-hide_banner", question]) as process:
        answer, _ = await process.communicate()
    return answer.decode(errors="replace")


def _names(listing: str) -> frozenset[str]:
    return frozenset(match.group(1) for line in listing.splitlines() if (match := _LISTED.match(line)))


def encoder_of(profile: Profile) -> str | None:
    """The name of the software's encoder of the profile's picture; None without a picture."""
    return SOFTWARE[profile.video.codec] if profile.video else None


def why_unavailable(profile: Profile, able: Capabilities) -> str | None:
    needed = [name for name in (encoder_of(profile), profile.audio.codec if profile.audio else None) if name]
    lacking = [name for name in needed if name not in able.encoders]
    if not lacking:
        return None
    return f"This ffmpeg ({able.version}) has no encoder {' and no '.join(lacking)}."
