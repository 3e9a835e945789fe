"""What an output's picture will be, decided from its source's header before a byte is encoded.

Players agree on little: pixels that are not square are drawn square, a matrix that nobody named is guessed
from the height, and a texture whose sides are no multiple of four is refused. So all of it is settled here,
and the encode's graph and the checks of its output read the same plan.
"""

from dataclasses import dataclass
from fractions import Fraction

from bulletproof.domain.frame_rate import output_rate
from bulletproof.domain.media import Colour, MediaFacts, VideoStream
from bulletproof.domain.profile import VideoSettings

HD_FROM_LINES = 720
PAL_LINES = range(481, 720)
HD_PIXELS = 1920 * 1080
CHUNKS_ABOVE_HD = 4
_RGB = ("rgb", "bgr", "gbr", "argb", "abgr", "0rgb", "0bgr", "pal8", "x2rgb", "x2bgr")
_EVEN = ("yuv420", "yuv422", "yuvj420", "yuvj422", "nv12", "p010")
# As decoders tell it: textures are RGB, and 4444 is 12 bits deep whatever its encoder was given.
_STORED = {"hap": "rgb0", "hap_q": "rgb0", "hap_alpha": "rgba", "4444": "yuv444p12le"}
# Functionally the same curve (ITU-T H.273, table 3) and the same matrix (table 4), by the number that a
# ProRes frame header has for it (SMPTE RDD 36, 5.1.1); any other is written as "unknown".
_PRORES_TRANSFERS = {"smpte170m": "bt709", "bt2020-10": "bt709", "bt2020-12": "bt709"}
_PRORES_MATRICES = {"bt470bg": "smpte170m"}
# Codecs whose decoders take one matrix for granted: JFIF is BT.601 in full range (ITU-T T.871), and ffmpeg's
# DNxHR encoder can't say any but BT.709 (its decoder believes it, whatever the container says).
_ONLY_MATRIX = {"mjpeg": "bt470bg", "dnxhd": "bt709"}


@dataclass(frozen=True, slots=True)
class PicturePlan:
    width: int
    height: int
    rate: Fraction
    pixel_format: str
    """What the encoder is given."""
    stored_pixel_format: str
    """What a decoder tells of the output."""
    has_alpha: bool
    source_colour: Colour
    """What the source's samples are taken for."""
    colour: Colour
    """What the output says of itself."""
    is_reshaped: bool
    """Scaled or padded: the source's own pixels are not square, or its sides no multiple of the divisor."""
    divisor: int
    chunks: int
    is_interlaced: bool
    """The source is, and comes out progressive."""


def picture_plan(video: VideoSettings, facts: MediaFacts) -> PicturePlan | None:
    """None where the source has no picture."""
    picture = facts.picture
    if picture is None:
        return None
    pixel_format = _pixel_format(video, picture)
    divisor = _divisor(video, pixel_format)
    width, height = _size(video, picture, divisor)
    source = source_colour(picture)
    return PicturePlan(
        width=width,
        height=height,
        rate=output_rate(video, facts),
        pixel_format=pixel_format,
        stored_pixel_format=stored_pixel_format(video, has_alpha=picture.has_alpha),
        has_alpha=video.keeps_alpha and picture.has_alpha,
        source_colour=source,
        colour=_output_colour(video, source, pixel_format),
        is_reshaped=_is_reshaped(video, picture, divisor),
        divisor=divisor,
        chunks=video.chunks or (CHUNKS_ABOVE_HD if width * height > HD_PIXELS else 1),
        is_interlaced=video.deinterlaces and picture.field_order in ("tt", "bb", "tb", "bt"),
    )


def stored_pixel_format(video: VideoSettings, *, has_alpha: bool) -> str:
    """What a decoder tells of an output that was made of such a source."""
    stored = _STORED.get(video.codec_profile or "", video.pixel_format)
    return stored.replace("yuv4", "yuva4") if video.codec_profile == "4444" and has_alpha else stored


def is_rgb(pixel_format: str | None) -> bool:
    return (pixel_format or "").startswith(_RGB)


def source_colour(picture: VideoStream) -> Colour:
    """Its own tags; where they are missing, what players guess from the number of lines."""
    rgb = is_rgb(picture.pixel_format)
    lines = min(picture.width, picture.height)
    standard = _standard_colour(HD_FROM_LINES if rgb else lines)
    tagged_matrix = picture.color_matrix if picture.color_matrix != "gbr" else None
    full = picture.color_range == "pc" or (picture.pixel_format or "").startswith("yuvj")
    return Colour(
        primaries=picture.color_primaries or standard.primaries,
        transfer=picture.color_transfer or standard.transfer,
        matrix="gbr" if rgb else tagged_matrix or standard.matrix,
        range="pc" if rgb or full else "tv",
    )


def _standard_colour(lines: int) -> Colour:
    """The triples of Apple's TN2162 (1-1-1, 5-1-6, 6-1-6): what both SD systems differ in is primaries."""
    if lines >= HD_FROM_LINES:
        return Colour("bt709", "bt709", "bt709", "tv")
    return Colour("bt470bg" if lines in PAL_LINES else "smpte170m", "bt709", "smpte170m", "tv")


def _output_colour(video: VideoSettings, source: Colour, pixel_format: str) -> Colour:
    """The source's where its codec can say it, in limited range but for JPEG; RGB becomes BT.709."""
    if is_rgb(pixel_format):
        return Colour(source.primaries, source.transfer, "gbr", "pc")
    matrix = "bt709" if source.matrix in ("gbr", None) else source.matrix
    matrix = _ONLY_MATRIX.get(video.codec, matrix)
    transfer = source.transfer or "bt709"
    if video.codec == "prores":
        transfer = _PRORES_TRANSFERS.get(transfer, transfer)
        matrix = _PRORES_MATRICES.get(matrix, matrix)
    return Colour(source.primaries, transfer, matrix, "pc" if pixel_format.startswith("yuvj") else "tv")


def _pixel_format(video: VideoSettings, picture: VideoStream) -> str:
    if video.codec == "prores" and not picture.has_alpha:
        return video.pixel_format.replace("yuva", "yuv")
    return video.pixel_format


def _divisor(video: VideoSettings, pixel_format: str) -> int:
    """Halved colour needs whole pairs of pixels."""
    return max(video.divisor, 2 if pixel_format.startswith(_EVEN) else 1)


def _size(video: VideoSettings, picture: VideoStream, divisor: int) -> tuple[int, int]:
    if video.width is not None and video.height is not None:
        return video.width, video.height
    aspect = _sample_aspect(picture)
    # No line of the source is lost: the side whose pixels are too short is stretched.
    width = picture.width if aspect <= 1 else round(picture.width * aspect)
    height = picture.height if aspect >= 1 else round(picture.height / aspect)
    width, height = -(-width // divisor) * divisor, -(-height // divisor) * divisor
    return (height, width) if picture.rotation_deg % 180 else (width, height)


def _is_reshaped(video: VideoSettings, picture: VideoStream, divisor: int) -> bool:
    is_whole = picture.width % divisor == 0 and picture.height % divisor == 0
    return video.width is not None or not is_whole or _sample_aspect(picture) != 1


def _sample_aspect(picture: VideoStream) -> Fraction:
    return picture.sample_aspect if picture.sample_aspect and picture.sample_aspect > 0 else Fraction(1)
