"""A clip's header, read here and not in the child process that reads those of strangers."""

from pathlib import Path

import av

from bulletproof.domain.media import MediaFacts
from bulletproof.media.header import media_facts


def facts_of(path: Path) -> MediaFacts:
    with av.open(str(path)) as container, path.open("rb") as file:
        return media_facts(container, file, path.stat().st_size)
