"""Who may come in: whoever knows the token, or a browser that was given a session for it.

The token is 256 random bits made at each start (or given by the environment) and stands in `instance.json`,
readable by its owner alone. A browser can't keep it safely, so it trades it, or a one-time launch code, for
a cookie. A session is signed with the token instead of being remembered: nothing grows, and a new token
ends every session.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from typing import ClassVar

from bulletproof.domain.errors import BulletproofError

SESSION_S = 30 * 86_400
LAUNCH_CODE_S = 60.0
MOST_LAUNCH_CODES = 32  # unspent ones; the oldest goes first


class WrongToken(BulletproofError):
    code: ClassVar[str] = "wrong_token"
    status: ClassVar[int] = 401
    title: ClassVar[str] = "This is not the token"


class Access:
    """`instance_id` names the cookie: cookies ignore ports (RFC 6265 8.5), and two servers on one machine
    must not overwrite each other's."""

    def __init__(self, token: str, *, instance_id: str, now_s: Callable[[], float] = time.time) -> None:
        self._token = token.encode()
        self._now_s = now_s
        self._launch_codes: dict[str, float] = {}
        self.cookie_name = f"bp_{instance_id}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in nothing that leaves the machine."""
        return (self._token.decode(),)

    def is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._token)

    def new_session(self) -> str:
        body = f"{int(self._now_s()) + SESSION_S}.{secrets.token_urlsafe(12)}"
        return f"{body}.{self._signature(body)}"

    def is_session(self, cookie: str) -> bool:
        body, _, signature = cookie.rpartition(".")
        expires, _, _ = body.partition(".")
        genuine = hmac.compare_digest(
            signature.encode("utf-8", "surrogateescape"), self._signature(body).encode()
        )
        return genuine and int(expires) > self._now_s()

    def new_launch_code(self) -> str:
        code = secrets.token_urlsafe(32)
        self._launch_codes[code] = self._now_s() + LAUNCH_CODE_S
        while len(self._launch_codes) > MOST_LAUNCH_CODES:
            del self._launch_codes[next(iter(self._launch_codes))]
        return code

    def redeem_launch_code(self, code: str) -> bool:
        """True once; a code that leaked to a history or a log afterwards opens nothing."""
        expires_s = self._launch_codes.pop(code, None)
        return expires_s is not None and expires_s > self._now_s()

    def _signature(self, body: str) -> str:
        signed = f"session {self.cookie_name} {body}".encode("utf-8", "surrogateescape")
        return hmac.new(self._token, signed, hashlib.sha256).hexdigest()
