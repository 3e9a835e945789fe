"""uvicorn's WebSocket with one thing more: a way to drop a client that reads nothing.

An orderly close waits in the same full buffer as everything else, so a client that stopped reading would
hold its connection until TCP gives up, which may be hours. ASGI has no message for it; an extension of the
scope is the place that it leaves for such things.
"""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

ABORT = "bulletproof.abort"


class LiveProtocol(WebSocketsSansIOProtocol):
    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:  # else there is no scope: it was no WebSocket handshake
            self.scope.setdefault("extensions", {})[ABORT] = {"abort": self.transport.abort}
