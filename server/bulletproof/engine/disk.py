"""Room on a disk: how much an output will take, how much there is, and who says that a folder can be used."""

import os
import shutil
from pathlib import Path

from bulletproof.domain.errors import DiskFull, FolderNotWritable, FolderOffline
from bulletproof.domain.live import DiskSpace
from bulletproof.domain.media import MediaFacts
from bulletproof.domain.profile import Profile
from bulletproof.domain.text import shown, size_text

# Bits per pixel of a frame, from Apple's ProRes white paper (1080p29.97: Proxy 45, LT 102, 422 147, HQ 220
# Mb/s); for the quality-steered encoders a generous guess, since too much is asked rather than too little.
_BITS_PER_PIXEL = {"proxy": 0.73, "lt": 1.65, "standard": 2.37, "hq": 3.55, "4444": 5.31}
# DXT1 has 4 bits per pixel and DXT5 8 before they are squeezed (Hap's specification); DNxHR HQ: Avid's table.
_BITS_PER_PIXEL |= {"hap": 4.0, "hap_alpha": 8.0, "hap_q": 8.0, "dnxhr_hq": 3.55}
_BITS_PER_PIXEL |= {"mjpeg": 3.0}
_CRF_BITS_PER_PIXEL, _INTRA_BITS_PER_PIXEL = 0.35, 1.5
_PCM_BITS = 24


def estimated_bytes(profile: Profile, facts: MediaFacts) -> int:
    """How large the output may become; 0 where the length is not known."""
    seconds = facts.duration_s or 0.0
    return round(seconds * (_video_bps(profile, facts) + _audio_bps(profile, facts)) / 8)


def _video_bps(profile: Profile, facts: MediaFacts) -> float:
    video, picture = profile.video, facts.picture
    if video is None or picture is None:
        return 0.0
    if video.bitrate_bps is not None:
        return video.bitrate_bps
    pixels = (video.width or picture.width) * (video.height or picture.height)
    rate = video.frame_rate or picture.frame_rate or 30
    guess = _INTRA_BITS_PER_PIXEL if video.is_all_intra else _CRF_BITS_PER_PIXEL
    return pixels * float(rate) * _BITS_PER_PIXEL.get(video.codec_profile or video.codec, guess)


def _audio_bps(profile: Profile, facts: MediaFacts) -> float:
    audio, sound = profile.audio, facts.sound
    if audio is None or sound is None:
        return 0.0
    return audio.bitrate_bps or (audio.sample_rate_hz or sound.sample_rate_hz) * sound.channels * _PCM_BITS


def require_room(folder: Path, *, needed_bytes: int, reserve_bytes: int) -> None:
    """Raise DiskFull with both numbers; blocks as long as the disk does."""
    free_bytes = shutil.disk_usage(folder).free
    if free_bytes < needed_bytes + reserve_bytes:
        raise DiskFull(
            f"{shown(folder)} has {size_text(free_bytes)} free; this output needs about"
            f" {size_text(needed_bytes)} and {size_text(reserve_bytes)} are kept in reserve."
            " It starts by itself once there is room."
        )


def require_writable(root: Path, folder: Path) -> None:
    """Make `folder` under an existing `root`; raises FolderOffline or FolderNotWritable, in words.

    The root itself is never made here: where a drive is unplugged, its bare mount point would be filled.
    """
    if not root.is_dir():
        raise FolderOffline(f"The output folder {shown(root)} is not there. The job goes on when it is back.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(f"{shown(folder)} can't be made: {error.strerror}.") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FolderNotWritable(
            f"{shown(folder)} can't be written. Give this user the right to write there;"
            " the job goes on by itself."
        )


def space_of(folder: Path) -> DiskSpace | None:
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return None
    return DiskSpace(str(folder), usage.free, usage.total)
