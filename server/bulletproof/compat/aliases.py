"""Profile names that release 3's documents used and that never existed, with what they meant."""

from collections.abc import Mapping
from types import MappingProxyType

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "archive-prores": "archival",
        "h264-streaming": "standard-playback",
        "dnxhd-qlab": "live-dnxhr-hq",
    }
)


def real_name(profile: str) -> str:
    return ALIASES.get(profile, profile)
