"""What only a whole show can tell: a cue that is much louder or softer than its neighbours."""

from collections.abc import Mapping, Sequence
from statistics import median

from bulletproof.domain.finding import Finding, Level
from bulletproof.domain.media import Evidence

FROM_THE_REST_LU = 3.0
FEWEST_CUES = 3
"""Of two cues nobody can say which is the odd one."""


def loudness_of(evidence: Evidence) -> float | None:
    """Integrated, of the loudest stream; None where nothing is heard."""
    heard = evidence.content.sound if evidence.content else ()
    levels = [sound.loudness_lufs for sound in heard if sound.loudness_lufs is not None]
    return max(levels, default=None)


def outliers(cues: Sequence[Evidence]) -> Mapping[int, Finding]:
    """By the cue's place in `cues`: those that are more than 3 LU from the median of all."""
    levels = {place: level for place, cue in enumerate(cues) if (level := loudness_of(cue)) is not None}
    if len(levels) < FEWEST_CUES:
        return {}
    middle = median(levels.values())
    return {
        place: _finding(level, middle)
        for place, level in levels.items()
        if abs(level - middle) > FROM_THE_REST_LU
    }


def _finding(level: float, middle: float) -> Finding:
    word = "louder" if level > middle else "softer"
    return Finding(
        "loudness",
        Level.WARN,
        f"This cue is {abs(level - middle):.1f} LU {word} than the rest of its show ({level:.1f} LUFS,"
        f" the others around {middle:.1f}).",
        measured=f"{level:.1f} LUFS",
        limit=f"{middle:.1f} ± {FROM_THE_REST_LU:g} LU",
    )
