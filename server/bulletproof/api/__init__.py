"""HTTP, WebSocket, the static UI and the gate before them."""
