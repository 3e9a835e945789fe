"""A session bus of our own, with the two services of a desktop that Bulletproof speaks to."""

import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

DAEMON = shutil.which("dbus-daemon")
NAMES = ("org.freedesktop.Notifications", "org.freedesktop.PowerManagement")
INTROSPECTED = """<node><interface name="org.freedesktop.Notifications">
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" name="hints" direction="in"/><arg type="i" direction="in"/>
    <arg type="u" direction="out"/>
  </method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/>
  </method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""


@contextmanager
def session_bus() -> Iterator[str]:
    """Its address, for DBUS_SESSION_BUS_ADDRESS."""
    assert DAEMON is not None
    argv = [DAEMON, "--session", "--nofork", "--print-address"]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.communicate(timeout=10)


@dataclass
class Desktop:
    """What was asked of it."""

    bus: MessageBus
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    """Program, title, words."""
    awake: int = 0
    """How many ask for it."""

    def click(self, number: int) -> None:
        """On the body of a notification, the first one being 1."""
        path, interface = "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
        self.bus.send(Message.new_signal(path, interface, "ActionInvoked", "us", [number, "default"]))

    def answer(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL:
            return None
        match message.member:
            case "Introspect":
                return Message.new_method_return(message, "s", [INTROSPECTED])
            case "GetCapabilities":
                return Message.new_method_return(message, "as", [["body", "actions"]])
            case "GetServerInformation":
                return Message.new_method_return(message, "ssss", ["a desk", "tests", "1", "1.2"])
            case "Notify":
                self.shown.append((message.body[0], message.body[3], message.body[4]))
                return Message.new_method_return(message, "u", [len(self.shown)])
            case "Inhibit":
                self.awake += 1
                return Message.new_method_return(message, "u", [self.awake])
            case "UnInhibit":
                self.awake -= 1
                return Message.new_method_return(message)
        return None


@asynccontextmanager
async def desktop(address: str) -> AsyncIterator[Desktop]:
    bus = await MessageBus(bus_address=address).connect()
    made = Desktop(bus)
    bus.add_message_handler(made.answer)
    for name in NAMES:
        await bus.request_name(name)
    try:
        yield made
    finally:
        bus.disconnect()
