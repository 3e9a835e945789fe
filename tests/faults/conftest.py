"""Faults are injected into the real program on real files."""

from tests.support.clips import clips

__all__ = ["clips"]
