"""Ask a child process what a file says of itself: its header, and its packets.

Media comes from strangers, and demuxers have holes. So none is linked into the server: PyAV runs in children
that may crash, hang or eat memory without harm. One is kept warm, since starting Python and loading libav
takes longer than most answers; up to three run, so that a long walk through one file holds up no other.
A child that dies on a file is replaced and the file tried once more before it is given up.
"""

import asyncio
import contextlib
import json
import logging
import os
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, TypeVar

from pydantic import TypeAdapter

from bulletproof.domain.errors import CheckerDied, Unreadable
from bulletproof.domain.media import MediaFacts, PacketFacts
from bulletproof.domain.text import seconds_text, shown
from bulletproof.media.child import child

logger = logging.getLogger(__name__)

MAX_WORKERS = 3
PROBE_TIMEOUT_S = 60.0
PACKETS_TIMEOUT_S = 600.0
SLOWEST_READ_BPS = 5_000_000  # bytes a second; a share over tired Wi-Fi

Question = Literal["probe", "packets"]
T = TypeVar("T")
_MEDIA = TypeAdapter(MediaFacts)
_PACKETS = TypeAdapter(PacketFacts)


def inspector_argv() -> list[str]:
    """How to start the child; a frozen program is its own Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--inspector-child"]
    return [sys.executable, "-m", "bulletproof.media.inspector_child"]


class Inspector:
    def __init__(self, argv: Sequence[str] | None = None) -> None:
        """`argv` starts another program that answers as our child does."""
        self._argv = list(argv or inspector_argv())
        self._places = asyncio.Semaphore(MAX_WORKERS)
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()

    async def __aenter__(self) -> Self:
        self._idle.append(await self._started())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """End every child; what is being asked meanwhile fails."""
        self._idle.clear()
        for worker in list(self._all):
            await self._ended(worker)

    async def probe(self, path: Path) -> MediaFacts:
        """From the header alone. Raises Unreadable where it can't be opened as media."""
        return await self._asked("probe", path, _MEDIA, timeout_s=PROBE_TIMEOUT_S)

    async def packets(self, path: Path) -> PacketFacts:
        """From one walk through the whole file, decoding nothing. Raises Unreadable."""
        size_bytes = await asyncio.to_thread(_size_bytes, path)
        timeout_s = PACKETS_TIMEOUT_S + size_bytes / SLOWEST_READ_BPS
        return await self._asked("packets", path, _PACKETS, timeout_s=timeout_s)

    async def _asked(self, question: Question, path: Path, facts: TypeAdapter[T], *, timeout_s: float) -> T:
        async with self._places:
            try:
                told = await self._answer(question, path, facts, timeout_s=timeout_s)
            except EOFError:
                logger.warning("The inspector died and is started again", extra={"file": shown(path.name)})
                try:
                    told = await self._answer(question, path, facts, timeout_s=timeout_s)
                except EOFError as error:
                    raise CheckerDied(
                        f"{shown(path.name)} made the checker crash twice, so it is not safe to play. "
                        "Export it again from the program that made it."
                    ) from error
        if isinstance(told, Unreadable):
            raise told
        return told

    async def _answer(
        self, question: Question, path: Path, facts: TypeAdapter[T], *, timeout_s: float
    ) -> T | Unreadable:
        worker = self._idle.pop() if self._idle else await self._started()
        keep = False
        try:
            async with asyncio.timeout(timeout_s):
                told = _told(await worker.ask(question, path), facts)
            keep = True
            return told
        except TimeoutError as error:
            raise CheckerDied(
                f"Looking into {shown(path.name)} took over {seconds_text(timeout_s)} and was given up. "
                "If its drive or share is slow, copy it to a local drive first."
            ) from error
        finally:
            if keep and worker in self._all:
                self._idle.append(worker)
            else:  # also when we are cancelled: its answer would come to the next question
                await asyncio.shield(self._ended(worker))

    async def _started(self) -> "_Worker":
        worker = _Worker(self._argv)
        await worker.start()
        self._all.add(worker)
        return worker

    async def _ended(self, worker: "_Worker") -> None:
        self._all.discard(worker)
        await worker.end()


class _Worker:
    """One child; it answers one question at a time."""

    def __init__(self, argv: Sequence[str]) -> None:
        self._argv = argv
        self._stack = AsyncExitStack()
        self._complaints: deque[bytes] = deque(maxlen=20)

    async def start(self) -> None:
        self._process = await self._stack.enter_async_context(
            child(self._argv, grace_s=0.0, wants_input=True)
        )
        self._draining = asyncio.create_task(self._drain())

    async def ask(self, question: Question, path: Path) -> str:
        """Raises EOFError when the child is dead or dies."""
        to_child, from_child = self._process.stdin, self._process.stdout
        if to_child is None or from_child is None:
            raise EOFError
        request = json.dumps({"ask": question, "path": os.fsencode(_absolute(path)).hex()})
        try:
            to_child.write(request.encode() + b"\n")
            await to_child.drain()
            answer = await from_child.readline()
        except (ConnectionError, ValueError) as error:
            raise EOFError from error
        if not answer.endswith(b"\n"):
            raise EOFError
        return answer.decode()

    async def end(self) -> None:
        await self._stack.aclose()
        self._draining.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._draining
        if self._complaints:
            logger.info("The inspector said: %s", shown(b" ".join(self._complaints).decode(errors="replace")))

    async def _drain(self) -> None:
        """A full pipe would stop the child."""
        if self._process.stderr is not None:
            async for line in self._process.stderr:
                self._complaints.append(line[:500])


def _told(answer: str, facts: TypeAdapter[T]) -> T | Unreadable:
    """What is no answer comes from a child that is no longer itself, and is taken as its death."""
    try:
        told = json.loads(answer)
        if "unreadable" in told:
            return Unreadable(str(told["unreadable"]))
        return facts.validate_python(told["facts"])
    except (ValueError, TypeError, KeyError) as error:  # pydantic's own error is a ValueError
        raise EOFError from error


def _absolute(path: Path) -> Path:
    return path.absolute()


def _size_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
