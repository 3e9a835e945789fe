"""One encode by the real ffmpeg, as the pipeline would ask for it, and what came out."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av

from bulletproof.domain.media import MediaFacts
from bulletproof.domain.profile import Profile
from bulletproof.media.argv import AS_IT_IS, Prepared, encode_argv
from bulletproof.media.encode import EncodeOutcome, encode
from bulletproof.media.encode_control import EncodeControl
from tests.support.clips import real_ffmpeg
from tests.support.facts import facts_of


@dataclass(frozen=True, slots=True)
class Made:
    part: Path
    outcome: EncodeOutcome
    facts: MediaFacts
    keys: tuple[int, ...]
    """Which frames are key frames, in the order in which they are shown."""
    durations: frozenset[int]
    """Of the frames, in ticks of the time base."""


async def made(source: Path, profile: Profile, folder: Path, *, prepared: Prepared = AS_IT_IS) -> Made:
    part = folder / ".bp-test.part"
    facts = facts_of(source)
    argv = encode_argv(real_ffmpeg(), profile, source, facts, part, prepared=prepared)
    outcome = await encode(
        argv,
        duration_s=facts.duration_s,
        on_progress=lambda _: None,
        control=EncodeControl(),
        stall_s=30.0,
    )
    return _seen(part, outcome)


def _seen(part: Path, outcome: EncodeOutcome) -> Made:
    facts = facts_of(part)
    if facts.picture is None:
        return Made(part, outcome, facts, (), frozenset())
    with av.open(str(part)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
    shown = sorted((packet.pts or 0, packet.is_keyframe) for packet in packets)
    keys = tuple(number for number, (_, is_key) in enumerate(shown) if is_key)
    steps = {later[0] - earlier[0] for earlier, later in pairwise(shown)}
    return Made(part, outcome, facts, keys, frozenset(steps))
