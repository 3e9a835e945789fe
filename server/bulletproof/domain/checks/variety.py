"""What the trade calls a codec and its kind: `ProRes HQ`, `Hap Q`, `H.264 High`.

Hap's kind stands in its four-character code and nowhere else; that of ProRes in both places.
"""

from bulletproof.domain.media import VideoStream

HAP_KINDS = {
    "Hap1": "Hap",
    "Hap5": "Hap Alpha",
    "HapY": "Hap Q",
    "HapM": "Hap Q Alpha",
    "HapA": "Hap Alpha-Only",
    "Hap7": "Hap R",
    "HapH": "Hap HDR",
}
PRORES_KINDS = {
    "apco": "Proxy",
    "apcs": "LT",
    "apcn": "Standard",
    "apch": "HQ",
    "ap4h": "4444",
    "ap4x": "XQ",
}
_NAMES = {
    "aac": "AAC",
    "ac3": "AC-3",
    "alac": "ALAC",
    "av1": "AV1",
    "dnxhd": "DNxHD",
    "dxv": "DXV",
    "ffv1": "FFV1",
    "flac": "FLAC",
    "h264": "H.264",
    "hap": "Hap",
    "hevc": "HEVC",
    "mjpeg": "Photo-JPEG",
    "mp3": "MP3",
    "mpeg2video": "MPEG-2",
    "mpeg4": "MPEG-4 part 2",
    "notchlc": "NotchLC",
    "opus": "Opus",
    "prores": "ProRes",
    "qtrle": "QuickTime Animation",
    "vorbis": "Vorbis",
    "vp8": "VP8",
    "vp9": "VP9",
}


def codec_name(codec: str) -> str:
    return _NAMES.get(codec, codec)


def kind_of(picture: VideoStream) -> str | None:
    """The codec's profile in the words of targets; None where the file doesn't tell."""
    if picture.codec == "hap":
        return HAP_KINDS.get(picture.codec_tag)
    if picture.codec == "prores":
        return picture.codec_profile or PRORES_KINDS.get(picture.codec_tag)
    return picture.codec_profile


def picture_name(picture: VideoStream) -> str:
    kind, name = kind_of(picture), codec_name(picture.codec)
    if kind is None:
        return name
    return kind if kind.startswith(name[:3]) else f"{name} {kind}"
