"""Show reports that were asked for, kept until somebody opens, prints or saves them.

They are answers, not records: a restart forgets them, and their proof stays in the reports of their jobs.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from bulletproof.domain.errors import NotFound
from bulletproof.reports.show import Cue

MOST = 100


@dataclass(frozen=True, slots=True)
class ShowReport:
    title: str
    cues: tuple[Cue, ...]


class ShowReports:
    def __init__(self) -> None:
        self._made: dict[str, ShowReport] = {}

    def add(self, title: str, cues: Sequence[Cue]) -> str:
        """Its token, which nobody can guess; the oldest goes where there are too many."""
        token = secrets.token_urlsafe(16)
        self._made[token] = ShowReport(title, tuple(cues))
        while len(self._made) > MOST:
            del self._made[next(iter(self._made))]
        return token

    def get(self, token: str) -> ShowReport:
        try:
            return self._made[token]
        except KeyError:
            raise NotFound("This show report is gone. Make it again.") from None
