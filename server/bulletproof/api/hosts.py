"""Which Host and Origin values are ours, exactly and with the port.

A page of a stranger reaches a server on this machine by pointing its own name at 127.0.0.1 (DNS rebinding):
the connection is ours, only the Host header still tells. A name in BULLETPROOF_HOSTS may stand behind a
proxy that speaks TLS, so its origin may be https.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
DEFAULT_PORT = 80  # browsers leave it out of Host and Origin (RFC 9110 4.2.3)


@dataclass(frozen=True, slots=True)
class Hosts:
    own: frozenset[str]
    configured: frozenset[str]

    def knows(self, host: str) -> bool:
        return host in self.own or host in self.configured

    def is_origin_of(self, origin: str, host: str) -> bool:
        """`origin` is the very page that this `host` serves, not a neighbour of it."""
        if origin == f"http://{host}":
            return True
        return host in self.configured and origin == f"https://{host}"


def served_hosts(bound_host: str, port: int, configured: Iterable[str] = ()) -> Hosts:
    names = list(LOOPBACK_NAMES)
    if bound_host and not is_loopback(bound_host) and not _is_unspecified(bound_host):
        names.append(f"[{bound_host}]" if ":" in bound_host else bound_host)
    suffix = "" if port == DEFAULT_PORT else f":{port}"
    return Hosts(
        own=frozenset(f"{name.lower()}{suffix}" for name in names),
        configured=frozenset(host.lower() for host in configured),
    )


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_unspecified(host: str) -> bool:
    """0.0.0.0 listens everywhere but is nobody's name: pages use it to reach loopback."""
    try:
        return ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return False
