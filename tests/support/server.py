"""The server on a real socket: in this process, where a test reaches into its rooms, or in one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bulletproof.api.access import Access
from bulletproof.api.hosts import served_hosts
from bulletproof.api.rooms import Rooms
from bulletproof.domain.settings import ServerOptions
from bulletproof.runtime import answering, bind, open_rooms
from bulletproof.runtime.address import port_of

TOKEN = "the-token-of-a-test-with-32-characters"
READY = "Bulletproof is ready: "


@dataclass(frozen=True, slots=True)
class Served:
    url: str
    rooms: Rooms
    client: httpx.AsyncClient
    """Carries the token."""


@asynccontextmanager
async def served(data_dir: Path) -> AsyncIterator[Served]:
    """`data_dir` exists."""
    options = ServerOptions(data_dir=data_dir, token=TOKEN)
    with bind(options) as listener:
        port = port_of(listener)
        url = f"http://127.0.0.1:{port}/"
        access = Access(TOKEN, instance_id="test")
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with (
            open_rooms(options, access=access, hosts=served_hosts("127.0.0.1", port)) as rooms,
            answering(rooms, options, listener),
            httpx.AsyncClient(base_url=url, headers=headers, trust_env=False, timeout=20) as client,
        ):
            yield Served(url, rooms, client)


@dataclass(frozen=True, slots=True)
class ServerProcess:
    process: "subprocess.Popen[str]"
    data_dir: Path
    first_line: str

    @property
    def url(self) -> str:
        return self.first_line.removeprefix(READY).strip()

    @property
    def token(self) -> str:
        token: str = json.loads((self.data_dir / "instance.json").read_text(encoding="utf-8"))["token"]
        return token

    def errors(self) -> str:
        return errors_path(self.data_dir).read_text(encoding="utf-8", errors="replace")


def errors_path(data_dir: Path) -> Path:
    return data_dir.parent / f"{data_dir.name}-stderr.txt"


def words(*options: str) -> list[str]:
    return [sys.executable, "-m", "bulletproof_desktop", "--headless", *options]


@contextmanager
def running_server(
    data_dir: Path, *options: str, env: Mapping[str, str] | None = None
) -> Iterator[ServerProcess]:
    """A ready `bulletproof --headless` on `data_dir`; killed at the end of the block if it still runs."""
    with errors_path(data_dir).open("w") as stderr:
        process = subprocess.Popen(
            words("--data-dir", str(data_dir), *options),
            env={**os.environ, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        )
    with process:
        try:
            assert process.stdout is not None
            started = ServerProcess(process, data_dir, process.stdout.readline())
            assert started.first_line.startswith(READY), (started.first_line, started.errors())
            yield started
        finally:
            if process.poll() is None:
                process.kill()
