"""What the coded picture says itself, told by a decoder that never saw the container.

libav's stream has one colour only: the picture's where it tells, else the container's. So a fresh decoder is
given the stream's own headers and its first picture, and nothing else. Only codecs that have such fields are
asked: a JPEG has none, and libav fills in what JFIF implies.
"""

from dataclasses import dataclass
from itertools import islice

from av import VideoCodecContext
from av.codec import CodecContext
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from bulletproof.domain.media import Colour
from bulletproof.media.colour import colour

MAX_PIXELS = 1 << 26  # 8192 squared; one picture beyond it takes more memory than the answer is worth
MAX_PACKETS = 120  # a transport stream may begin in the middle of a long GOP
_TELL_COLOUR = ("h264", "hevc", "vvc", "av1", "vp9", "prores", "dnxhd", "mpeg2video", "mpeg1video", "mpeg4")
_ARE_TURNED = ("h264", "hevc")  # by an SEI message
_DXV = {b"DXT1": False, b"DXT5": True, b"YCG6": False, b"YG10": True}


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Of the first picture."""

    colour: Colour | None = None
    rotation_deg: int = 0
    dxv_texture: str | None = None
    """DXV: how the picture is packed, the one place that tells its alpha."""

    @property
    def has_alpha(self) -> bool | None:
        return _DXV.get(self.dxv_texture.encode()) if self.dxv_texture else None


def glimpse(container: InputContainer) -> Glimpse:
    """Reads on in the container; nothing where it can't be told."""
    stream = next((s for s in container.streams.video if not s.disposition & Disposition.attached_pic), None)
    if stream is None or stream.codec_context is None:
        return Glimpse()
    codec = stream.codec_context.codec.canonical_name
    try:
        if codec == "dxv":
            return Glimpse(dxv_texture=_dxv_texture(container, stream))
        if codec not in _TELL_COLOUR or stream.width * stream.height > MAX_PIXELS:
            return Glimpse()
        frame = _first_frame(container, stream)
    except (FFmpegError, ValueError, EOFError):
        return Glimpse()
    if frame is None:
        return Glimpse()
    told = colour(frame.color_primaries, frame.color_trc, frame.colorspace, frame.color_range)
    return Glimpse(told, frame.rotation if codec in _ARE_TURNED else 0)


def _first_frame(container: InputContainer, stream: VideoStream) -> VideoFrame | None:
    decoder = CodecContext.create(stream.codec_context.codec.name, "r")
    if not isinstance(decoder, VideoCodecContext):
        return None
    decoder.thread_count = 1  # several would each hold a picture back
    decoder.extradata = stream.codec_context.extradata
    for packet in islice(container.demux(stream), MAX_PACKETS):
        if packet.size and (frames := _decoded(decoder, packet)):
            return frames[0]
    return next(iter(decoder.decode(None)), None)


def _decoded(decoder: VideoCodecContext, packet: "Packet[VideoStream]") -> list[VideoFrame]:
    try:
        return decoder.decode(packet)
    except FFmpegError:
        return []  # the rest of a GOP whose key frame was not recorded


def _dxv_texture(container: InputContainer, stream: VideoStream) -> str | None:
    packet = next(iter(container.demux(stream)), None)
    name = bytes(packet)[3::-1] if packet is not None and packet.size > 4 else b""
    return name.decode() if name in _DXV else None
