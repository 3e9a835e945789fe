"""Everything that is answered without a credential. This list is the whole of it; the rest is denied.

`/` is here because without a session it is the page that takes the token, and nothing else.
"""

from typing import Final

PUBLIC_ROUTES: Final[frozenset[tuple[str, str]]] = frozenset(
    {
        ("GET", "/"),
        ("GET", "/launch"),
        ("GET", "/sign-in.js"),
        ("GET", "/favicon.ico"),
        ("GET", "/favicon.svg"),
        ("GET", "/api/v1/health"),
        ("GET", "/healthz"),
        ("GET", "/readyz"),
        ("POST", "/api/v1/session"),
    }
)


def is_public(method: str, path: str) -> bool:
    return ("GET" if method == "HEAD" else method, path) in PUBLIC_ROUTES
