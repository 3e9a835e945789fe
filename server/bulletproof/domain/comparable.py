"""Whether two pictures can be compared frame by frame: only where frame n of one was made of frame n.

A rate that was converted, or that varied, puts other frames side by side, and a picture in another shape
shows other things. To compare those would call a good file bad.
"""

from fractions import Fraction

from bulletproof.domain.checks.case import picture_packets
from bulletproof.domain.frame_rate import conformed_rate
from bulletproof.domain.media import Evidence, StreamPackets, VideoStream

SAME_SHAPE_WITHIN = 0.01
SAME_RATE_WITHIN = Fraction(1, 500)
STARTS_TOGETHER_FRAMES = 1


def comparable_rate(ours: Evidence, source: Evidence) -> Fraction | None:
    """The rate at which both run; None where they can't be compared."""
    our_picture = ours.media.picture if ours.media else None
    their_picture = source.media.picture if source.media else None
    our_packets, their_packets = picture_packets(ours), picture_packets(source)
    if our_picture is None or their_picture is None or our_packets is None or their_packets is None:
        return None
    rate, theirs = conformed_rate(our_picture), conformed_rate(their_picture)
    is_same = (
        our_packets.packets == _frames(source, their_packets)
        and our_packets.constant_rate is not False
        and their_packets.constant_rate is not False
        and abs(rate / theirs - 1) <= SAME_RATE_WITHIN
        and starts_at_zero(their_packets, rate)
        and abs(_shape(our_picture) / _shape(their_picture) - 1) <= SAME_SHAPE_WITHIN
    )
    return rate if is_same else None


def _frames(source: Evidence, packets: StreamPackets) -> int:
    """As decoded, where that is known: some packets are never shown."""
    return source.content.frames if source.content and source.content.frames else packets.packets


def starts_at_zero(packets: StreamPackets, rate: Fraction) -> bool:
    """A picture that starts late is held until then in what is made of it: its frames are others."""
    return (packets.start_s or 0.0) * rate < STARTS_TOGETHER_FRAMES


def _shape(picture: VideoStream) -> float:
    """Width to height as it is shown: turned upright, in square pixels."""
    shape = picture.width / max(picture.height, 1) * float(picture.sample_aspect or 1)
    return 1 / shape if picture.rotation_deg % 180 and shape else shape or 1.0
