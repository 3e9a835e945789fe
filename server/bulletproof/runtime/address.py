"""Take an address to listen on, or say in words why not.

The socket is bound here and handed to the server: whoever asks for a free port knows it at once, and nobody
can take it in between.
"""

import errno
import socket
import sys

from bulletproof.api.hosts import is_loopback
from bulletproof.domain.settings import ServerOptions

BACKLOG = 2048


class AddressRefused(Exception):
    """The address can't be listened on, or must not be."""


def bind(options: ServerOptions) -> socket.socket:
    """The listening socket. Raises AddressRefused."""
    _require_gated(options)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            options.host, options.port or 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise AddressRefused(f"{options.host} is no address to listen on: {error.strerror}.") from error
    try:
        if sys.platform != "win32":
            # Without it a port stays taken for a minute after its server ended (TIME_WAIT); on Windows the
            # same option would let two servers share one.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise AddressRefused(_reason(options, error)) from error
    return listener


def port_of(listener: socket.socket) -> int:
    port: int = listener.getsockname()[1]
    return port


def _require_gated(options: ServerOptions) -> None:
    if not is_loopback(options.host) and options.token is None:
        raise AddressRefused(
            f"Listening on {options.host} lets others on the network in, so it needs a token of your own.\n"
            "Put one of at least 32 characters in the environment variable BULLETPROOF_TOKEN, or in a file "
            "that BULLETPROOF_TOKEN_FILE names."
        )


def _reason(options: ServerOptions, error: OSError) -> str:
    where = f"{options.host}:{options.port}" if options.port else options.host
    if error.errno == errno.EADDRINUSE:
        return f"{where} is taken by another program. Choose another --port, or none for a free one."
    if error.errno == errno.EACCES:
        return f"{where} may not be listened on by this user. Choose a --port above 1023."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{options.host} is not an address of this machine. Choose another --host."
    return f"{where} can't be listened on: {error.strerror}."
