"""Does the picture's codec keep its profile's promise, and does the target play it?

A wrong codec is told alone: its pixel format and its kind are wrong by that. Within the right codec each is
told, since a technician may know the fault by either name (4:2:2 makes H.264 another profile by itself).
"""

from collections.abc import Iterator

from bulletproof.domain.checks.case import Case
from bulletproof.domain.checks.variety import codec_name, kind_of, picture_name
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import VideoStream
from bulletproof.domain.picture_plan import stored_pixel_format
from bulletproof.domain.profile import VideoSettings
from bulletproof.domain.target import AcceptedPicture

# What an encoder that was asked for one of them may rightly make: less (H.264 annex A.2).
_H264 = ("Constrained Baseline", "Baseline", "Main", "High")
_KINDS = {
    "proxy": ("Proxy",),
    "lt": ("LT",),
    "standard": ("Standard",),
    "hq": ("HQ",),
    "4444": ("4444",),
    "hap": ("Hap",),
    "hap_alpha": ("Hap Alpha",),
    "hap_q": ("Hap Q",),
    "dnxhr_hq": ("DNXHR HQ",),
    "high": _H264,
    "main": _H264[:3],
    "baseline": _H264[:2],
}
# Only these are more than a name for the same thing in mov and mp4; QuickTime File Format, ISO 14496-15.
_TAGS = {
    "prores": ("apch", "apcn", "apcs", "apco", "ap4h", "ap4x"),
    "h264": ("avc1", "avc3"),
    "hevc": ("hvc1", "dvh1"),
    "hap": ("Hap1", "Hap5", "HapY", "HapM", "HapA", "Hap7", "HapH"),
    "dnxhd": ("AVdh", "AVdn"),
    "mjpeg": ("jpeg", "mjpa", "mjpb", "mp4v"),
    "av1": ("av01",),
    "vp9": ("vp09",),
}


def picture_codec(case: Case) -> Iterator[Finding]:
    promised = case.profile.video if case.profile else None
    if case.picture is None:
        return
    broken = _promise(case, case.picture, promised) if promised else ()
    found = {finding.code: finding for finding in (*_of_target(case, case.picture), *broken)}
    yield from [found["wrong_codec"]] if "wrong_codec" in found else found.values()


def codec_tag(case: Case) -> Iterator[Finding]:
    picture, media = case.picture, case.media
    if picture is None or media is None or "mov" not in media.container.split(",") or not picture.codec_tag:
        return
    limits = accepted_picture(case)
    wanted = (limits.codec_tags if limits else ()) or _TAGS.get(picture.codec, ())
    if wanted and picture.codec_tag not in wanted and not (_is_refused(case)):
        yield Finding(
            "codec_tag",
            Level.WARN,
            f"The codec is announced as “{picture.codec_tag}”; players look for {_or(wanted)}"
            " and may not recognise it.",
            measured=picture.codec_tag,
            limit=", ".join(wanted),
        )


def accepted_picture(case: Case) -> AcceptedPicture | None:
    """The target's word on exactly this picture: codec, pixel format and kind."""
    if case.picture is None:
        return None
    return next((one for one in case.accepted if _takes(one, case.picture)), None)


def _is_refused(case: Case) -> bool:
    return bool(case.target and case.target.pictures) and not case.accepted


def _takes(one: AcceptedPicture, picture: VideoStream) -> bool:
    return _takes_pixels(one, picture) and _takes_kind(one, picture) and _level_over(one, picture) is None


def _takes_pixels(one: AcceptedPicture, picture: VideoStream) -> bool:
    pixels = picture.pixel_format
    return not one.pixel_formats or pixels is None or _plain(pixels) in map(_plain, one.pixel_formats)


def _takes_kind(one: AcceptedPicture, picture: VideoStream) -> bool:
    kind = kind_of(picture)
    return not one.codec_profiles or kind is None or kind in one.codec_profiles


def _level_over(one: AcceptedPicture, picture: VideoStream) -> float | None:
    level = _number(picture.codec_level)
    return level if level is not None and one.max_level is not None and level > one.max_level else None


def _promise(case: Case, picture: VideoStream, video: VideoSettings) -> Iterator[Finding]:
    if picture.codec != video.codec:
        yield _wrong(
            "wrong_codec", codec_name(picture.codec), codec_name(video.codec), "the profile promises"
        )
        return
    pixels, stored = picture.pixel_format, _stored(case, video)
    if pixels is not None and _plain(pixels) not in map(_plain, stored):
        yield _wrong("wrong_pixel_format", pixels, _or(stored), "the profile promises")
    kind, kinds = kind_of(picture), _KINDS.get(video.codec_profile or "", ())
    if kind is not None and kinds and kind not in kinds:
        yield _wrong("wrong_codec_profile", picture_name(picture), kinds[-1], "the profile promises")


def _stored(case: Case, video: VideoSettings) -> tuple[str, ...]:
    """With alpha or without: that it is lost is a finding of its own."""
    told = (stored_pixel_format(video, has_alpha=has_alpha) for has_alpha in (False, True))
    return tuple(dict.fromkeys(told))


def _of_target(case: Case, picture: VideoStream) -> Iterator[Finding]:
    target = case.target
    if target is None or not target.pictures:
        return
    plays = f"{target.title} plays"
    if not case.accepted:
        names = tuple(dict.fromkeys(codec_name(one.codec) for one in target.pictures))
        yield _wrong("wrong_codec", codec_name(picture.codec), _or(names), plays)
        return
    by_pixels = [one for one in case.accepted if _takes_pixels(one, picture)]
    if not by_pixels:
        formats = tuple(dict.fromkeys(name for one in case.accepted for name in one.pixel_formats))
        yield _wrong("wrong_pixel_format", picture.pixel_format or "", _or(formats), plays)
    by_kind = [one for one in by_pixels or case.accepted if _takes_kind(one, picture)]
    if not by_kind:
        kinds = tuple(dict.fromkeys(kind for one in case.accepted for kind in one.codec_profiles))
        yield _wrong("wrong_codec_profile", picture_name(picture), _or(kinds), plays)
    elif by_pixels:
        yield from _level_and_warning(by_kind, picture, plays)


def _level_and_warning(
    accepted: list[AcceptedPicture], picture: VideoStream, plays: str
) -> Iterator[Finding]:
    fitting = next((one for one in accepted if _level_over(one, picture) is None), None)
    if fitting is None:
        highest = max(one.max_level or 0.0 for one in accepted)
        yield _wrong(
            "wrong_codec_profile",
            f"{picture_name(picture)} at level {picture.codec_level}",
            f"levels up to {highest:g}",
            plays,
        )
    elif fitting.warning is not None:
        code = "wrong_codec_profile" if fitting.codec_profiles else "wrong_codec"
        yield Finding(
            code,
            Level.WARN,
            f"{picture_name(picture)}: {fitting.warning}",
            measured=picture_name(picture),
        )


def _wrong(code: str, measured: str, limit: str, whose: str) -> Finding:
    what = "stored as" if code == "wrong_pixel_format" else ""
    return Finding(
        code,
        Level.FAIL,
        f"The picture is {what} {measured}, {whose} {limit}.".replace("  ", " "),
        measured=measured,
        limit=limit,
    )


def _plain(pixel_format: str) -> str:
    """yuvj420p is yuv420p in full range: ffmpeg's old name for a property that has a field of its own."""
    return pixel_format.replace("yuvj", "yuv")


def _number(level: str | None) -> float | None:
    try:
        return None if level is None else float(level)
    except ValueError:
        return None


def _or(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}" if names else "nothing"
