"""From a finding to its cure: queue a file with the profile that makes it show-ready."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bulletproof.domain.cure import curing_profile
from bulletproof.domain.errors import BulletproofError, Conflict, InvalidFile
from bulletproof.domain.job import Job, JobId, NewJob
from bulletproof.domain.live import Report
from bulletproof.domain.profile import Profile
from bulletproof.domain.target import Target
from bulletproof.domain.text import shown
from bulletproof.engine.add_files import AddedFiles, RefusedPath
from bulletproof.engine.checks import Checks, require_cure
from bulletproof.engine.disk import require_writable
from bulletproof.engine.source import named_version
from bulletproof.store.store import Store

FOLDER = "show-ready"
"""Where cured files go unless somebody says where: beside the file, never over it."""


class Cures:
    def __init__(
        self,
        store: Store,
        targets: Mapping[str, Target],
        profiles: Callable[[], Mapping[str, Profile]],
        checks: Checks,
    ) -> None:
        """`profiles`: those that this machine can make."""
        self._store = store
        self._targets = targets
        self._profiles = profiles
        self._checks = checks

    async def checked(
        self, check_id: str, paths: Sequence[Path] | None, *, output_directory: Path | None
    ) -> AddedFiles:
        """What a check found a cure for: the named files, or all. One that can't be queued stops no other."""
        wanted, refused = [], []
        profiles = self._profiles()
        for path, profile in require_cure(self._checks.get(check_id), paths):
            try:
                wanted.append(await asyncio.to_thread(_new_job, path, profiles[profile], output_directory))
            except BulletproofError as error:
                refused.append(RefusedPath(path, error.code, str(error)))
        return AddedFiles(tuple(await self._store.jobs.add_many(wanted)), tuple(refused))

    async def job(self, job_id: JobId) -> Job:
        """Queue its source again, with the profile that makes it what its target plays."""
        job = await self._store.jobs.get(job_id)
        profile = self.of(job, await self._store.reports.get(job_id))
        if profile is None:
            raise Conflict("No profile cures it: what is broken has to be copied or made again.")
        new = await asyncio.to_thread(_new_job, job.source.path, self._profiles()[profile], job.output.parent)
        return (await self._store.jobs.add_many([new]))[0]

    def of(self, job: Job, report: Report | None) -> str | None:
        """The profile that would cure it; its own has shown that it doesn't."""
        target = self._targets.get(job.profile.target)
        source = report.source.media if report and report.source else None
        if report is None or target is None or source is None:
            return None
        findings = [finding for finding in report.findings if not finding.of_source]
        others = {name: one for name, one in self._profiles().items() if name != job.profile.name}
        return curing_profile(findings, source, target, others)


def _new_job(path: Path, profile: Profile, output_directory: Path | None) -> NewJob:
    source = named_version(path)
    directory = output_directory or path.parent / FOLDER
    if not directory.is_absolute() or "\0" in str(directory):
        raise InvalidFile("Give the output folder's whole path.", field="output_directory")
    _require_place(directory)
    output = directory / f"{path.stem}.{profile.extension}"
    if output == path:
        output = directory / FOLDER / output.name
    return NewJob(source=source, output=output, profile=profile, origin="cure", on_collision="rename")


def _require_place(directory: Path) -> None:
    place = next(path for path in (directory, *directory.parents) if path.is_dir())
    try:
        require_writable(place, directory)
    except BulletproofError:
        raise InvalidFile(
            f"{shown(directory)} can't be written. Choose an output folder for the cured files.",
            field="output_directory",
        ) from None
