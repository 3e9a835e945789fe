"""Does the file say what its colours mean, with one voice, and as its source did?

A picture without tags is drawn by guess: BT.601 in one player, BT.709 in the next. Only what a codec in its
container can hold is asked for: AVI has no field, a texture has no matrix, QuickTime's `nclc` no range.
"""

from collections.abc import Iterator
from dataclasses import fields

from bulletproof.domain.checks.case import Case
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import Colour, VideoStream
from bulletproof.domain.picture_plan import is_rgb, picture_plan

_TELLS_ITSELF = ("h264", "hevc", "vvc", "av1", "mpeg2video")
_TELLS_RANGE = ("h264", "hevc", "vvc", "av1", "vp9")
_TOLD_BY_CONTAINER = (*_TELLS_ITSELF, "vp9", "prores", "dnxhd", "ffv1", "hap", "v210", "cfhd")
_HAS_A_FIELD = {"mov": (), "matroska": ("prores",)}  # and codecs for which it is not used
# The same curve and the same matrix by two names (ITU-T H.273, tables 3 and 4).
_SAME = {"smpte170m": "bt709", "bt2020-10": "bt709", "bt2020-12": "bt709"}
_SAME_MATRIX = {"bt470bg": "smpte170m"}
_WORDS = {"primaries": "primaries", "transfer": "transfer curve", "matrix": "matrix", "range": "range"}


def colour_untagged(case: Case) -> Iterator[Finding]:
    picture = case.picture
    if picture is None or case.media is None or not _can_tell(picture, case.media.container):
        return
    told = _told(picture)
    missing = [name for name in _needed(picture) if getattr(told, name) is None]
    if missing:
        yield Finding(
            "colour_untagged",
            Level.WARN,
            f"It doesn't say what its colours mean ({_list(missing)}). Each player guesses, so it may look"
            " different on show day.",
            measured=f"{_list(missing)} missing",
            limit="primaries, transfer, matrix",
        )


def colour_mismatch(case: Case) -> Iterator[Finding]:
    picture = case.picture
    if picture is None or picture.container_colour is None or picture.bitstream_colour is None:
        return
    ours, theirs = picture.container_colour, picture.bitstream_colour
    names = ("primaries", "transfer") if is_rgb(picture.pixel_format) else tuple(_WORDS)
    for name, one, other in _differences(ours, theirs, names):
        yield Finding(
            "colour_mismatch",
            Level.WARN,
            f"The container says {_WORDS[name]} {one}, the picture itself {other}. Which one is believed"
            " depends on the player.",
            measured=one,
            limit=other,
        )
        return


def colour_changed(case: Case) -> Iterator[Finding]:
    if case.picture is None or case.source_picture is None:
        return
    expected, names = _expected(case, case.picture, case.source_picture)
    for name, ours, theirs in _differences(_told(case.picture), expected, names):
        yield Finding(
            "colour_changed",
            Level.WARN,
            f"Its {_WORDS[name]} is {ours}, its source's {theirs}: colours will not look as they were"
            " approved.",
            measured=ours,
            limit=theirs,
        )
        return


def alpha_lost(case: Case) -> Iterator[Finding]:
    if case.picture is None or case.source_picture is None or not case.source_picture.has_alpha:
        return
    video = case.profile.video if case.profile else None
    if case.picture.has_alpha or (video is not None and not video.keeps_alpha):
        return
    yield Finding(
        "alpha_lost",
        Level.FAIL,
        "The source's transparency is lost: it will cover what lies beneath it.",
        measured="no alpha",
        limit="alpha",
    )


def _can_tell(picture: VideoStream, container: str) -> bool:
    if picture.pixel_format is not None and picture.pixel_format.startswith(("gray", "pal8", "mono")):
        return False
    for name, unused in _HAS_A_FIELD.items():
        if name in container.split(","):
            return picture.codec in _TOLD_BY_CONTAINER and picture.codec not in unused
    return container != "avi" and picture.codec in _TELLS_ITSELF


def _needed(picture: VideoStream) -> tuple[str, ...]:
    if is_rgb(picture.pixel_format):
        return ("primaries", "transfer")
    is_full = (picture.pixel_format or "").startswith("yuvj")
    wants_range = picture.codec in _TELLS_RANGE and not is_full
    return ("primaries", "transfer", "matrix", *(("range",) if wants_range else ()))


def _told(picture: VideoStream) -> Colour:
    full = "pc" if (picture.pixel_format or "").startswith("yuvj") else None
    return Colour(
        picture.color_primaries,
        picture.color_transfer,
        picture.color_matrix,
        picture.color_range or full,
    )


def _expected(case: Case, ours: VideoStream, theirs: VideoStream) -> tuple[Colour, tuple[str, ...]]:
    """What the profile makes of that source; else what the source says, as far as both have it.

    Full range may become limited, since an encode converts it; nobody asks for the other way round.
    """
    video = case.profile.video if case.profile else None
    plan = picture_plan(video, case.source.media) if video and case.source and case.source.media else None
    either_rgb = is_rgb(ours.pixel_format) or is_rgb(theirs.pixel_format)
    if plan is not None:
        return plan.colour, ("primaries", "transfer") if either_rgb else ("primaries", "transfer", "matrix")
    told = _told(theirs)
    if either_rgb:
        return told, ("primaries",)
    widens = told.range == "tv" and ours.codec != "mjpeg"
    return told, tuple(_WORDS) if widens else ("primaries", "transfer", "matrix")


def _differences(one: Colour, other: Colour, names: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for field in fields(Colour):
        ours, theirs = getattr(one, field.name), getattr(other, field.name)
        if field.name not in names or ours is None or theirs is None:
            continue
        if _canonical(field.name, ours) != _canonical(field.name, theirs):
            yield field.name, ours, theirs


def _canonical(name: str, word: str) -> str:
    if name == "transfer":
        return _SAME.get(word, word)
    return _SAME_MATRIX.get(word, word) if name == "matrix" else word


def _list(names: list[str]) -> str:
    return ", ".join(_WORDS[name] for name in names)
