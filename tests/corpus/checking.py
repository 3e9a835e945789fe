"""Ask the product about specimens, as `bvp verify` does, two at a time."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.finding import Finding, Level
from bulletproof.engine.check import CheckTools, check_file, look_at_source
from bulletproof.media.inspector import Inspector
from bulletproof.targets.library import load_targets
from tests.corpus.catalogue import LEVELS
from tests.corpus.shelf import Made, Shelf
from tests.corpus.specimen import Planted, Specimen
from tests.support.clips import real_ffmpeg

AT_ONCE = 2
OWN_TARGETS = Path(__file__).parent / "targets"


@dataclass(frozen=True, slots=True)
class Outcome:
    specimen: Specimen
    findings: tuple[Finding, ...] = ()
    trouble: str | None = None
    """Why it could not be made or checked."""

    @property
    def is_detected(self) -> bool:
        """The planted code was found, at a level that its code may have."""
        code = self.specimen.code if isinstance(self.specimen, Planted) else ""
        return any(found.code == code and found.level in LEVELS[code].split("/") for found in self.findings)

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """Fails and warnings that nobody planted."""
        return tuple(
            found
            for found in self.findings
            if found.level is not Level.NOTE and found.code not in self.specimen.expected
        )

    @property
    def is_right(self) -> bool:
        planted = isinstance(self.specimen, Planted)
        return self.trouble is None and not self.alarms and (self.is_detected or not planted)


class Checker:
    def __init__(self, inspector: Inspector) -> None:
        self._tools = CheckTools(inspector, real_ffmpeg())
        self._targets = load_targets(OWN_TARGETS)
        self._places = asyncio.Semaphore(AT_ONCE)

    async def outcome(self, specimen: Specimen, shelf: Shelf) -> Outcome:
        async with self._places:
            try:
                made = await asyncio.to_thread(shelf.made, specimen)
                return Outcome(specimen, await self._findings(specimen, made))
            except Exception as error:  # noqa: BLE001 - one specimen's trouble is told and stops no other
                return Outcome(specimen, trouble=f"{type(error).__name__}: {error}"[:600])

    async def outcomes(self, specimens: Iterable[Specimen], shelf: Shelf) -> list[Outcome]:
        return await asyncio.gather(*(self.outcome(one, shelf) for one in specimens))

    async def _findings(self, specimen: Specimen, made: Made) -> tuple[Finding, ...]:
        tools, source = self._tools, None
        if made.source is not None:
            source = await look_at_source(made.source, tools=tools)
        checked = await check_file(
            made.path,
            self._targets[specimen.target],
            tools=tools,
            source=source,
            is_loop=specimen.is_loop,
        )
        return checked.findings


@asynccontextmanager
async def checker() -> AsyncIterator[Checker]:
    async with Inspector() as inspector:
        yield Checker(inspector)
