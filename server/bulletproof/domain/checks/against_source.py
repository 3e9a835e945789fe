"""Is it as long as its source, with as many frames?

Only a kept rate keeps the number of frames: a variable rate is conformed to a constant one, and a profile may
ask for a rate of its own. Where the picture starts after the sound, the encode holds its first frame until
then, so that both stay in step: that much longer is right. Lengths are those of the packets, from the first
to the end of the last; a sound codec's priming and padding add a few hundredths of a second to sound.
"""

import math
from collections.abc import Iterator

from bulletproof.domain.checks.case import Case, picture_packets, sound_packets
from bulletproof.domain.checks.lengths import frame_s, held_s, keeps_rate, last_frame_s
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import Evidence, StreamPackets
from bulletproof.domain.text import count_text, seconds_text

PICTURE_TOLERANCE_S = 0.05
SOUND_TOLERANCE_S = 0.15  # AAC: 2112 samples in front (48 ms at 44.1 kHz) and up to a packet behind
ROUNDING_S = 0.001  # Matroska's millisecond
HIDDEN_FRAMES = ("vp8",)  # packets that are decoded and never shown (alt-ref frames, RFC 6386 section 9.1)


def duration_differs(case: Case) -> Iterator[Finding]:
    if case.source is None:
        return
    ours, theirs = case.picture_packets, picture_packets(case.source)
    if ours is not None and theirs is not None:
        longest_s = max(case.frame_s or 0.0, frame_s(case.source))
        frames = 1 if keeps_rate(case, case.source) else 2  # another rate may round up at both ends
        tolerance_s = max(frames * longest_s, PICTURE_TOLERANCE_S) + last_frame_s(theirs)
        yield from _compared("picture", ours, theirs, tolerance_s, more_s=held_s(case.source))
    ours, theirs = sound_packets(case.evidence), sound_packets(case.source)
    if ours is not None and theirs is not None and theirs.longest_gap_s <= PICTURE_TOLERANCE_S:
        yield from _compared("sound", ours, theirs, SOUND_TOLERANCE_S)


def frames_differ(case: Case) -> Iterator[Finding]:
    ours = case.picture_packets
    if ours is None or case.source is None or not keeps_rate(case, case.source):
        return
    expected = _frames(case.source)
    held = math.ceil(held_s(case.source) / frame_s(case.source))
    if expected is None or expected <= ours.packets <= expected + held:
        return
    more = ours.packets - expected
    word = "too many" if more > 0 else "missing"
    yield Finding(
        "frames_differ",
        Level.FAIL,
        f"{count_text(abs(more), 'frame')} {word}: the source has {expected}, this file {ours.packets}.",
        measured=count_text(ours.packets, "frame"),
        limit=count_text(expected, "frame"),
    )


def _compared(
    name: str, ours: StreamPackets, theirs: StreamPackets, tolerance_s: float, *, more_s: float = 0.0
) -> Iterator[Finding]:
    our_s, their_s = _length_s(ours), _length_s(theirs)
    if our_s is None or their_s is None:
        return
    if -tolerance_s - ROUNDING_S <= our_s - their_s <= tolerance_s + more_s + ROUNDING_S:
        return
    word = "longer" if our_s > their_s else "shorter"
    yield Finding(
        "duration_differs",
        Level.FAIL,
        f"The {name} is {seconds_text(abs(our_s - their_s))} {word} than the source's:"
        f" {seconds_text(our_s)} instead of {seconds_text(their_s)}.",
        measured=seconds_text(our_s),
        limit=f"{seconds_text(their_s)} ± {seconds_text(tolerance_s)}",
        at_s=min(our_s, their_s),
        duration_s=round(abs(our_s - their_s), 6),
    )


def _length_s(stream: StreamPackets) -> float | None:
    if stream.start_s is None or stream.end_s is None:
        return None
    return stream.end_s - stream.start_s


def _frames(source: Evidence) -> int | None:
    found, picture = picture_packets(source), source.media.picture if source.media else None
    if found is None or picture is None or picture.codec in HIDDEN_FRAMES:
        return source.content.frames if source.content else None
    return found.packets
