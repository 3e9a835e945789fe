"""What a container promises about its own end, and how much of that is there."""

from typing import NamedTuple

from bulletproof.domain.arrival import Container


class Promise(NamedTuple):
    state: Container
    missing_bytes: int | None = None
    """What is promised beyond the file's end; None where nothing is, or where nobody can tell how much."""


UNKNOWN = Promise(Container.UNKNOWN)
COMPLETE = Promise(Container.COMPLETE)
INCOMPLETE = Promise(Container.INCOMPLETE)


def until(end_bytes: int, size_bytes: int) -> Promise:
    if end_bytes <= size_bytes:
        return COMPLETE
    return Promise(Container.INCOMPLETE, end_bytes - size_bytes)
