"""What a check is given: the evidence, and whatever it is to be held against.

Evidence may be partial: before an encode only the header was read. A check whose part is missing stays
silent, since it can't tell; only what was looked at can be at fault.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bulletproof.domain.finding import Finding
from bulletproof.domain.media import (
    AudioStream,
    ContentFacts,
    Evidence,
    MediaFacts,
    PacketFacts,
    StreamPackets,
    VideoStream,
)
from bulletproof.domain.profile import Profile
from bulletproof.domain.target import AcceptedPicture, Target


@dataclass(frozen=True, slots=True)
class Case:
    evidence: Evidence
    source: Evidence | None = None
    """What it was made from, where that is known."""
    profile: Profile | None = None
    """How it was made, or is to be made, where that is known."""
    target: Target | None = None
    """Where it is to play; its limits apply beside those of the profile."""
    file_name: str | None = None
    is_loop: bool = False
    drive_bps: float | None = None
    """What its drive was measured to read."""
    show_lufs: float | None = None
    """How loud the rest of its show is."""
    verified_sha256: str | None = None
    """What the file was when it was verified."""

    @property
    def media(self) -> MediaFacts | None:
        return self.evidence.media

    @property
    def packets(self) -> PacketFacts | None:
        return self.evidence.packets

    @property
    def content(self) -> ContentFacts | None:
        return self.evidence.content

    @property
    def picture(self) -> VideoStream | None:
        return self.media.picture if self.media else None

    @property
    def sound(self) -> AudioStream | None:
        return self.media.sound if self.media else None

    @property
    def source_picture(self) -> VideoStream | None:
        return self.source.media.picture if self.source and self.source.media else None

    @property
    def source_sound(self) -> AudioStream | None:
        return self.source.media.sound if self.source and self.source.media else None

    @property
    def source_content(self) -> ContentFacts | None:
        return self.source.content if self.source else None

    @property
    def accepted(self) -> tuple[AcceptedPicture, ...]:
        """What the target says of this picture's codec."""
        pictures = self.target.pictures if self.target and self.picture else ()
        return tuple(one for one in pictures if self.picture and one.codec == self.picture.codec)

    @property
    def picture_packets(self) -> StreamPackets | None:
        return picture_packets(self.evidence)

    @property
    def frame_s(self) -> float | None:
        """How long a frame lasts on average."""
        picture = self.picture
        rate = picture.frame_rate or picture.base_rate if picture else None
        return float(1 / rate) if rate else None

    @property
    def is_cut(self) -> bool:
        """It ends before its own container promises, so its last timestamps prove nothing."""
        found = self.packets
        return found is not None and (found.ended_prematurely or found.bytes_missing is not None)


Check = Callable[[Case], Iterable[Finding]]


def picture_packets(evidence: Evidence) -> StreamPackets | None:
    picture = evidence.media.picture if evidence.media else None
    return evidence.packets.of(picture.index) if picture and evidence.packets else None


def sound_packets(evidence: Evidence) -> StreamPackets | None:
    sound = evidence.media.sound if evidence.media else None
    return evidence.packets.of(sound.index) if sound and evidence.packets else None


def lead_in_s(source: Evidence) -> float:
    """How long after the file's zero its picture starts."""
    found = picture_packets(source)
    return max(found.start_s or 0.0, 0.0) if found is not None else 0.0
