"""The room's tests that need a real clip share the session's shelf."""

from tests.support.clips import clips

__all__ = ["clips"]
