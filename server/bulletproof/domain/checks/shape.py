"""Size and shape of the picture: what fits the player, and what only some players respect.

Squeezed pixels, a turn, a crop and a trim that stand in the container as flags are applied by some players
and ignored by others. In an output they belong into the pixels.
"""

from collections.abc import Iterator

from bulletproof.domain.checks.acceptance import accepted_picture
from bulletproof.domain.checks.case import Case
from bulletproof.domain.checks.variety import codec_name
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import VideoStream
from bulletproof.domain.picture_plan import picture_plan
from bulletproof.domain.text import seconds_text

_BLOCKS = {"hap": 4, "dxv": 16}  # S3TC blocks of 4 × 4 pixels; DXV packs 4 × 4 of those
_HALF_WIDE = ("yuv420", "yuv422", "yuvj420", "yuvj422", "yuva420", "yuva422", "nv12", "p010")
_HALF_HIGH = ("yuv420", "yuvj420", "yuva420", "nv12", "p010")


def wrong_size(case: Case) -> Iterator[Finding]:
    picture = case.picture
    if picture is None:
        return
    size, asked = (picture.width, picture.height), _asked_size(case)
    if asked is not None and size != asked:
        yield _wrong_size(size, _size_text(asked), f"{_size_text(asked)} was asked for")
        return
    wide, high = _surface(case)
    if (wide is not None and picture.width > wide) or (high is not None and picture.height > high):
        limit = f"{wide or 'any'} × {high or 'any'}"
        title = case.target.title if case.target else ""
        yield _wrong_size(size, limit, f"{title} shows at most {limit}")


def size_multiple(case: Case) -> Iterator[Finding]:
    picture = case.picture
    if picture is None or not picture.width or not picture.height:
        return
    wide, high = _divisors(case, picture)
    if picture.width % wide == 0 and picture.height % high == 0:
        return
    divisor = str(wide) if wide == high else f"{wide} and {high}"
    yield Finding(
        "size_multiple",
        Level.FAIL,
        f"{_size_text((picture.width, picture.height))} are no multiples of {divisor}, which"
        f" {codec_name(picture.codec)} needs here. Players refuse it or show stripes at the edge.",
        measured=_size_text((picture.width, picture.height)),
        limit=f"multiples of {divisor}",
    )


def not_square_pixels(case: Case) -> Iterator[Finding]:
    picture = case.picture
    aspect = picture.sample_aspect if picture else None
    if picture is None or aspect is None or aspect <= 0:
        return
    if abs(aspect - 1) * picture.width >= 1:  # less than a pixel over the whole width: a size was rounded
        yield Finding(
            "not_square_pixels",
            Level.WARN,
            f"Its pixels are {aspect.numerator}:{aspect.denominator} and not square. Players that ignore"
            " that show it squeezed.",
            measured=f"{aspect.numerator}:{aspect.denominator}",
            limit="1:1",
        )


def rotation(case: Case) -> Iterator[Finding]:
    if case.picture is not None and case.picture.rotation_deg:
        yield Finding(
            "rotation",
            Level.WARN,
            f"A flag turns it by {case.picture.rotation_deg}°. Players that ignore the flag show it lying.",
            measured=f"{case.picture.rotation_deg}°",
            limit="0°",
        )


def clean_aperture(case: Case) -> Iterator[Finding]:
    if case.picture is not None and case.picture.clean_aperture is not None:
        yield Finding(
            "clean_aperture",
            Level.WARN,
            f"A flag crops it to {_size_text(case.picture.clean_aperture)}. Players that ignore the flag show"
            f" {_size_text((case.picture.width, case.picture.height))}.",
            measured=_size_text(case.picture.clean_aperture),
            limit=_size_text((case.picture.width, case.picture.height)),
        )


def edit_list(case: Case) -> Iterator[Finding]:
    hidden_s = case.media.hidden_by_edits_s if case.media else 0.0
    if hidden_s > 0:
        yield Finding(
            "edit_list",
            Level.WARN,
            f"An edit list hides {seconds_text(hidden_s)} of the picture. Players that ignore the list show"
            " it, and lose sync.",
            measured=seconds_text(hidden_s),
            limit="0 s",
        )


def _asked_size(case: Case) -> tuple[int, int] | None:
    """The profile's word on that source; else the source's size, where everything is to be kept."""
    source, video = case.source_picture, case.profile.video if case.profile else None
    if video is not None and case.source is not None and case.source.media is not None:
        plan = picture_plan(video, case.source.media)
        return (plan.width, plan.height) if plan else None
    if video is not None:
        return (video.width, video.height) if video.width and video.height else None
    if case.target is not None and case.target.keeps_source and source is not None:
        return source.width, source.height
    return None


def _surface(case: Case) -> tuple[int | None, int | None]:
    limits, target = accepted_picture(case), case.target
    return (
        _least(limits.max_width if limits else None, target.max_width if target else None),
        _least(limits.max_height if limits else None, target.max_height if target else None),
    )


def _divisors(case: Case, picture: VideoStream) -> tuple[int, int]:
    limits, pixels = accepted_picture(case), picture.pixel_format or ""
    asked = max((limits.divisor if limits else None) or 1, _BLOCKS.get(picture.codec, 1))
    wide, high = 2 if pixels.startswith(_HALF_WIDE) else 1, 2 if pixels.startswith(_HALF_HIGH) else 1
    return max(asked, wide), max(asked, high)


def _least(one: int | None, other: int | None) -> int | None:
    return min((limit for limit in (one, other) if limit is not None), default=None)


def _wrong_size(size: tuple[int, int], limit: str, why: str) -> Finding:
    return Finding(
        "wrong_size",
        Level.WARN,
        f"The picture is {_size_text(size)}; {why}.",
        measured=_size_text(size),
        limit=limit,
    )


def _size_text(size: tuple[int, int]) -> str:
    return f"{size[0]} × {size[1]}"
