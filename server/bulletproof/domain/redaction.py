"""Take out of a text what is nobody's business before it is given to somebody who helps.

Names of files stay: most questions are about one of them. Whoever saves the text sees it whole before.
"""

import re
from collections.abc import Iterable
from pathlib import PurePath

HIDDEN = "<hidden>"
_CREDENTIALS = re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^/\s@]+@", re.IGNORECASE)
_NAMED = re.compile(
    r"(\b(?:k|token|key|password|passwd|secret|signature|authorization|cookie)[\"']?\s*[=:]\s*)"
    r"(?:\"[^\"]+\"|'[^']+'|(?:bearer\s+)?[^\s\"'&,;]{4,})",
    re.IGNORECASE,
)
_BEARER = re.compile(r"(\bbearer\s+)[^\s\"']+", re.IGNORECASE)
_PERSON = re.compile(
    r"((?:/home|/Users|/media|/run/media|[A-Z]:\\Users)[/\\])(?!Shared\b|Public\b)[^/\\\s\"']+"
)


def redacted(text: str, *, home: PurePath, host: str, secrets: Iterable[str]) -> str:
    """Secrets by their value and by how they are named, the user by where they live, the machine's name."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    text = _CREDENTIALS.sub(rf"\1{HIDDEN}@", text)
    text = _BEARER.sub(rf"\1{HIDDEN}", _NAMED.sub(rf"\1{HIDDEN}", text))
    if len(home.parts) > 1:  # a service may live in the root folder
        text = re.sub(rf"{re.escape(str(home))}(?![\w.-])", "~", text)
    text = _PERSON.sub(r"\1<user>", text)
    return re.sub(rf"(?<![\w.-]){re.escape(host)}(?![\w-])", "<host>", text) if len(host) > 2 else text
