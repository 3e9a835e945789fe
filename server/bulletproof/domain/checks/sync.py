"""Do picture and sound start and end together?

Only what is heard counts. A lossy sound codec needs some samples in front (AAC 1024 to 2112, 21 to 48 ms) and
fills up its last packet; mp4 and mkv tell how much of that to cut, a transport stream doesn't. A difference
that the source has too was made by whoever recorded it, and is a note.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bulletproof.domain.checks.case import Case, picture_packets, sound_packets
from bulletproof.domain.checks.lengths import frame_s, last_frame_s
from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import Evidence
from bulletproof.domain.text import seconds_text

LENGTH_WARN_S, START_FAIL_S, LENGTH_FAIL_S = 0.04, 0.1, 0.1
PRIMING_S = 0.05
ROUNDING_S = 0.0015  # Matroska's milliseconds, once at each end
_EXACT = ("pcm_", "flac", "alac")


@dataclass(frozen=True, slots=True)
class _Ends:
    """Of picture and sound, as seen and heard; what may be padding makes the sound no longer than this."""

    start_s: float
    sound_start_s: float
    end_s: float
    sound_end_s: float
    padding_s: float
    """By how much the sound may rightly run on."""
    priming_s: float
    """By how much it may rightly begin earlier."""

    @property
    def apart_s(self) -> float:
        """How much later the sound starts; below zero: earlier."""
        late_s = self.sound_start_s - self.start_s
        return min(late_s + self.priming_s, 0.0) if late_s < 0 else late_s

    @property
    def ends_apart_s(self) -> float:
        return self.sound_end_s - self.end_s

    @property
    def longer_s(self) -> float:
        """How much longer the sound is, where it also ends later; below zero: shorter."""
        length_s = (self.sound_end_s - self.sound_start_s) - (self.end_s - self.start_s)
        if length_s * self.ends_apart_s <= 0:
            return 0.0  # it starts apart, and ends or lasts as it should
        less_s = min(length_s, self.ends_apart_s, key=abs)
        return max(less_s - self.padding_s, 0.0) if less_s > 0 else less_s


def av_length(case: Case) -> Iterator[Finding]:
    ends = None if case.is_cut else _ends(case.evidence)
    if ends is None:
        return
    lasts_s = frame_s(case.evidence)
    warn_s, fail_s = max(LENGTH_WARN_S, lasts_s), max(LENGTH_FAIL_S, 2 * lasts_s)
    level = _level(ends.longer_s, warn_s, fail_s)
    if level is None:
        return
    if case.source is not None and (theirs := _ends(case.source)) is not None:
        slack_s = 2 * lasts_s + _uncertain_s(case.source)
        # A picture that starts late is held from zero on, so only its end stays where it was.
        beyond_s = _beyond(ends.longer_s, (theirs.longer_s, theirs.ends_apart_s), slack_s)
        level = _level(beyond_s, warn_s, fail_s) or Level.NOTE
    word = "longer" if ends.longer_s > 0 else "shorter"
    yield Finding(
        "av_length",
        level,
        f"The sound is {seconds_text(abs(ends.longer_s))} {word} than the picture{_of_source(level)}.",
        measured=seconds_text(abs(ends.longer_s)),
        limit=seconds_text(warn_s),
        at_s=min(ends.end_s, ends.sound_end_s),
        duration_s=round(abs(ends.longer_s), 6),
    )


def av_start(case: Case) -> Iterator[Finding]:
    ends = _ends(case.evidence)
    if ends is None:
        return
    warn_s = min(frame_s(case.evidence) or START_FAIL_S, START_FAIL_S)
    level = _level(ends.apart_s, warn_s, START_FAIL_S)
    if level is None:
        return
    if case.source is not None and (theirs := _ends(case.source)) is not None:
        beyond_s = _beyond(ends.apart_s, (theirs.apart_s,), frame_s(case.evidence))
        level = _level(beyond_s, warn_s, START_FAIL_S) or Level.NOTE
    word = "after" if ends.apart_s > 0 else "before"
    yield Finding(
        "av_start",
        level,
        f"The sound starts {seconds_text(abs(ends.apart_s))} {word} the picture{_of_source(level)}."
        " Players that ignore that lose sync.",
        measured=seconds_text(abs(ends.apart_s)),
        limit=seconds_text(warn_s),
        at_s=max(min(ends.start_s, ends.sound_start_s), 0.0),
        duration_s=round(abs(ends.apart_s), 6),
    )


def _ends(evidence: Evidence) -> _Ends | None:
    picture, sound = picture_packets(evidence), sound_packets(evidence)
    stream = evidence.media.sound if evidence.media else None
    if picture is None or sound is None or stream is None or sound.packets == 0:
        return None
    if picture.start_s is None or picture.end_s is None or sound.start_s is None or sound.end_s is None:
        return None
    is_exact = stream.codec.startswith(_EXACT)
    packet_s = 0.0 if is_exact else (sound.end_s - sound.start_s) / sound.packets
    heard_s = _heard_from(sound.start_s, sound.sounds_hidden_s, picture.start_s)
    is_told = is_exact or sound.sounds_hidden_s > 0
    return _Ends(
        start_s=picture.start_s,
        sound_start_s=heard_s,
        end_s=picture.end_s,
        sound_end_s=sound.end_s,
        padding_s=packet_s if is_told else max(2 * packet_s, PRIMING_S),
        priming_s=0.0 if is_told else PRIMING_S,
    )


def _heard_from(start_s: float, hidden_s: float, picture_s: float) -> float:
    """Packets that are hidden as a whole are left out of `start_s` already, samples within one are not."""
    return min((start_s, start_s + hidden_s), key=lambda at_s: abs(at_s - picture_s))


def _uncertain_s(source: Evidence) -> float:
    found = picture_packets(source)
    return last_frame_s(found) if found is not None else 0.0


def _beyond(ours_s: float, theirs_s: tuple[float, ...], slack_s: float) -> float:
    """How far ours goes beyond theirs, in the same direction."""
    known_s = max((abs(known_s) for known_s in theirs_s if ours_s * known_s > 0), default=0.0)
    return max(abs(ours_s) - known_s - slack_s, 0.0)


def _level(apart_s: float, warn_s: float, fail_s: float) -> Level | None:
    if abs(apart_s) > fail_s + ROUNDING_S:
        return Level.FAIL
    return Level.WARN if abs(apart_s) > warn_s + ROUNDING_S else None


def _of_source(level: Level) -> str:
    return ", as in its source" if level is Level.NOTE else ""
