"""Whether there is a newer version: asked of an address that the user gave, and never otherwise."""

import asyncio
import json
import re
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.error import URLError

ANSWER_WITHIN_S = 5.0  # the end of the program waits for it, and has 8 s
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    asked_at: datetime
    newest: str | None = None
    url: str | None = None
    """Where it can be had."""
    problem: str | None = None


class Updates:
    """`feed` answers the address of a JSON object: `{"version": "4.1.0", "url": "https://…"}`, or what GitHub
    says of a repository's latest release. None: nothing is asked."""

    def __init__(self, feed: Callable[[], str | None]) -> None:
        self._feed = feed
        self.last: Answer | None = None

    async def ask(self) -> Answer | None:
        """One request; None where none is wanted. Never raises."""
        feed = self._feed()
        self.last = await asyncio.to_thread(_asked, feed) if feed else None
        return self.last


def is_newer(one: str, other: str) -> bool:
    """By its numbers: 4.10.0 is newer than 4.9.2."""
    return _numbers(one) > _numbers(other)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:4]]


def _asked(feed: str) -> Answer:
    now = datetime.now(UTC)
    headers = {"Accept": "application/json", "User-Agent": "Bulletproof"}
    # The setting takes https alone, and http on this machine.
    request = urllib.request.Request(feed, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_WITHIN_S) as answer:  # noqa: S310
            return _read(answer.read(MOST_BYTES), now)
    except URLError as error:
        return Answer(now, problem=f"It can't be reached: {error.reason}.")
    except (OSError, ValueError, RecursionError) as error:
        return Answer(now, problem=f"What it says can't be used: {error}.")


def _read(text: bytes, now: datetime) -> Answer:
    told = json.loads(text)
    if not isinstance(told, dict):
        raise ValueError("it is no JSON object")
    newest, url = told.get("version", told.get("tag_name")), told.get("url", told.get("html_url"))
    if "tag_name" in told:  # GitHub's own "url" is that of its API
        url = told.get("html_url")
    if not isinstance(newest, str) or not _numbers(newest):
        raise ValueError("it names no version")
    is_link = isinstance(url, str) and url.startswith("https://")
    return Answer(now, newest=newest.removeprefix("v")[:40], url=url if is_link else None)
