"""A dashboard without a screen: it keeps the picture that the live socket describes, as the real one does."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect

Message = dict[str, Any]


@dataclass
class Picture:
    """What a client knows: the jobs and folders as they stand at `seq`."""

    epoch: str = ""
    seq: int = 0
    jobs: dict[str, Message] = field(default_factory=dict)
    folders: dict[str, Message] = field(default_factory=dict)
    queue: str = ""

    @classmethod
    def of(cls, snapshot: Message) -> "Picture":
        return cls(
            epoch=snapshot["epoch"],
            seq=snapshot["seq"],
            jobs={job["id"]: job for job in snapshot["jobs"]},
            folders={folder["id"]: folder for folder in snapshot["folders"]},
            queue=snapshot["status"]["queue"],
        )

    def apply(self, changes: Message) -> None:
        if changes["seq"] <= self.seq:
            return
        assert changes["since"] <= self.seq, f"lost what lies between {self.seq} and {changes['since']}"
        self.seq = changes["seq"]
        self.jobs.update({job["id"]: job for job in changes["jobs"]})
        self.folders.update({folder["id"]: folder for folder in changes["folders"]})
        for removed in changes["removed_jobs"]:
            self.jobs.pop(removed, None)
        for removed in changes["removed_folders"]:
            self.folders.pop(removed, None)
        self.queue = changes["queue"] or self.queue


class Dashboard:
    """Follows one server over as many connections as its test makes it open."""

    def __init__(self, url: str, token: str) -> None:
        self.picture = Picture()
        self.resyncs: list[str] = []
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}

    async def follow(self, until_seq: int | None = None, *, messages: int | None = None) -> None:
        """Connect, and stay until the picture is at `until_seq`, or until so many messages have come."""
        async with self.socket() as socket:
            await self._greeted(socket)
            read = 0
            while (until_seq is None or self.picture.seq < until_seq) and (
                messages is None or read < messages
            ):
                async with asyncio.timeout(10):
                    await self._take(json.loads(await socket.recv()))
                read += 1

    def socket(self) -> connect:
        asked = f"?epoch={self.picture.epoch}&since={self.picture.seq}" if self.picture.epoch else ""
        return connect(
            f"{self._url.replace('http', 'ws', 1)}api/v1/live{asked}",
            additional_headers=self._headers,
            proxy=None,
            max_size=None,
        )

    async def _greeted(self, socket: ClientConnection) -> None:
        hello = json.loads(await socket.recv())
        assert hello["type"] == "hello", hello
        assert self.picture.epoch in ("", hello["epoch"]) or not hello["resumed"]
        if not self.picture.epoch:
            assert not hello["resumed"]
            await self._fetch()

    async def _take(self, message: Message) -> None:
        if message["type"] == "changes":
            self.picture.apply(message)
        elif message["type"] == "resync":
            self.resyncs.append(message["reason"])
            await self._fetch()

    async def _fetch(self) -> None:
        async with httpx.AsyncClient(base_url=self._url, headers=self._headers, trust_env=False) as client:
            answer = await client.get("/api/v1/snapshot")
            self.picture = Picture.of(answer.raise_for_status().json())
