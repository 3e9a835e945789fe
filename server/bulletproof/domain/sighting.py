"""Which names in a folder are worth a look at all, told from the name alone."""

from pathlib import PurePath

VIDEO_SUFFIXES = frozenset(
    {".mov", ".mp4", ".mxf", ".avi", ".mkv", ".flv", ".wmv", ".webm", ".m2ts"}
    | {".mts", ".ts", ".m4v", ".3gp", ".3g2", ".qt", ".dv", ".dvr", ".asf"}
)
AUDIO_SUFFIXES = frozenset(
    {".wav", ".aif", ".aiff", ".caf", ".flac", ".mp3", ".m4a", ".aac", ".ogg", ".opus", ".w64"}
)

# What copy tools call a file while it is on its way: rsync, SFTP clients, browsers, editors.
_ON_ITS_WAY = (".part", ".partial", ".filepart", ".crdownload", ".tmp", "~")


def is_litter(name: str) -> bool:
    """Hidden files, macOS's `._` companions and copies in progress are never media."""
    return name.startswith(".") or name.lower().endswith(_ON_ITS_WAY)


def is_sound(name: str) -> bool:
    return PurePath(name).suffix.lower() in AUDIO_SUFFIXES


def is_candidate(name: str, *, with_audio: bool) -> bool:
    """Whether a file of this name may be media; audio files count where a rule's profile wants them."""
    if is_litter(name):
        return False
    return PurePath(name).suffix.lower() in VIDEO_SUFFIXES or (with_audio and is_sound(name))
