"""The room's tests share one shelf of clips per session."""

from tests.support.clips import clips

__all__ = ["clips"]
