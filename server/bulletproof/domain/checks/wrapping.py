"""The container, its streams, and the file's name: what a player meets before it sees a picture."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from bulletproof.domain.checks.case import Case
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.text import count_text, shown

# One demuxer reads a family of formats, whose members a player may take or leave: told apart by extension.
_FAMILIES = {
    "mov": {"mov", "mp4", "m4v", "m4a", "qt", "3gp", "3g2", "mj2"},
    "matroska": {"mkv", "webm", "mka"},
    "mpegts": {"ts", "m2ts", "mts"},
    "mpeg": {"mpg", "mpeg", "vob", "m2p"},
    "aiff": {"aiff", "aif", "aifc"},
    "wav": {"wav", "wave", "bwf"},
    "w64": {"w64"},
    "avi": {"avi", "divx"},
}
_SAME = {
    "aif": "aiff",
    "aifc": "aiff",
    "wave": "wav",
    "bwf": "wav",
    "qt": "mov",
    "mts": "m2ts",
    "mpeg": "mpg",
}
_WINDOWS_REFUSES = '<>:"/\\|?*'
_WINDOWS_DEVICES = re.compile(r"(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(\..*)?", re.IGNORECASE)
_TOLD_AT_MOST = 3


def container(case: Case) -> Iterator[Finding]:
    if case.media is None:
        return
    family = _family(case.media.container)
    promised: set[str] = {case.profile.container} if case.profile else set()
    if promised and not promised & family:
        yield _wrong_container(_named(case, family), f"the profile promises {_sorted(promised)}", promised)
        return
    accepted = set(case.target.containers) if case.target else set()
    if accepted and not _is_accepted(case, family, accepted):
        title = case.target.title if case.target else ""
        yield _wrong_container(_named(case, family), f"{title} plays {_sorted(accepted)}", accepted)


def extra_stream(case: Case) -> Iterator[Finding]:
    media = case.media
    if media is None:
        return
    told = [stream.kind for stream in media.other if not (stream.kind == "data" and _has_timecode(case))]
    told += ["cover" for stream in media.video if stream.is_attached_picture]
    told += ["picture" for stream in media.video if not stream.is_attached_picture][1:]
    told += ["sound" for _ in media.audio[1:]]
    if told:
        kinds = ", ".join(dict.fromkeys(_KINDS.get(kind, kind) for kind in told))
        yield Finding(
            "extra_stream",
            Level.NOTE,
            f"Besides one picture and one sound it has {count_text(len(told), 'stream')} ({kinds})."
            " Most players ignore what they don't expect.",
            measured=count_text(len(told), "stream"),
        )


def not_fast_start(case: Case) -> Iterator[Finding]:
    if case.media is None or case.media.index_in_front is not False:
        return
    if case.target is not None and case.target.wants_index_in_front:
        yield Finding(
            "not_fast_start",
            Level.WARN,
            "Its index lies behind the media: from a server or a slow stick it starts only once all of it"
            " has been read.",
            measured="at the end",
            limit="in front",
        )


def file_name(case: Case) -> Iterator[Finding]:
    if case.target is None or case.file_name is None:
        return
    refused = list(_refused(case.file_name, case.target.file_names))
    refused += [f"“{part}”" for part in _reserved(case.file_name, case.target.refused_in_names)]
    if refused:
        yield Finding(
            "file_name",
            Level.WARN,
            f"{case.target.title} or its disk refuses {', '.join(refused[:_TOLD_AT_MOST])} in a file name."
            " Rename it.",
            measured=shown(case.file_name),
        )


_KINDS = {"data": "data", "attachment": "attachment", "subtitle": "subtitles", "cover": "cover art"}
_KINDS |= {"picture": "another picture", "sound": "another sound track"}


def _has_timecode(case: Case) -> bool:
    """A timecode has a track of its own in MOV and MXF, and belongs there."""
    return case.picture is not None and case.picture.timecode is not None


def _family(demuxer: str) -> set[str]:
    names = set(demuxer.split(","))
    return next((set(members) for name, members in _FAMILIES.items() if name in names), names)


def _extension(case: Case) -> str:
    return PurePath(case.file_name).suffix.removeprefix(".").lower() if case.file_name else ""


def _is_accepted(case: Case, family: set[str], accepted: set[str]) -> bool:
    extension = _extension(case)
    if extension in family:
        return bool({extension, _SAME.get(extension, extension)} & accepted)
    is_of_another = any(extension in members for members in _FAMILIES.values())
    return bool(family & accepted) and (not is_of_another or extension in accepted)


def _named(case: Case, family: set[str]) -> str:
    extension = _extension(case)
    if extension in family:
        return extension
    told = "mov or mp4" if "mp4" in family else "mkv or webm" if "mkv" in family else min(family)
    return f"{told}, named .{extension}" if extension else told


def _sorted(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _wrong_container(measured: str, whose: str, limit: set[str]) -> Finding:
    return Finding(
        "wrong_container",
        Level.FAIL,
        f"The container is {shown(measured)}; {whose}.",
        measured=shown(measured),
        limit=_sorted(limit),
    )


def _refused(name: str, rules: str) -> Iterator[str]:
    if rules == "any":
        return
    characters = _WINDOWS_REFUSES if rules == "windows" else ":/"
    yield from (f"“{character}”" for character in dict.fromkeys(name) if character in characters)
    if any(ord(character) < 0x20 or ord(character) == 0x7F for character in name):
        yield "an invisible character"
    if rules == "windows":
        if name != name.rstrip(". "):
            yield "a dot or a space at the end"
        if _WINDOWS_DEVICES.fullmatch(name):
            yield f"the device name “{PurePath(name).stem}”"


def _reserved(name: str, parts: tuple[str, ...]) -> Iterator[str]:
    """A part counts at a word's end: `_v2` is reserved, `_voice` is not."""
    for part in parts:
        pattern = re.escape(part).replace("<N>", r"\d+")
        if found := re.search(rf"{pattern}(?![^\W_])", PurePath(name).stem, re.IGNORECASE):
            yield found[0]
