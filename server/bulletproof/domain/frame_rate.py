"""Frame rates as exact fractions, and the standard one that a variable rate is conformed to."""

from fractions import Fraction

from bulletproof.domain.media import MediaFacts, StreamPackets, VideoStream
from bulletproof.domain.profile import VideoSettings

_WHOLE = (24, 25, 30, 48, 50, 60, 100, 120)
_NTSC = (24, 30, 48, 60, 120)
STANDARD_RATES = (*map(Fraction, _WHOLE), *(Fraction(rate * 1000, 1001) for rate in _NTSC))
# What a millisecond time base leaves of a rate (Matroska writes 60000/1001 as 19001/317, others 29.97 as
# 2997/100). 23.98 is farther off: written for 24000/1001 or not, it would gain a frame in four minutes.
_SAME_WITHIN = Fraction(1, 50_000)
# An average misses frames that were dropped and counts those that an edit list hides; up to here the base
# rate is the truth.
_NEARLY_BASE = Fraction(1, 10)
_VARIES_FROM = Fraction(1, 50)
# Between these a tick tells rates apart exactly: facts are kept to a microsecond, Matroska's to a thousand.
_FINEST_TICK, _COARSE_TICK = Fraction(1, 1_000_000), Fraction(1, 1000)


def nearest_standard(rate: Fraction) -> Fraction:
    return min(STANDARD_RATES, key=lambda standard: abs(standard - rate))


def conformed_rate(picture: VideoStream) -> Fraction:
    """The constant rate of an output that keeps its source's: exact where the source has one.

    A standard rate, of the average or else of the timestamps, is that one; an odd constant rate (10, 30.13)
    is kept; a variable one, whose average is off its base rate, goes to the nearest standard rate.
    """
    average, base = picture.frame_rate or picture.base_rate, picture.base_rate
    if average is None or average <= 0:
        return Fraction(25)
    if (standard := _standard(average)) is not None:
        return standard
    if (
        base is not None
        and (standard := _standard(base))
        and abs(standard - average) <= standard * _NEARLY_BASE
    ):
        return standard
    return nearest_standard(average) if is_variable(picture) else average


def _standard(rate: Fraction) -> Fraction | None:
    """The standard rate that this one means."""
    nearest = nearest_standard(rate)
    return nearest if abs(nearest - rate) <= nearest * _SAME_WITHIN else None


def means(picture: VideoStream, found: StreamPackets, rate: Fraction) -> bool:
    """Frames that come at a constant rate come at this one, as exactly as the container's ticks can tell."""
    if not found.shortest_frame_s or not found.longest_frame_s or rate <= 0:
        return False
    tick = picture.time_base
    shortest = round(Fraction(found.shortest_frame_s) / tick)
    longest = round(Fraction(found.longest_frame_s) / tick)
    if shortest == longest and (shortest == 1 or _FINEST_TICK <= tick < _COARSE_TICK):
        return shortest * tick == 1 / rate
    coarse = max(max(longest - shortest, 1) * tick, 10 * _FINEST_TICK)
    lasts = [Fraction(found.packets) / picture.frame_rate] if picture.frame_rate else []
    if found.start_s is not None and found.end_s is not None:
        lasts.append(Fraction(found.end_s) - Fraction(found.start_s))
    return any(abs(one - found.packets / rate) <= 2 * coarse for one in lasts)


def is_variable(picture: VideoStream) -> bool:
    """As far as the header tells: the packets have the last word."""
    average, base = picture.frame_rate, picture.base_rate
    if average is None or base is None or base == 0:
        return False
    return abs(base - average) / base > _VARIES_FROM


def output_rate(video: VideoSettings, facts: MediaFacts) -> Fraction:
    """The rate at which a profile makes its picture of that source."""
    if video.frame_rate is not None or facts.picture is None:
        return video.frame_rate or Fraction(25)
    return conformed_rate(facts.picture)


def picture_delay_s(facts: MediaFacts) -> float:
    """How much later than the sound the picture starts; 0 where it comes first."""
    picture, sound = facts.picture, facts.sound
    if picture is None or sound is None or picture.start_s is None or sound.start_s is None:
        return 0.0
    return max(picture.start_s - sound.start_s, 0.0)
