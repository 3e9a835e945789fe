"""Which groups of pictures can't be entered at their key frame: an open GOP begins with some that reach back.

Such pictures follow the key frame in decoding order and come before it on screen. HEVC says of each whether
it can do without (RADL) or not (RASL), MPEG-2 says it once for the group; H.264 has no such word, and there
a picture that jumps ahead of its key frame always reaches back.
"""

from dataclasses import dataclass

from av.packet import Packet
from av.stream import Stream

_RASL = (8, 9)  # nal_unit_type (H.265 table 7-1)
_FIRST_NOT_PICTURE = 32
_GROUP = b"\0\0\1\xb8"  # group_of_pictures_header (H.262 section 6.2.2.6)
_CLOSED_GOP = 0x40  # behind 25 bits of time code


@dataclass(slots=True)
class LeadingPictures:
    codec: str
    nal_length_bytes: int
    """Of the field before each NAL unit; 0: start codes stand between them."""
    open_gops: int = 0
    first_open: int | None = None
    _key_start: int | None = None
    _is_settled: bool = True

    def take(self, packet: "Packet[Stream]", start: int) -> None:
        if packet.is_keyframe:
            # Before the first key frame there is nothing to need.
            self._is_settled = self._key_start is None or self._is_closed(packet)
            self._key_start = start
        elif not self._is_settled and self._key_start is not None and start < self._key_start:
            self._settle(packet)

    def _is_closed(self, key: "Packet[Stream]") -> bool:
        if self.codec not in ("mpeg2video", "mpeg1video"):
            return False
        head = bytes(key)[:1024]
        at = head.find(_GROUP)
        return at >= 0 and len(head) > at + 7 and bool(head[at + 7] & _CLOSED_GOP)

    def _settle(self, leading: "Packet[Stream]") -> None:
        if self.codec == "hevc" and _nal_type(bytes(leading), self.nal_length_bytes) not in _RASL:
            return
        self._is_settled = True
        self.open_gops += 1
        self.first_open = self._key_start if self.first_open is None else self.first_open


def leading_pictures(stream: Stream) -> LeadingPictures:
    context = stream.codec_context
    extradata = (context.extradata or b"") if context else b""
    # hvcC begins with its version, 1, and ends its fixed part with the length's width (ISO 14496-15).
    width = (extradata[21] & 3) + 1 if len(extradata) > 22 and extradata[0] == 1 else 0
    return LeadingPictures(context.codec.canonical_name if context else "", width)


def _nal_type(packet: bytes, length_bytes: int) -> int | None:
    """Of the first NAL unit that holds a picture."""
    at = 0
    while True:
        if length_bytes:
            body = at + length_bytes
            at = body + int.from_bytes(packet[at:body], "big")
        else:
            body = packet.find(b"\0\0\1", at) + 3
            at = body
            if body < 3:
                return None
        if body >= len(packet):
            return None
        kind = packet[body] >> 1 & 0x3F
        if kind < _FIRST_NOT_PICTURE:
            return kind
