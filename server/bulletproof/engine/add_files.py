"""Queue files that somebody named: by a chosen profile, or by the rules of the folder that they lie in."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletproof.domain.errors import BulletproofError, InvalidFile, UnknownProfile
from bulletproof.domain.folder import FolderSpec
from bulletproof.domain.job import Disposal, Job, NewJob, SourceVersion
from bulletproof.domain.naming import output_name
from bulletproof.domain.profile import Profile
from bulletproof.domain.rules import find_rule
from bulletproof.domain.text import shown
from bulletproof.engine.clock import Clock
from bulletproof.engine.source import named_version
from bulletproof.store.store import Store

BESIDE_THE_SOURCE = "{stem}__processed__{profile}"  # the old command line's own name for it


@dataclass(frozen=True, slots=True)
class RefusedPath:
    path: Path
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class AddedFiles:
    jobs: tuple[Job, ...]
    refused: tuple[RefusedPath, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How somebody wants the files made; what is None follows from rules and places."""

    profile: Profile | None
    output_directory: Path | None
    priority: int


class FileAdder:
    def __init__(
        self,
        store: Store,
        clock: Clock,
        profiles: Mapping[str, Profile],
        folders: Mapping[str, FolderSpec],
    ) -> None:
        self._store = store
        self._clock = clock
        self._profiles = profiles
        self._folders = folders

    async def add(
        self, paths: Sequence[Path], *, profile: str | None, output_directory: Path | None, priority: int
    ) -> AddedFiles:
        """One bad file never stops the others; raises UnknownProfile before anything is queued."""
        if profile is not None and profile not in self._profiles:
            raise UnknownProfile(f"There is no profile named “{profile}”.", field="profile")
        if output_directory is not None and (
            "\0" in str(output_directory) or not output_directory.is_absolute()
        ):
            raise InvalidFile("Give the output folder's whole path.", field="output_directory")
        chosen = self._profiles[profile] if profile is not None else None
        asked = Asked(chosen, output_directory, priority)
        wanted, refused = [], []
        for path in paths:
            try:
                source = await asyncio.to_thread(named_version, path)
                wanted.append(self._new_job(source, asked))
            except BulletproofError as error:
                refused.append(RefusedPath(path, error.code, str(error)))
        return AddedFiles(tuple(await self._store.jobs.add_many(wanted)), tuple(refused))

    def _new_job(self, source: SourceVersion, asked: Asked) -> NewJob:
        if asked.profile is None:
            return self._by_rules(source, asked)
        return NewJob(
            source=source,
            output=self._output(source, asked.profile, BESIDE_THE_SOURCE, asked.output_directory),
            profile=asked.profile,
            priority=asked.priority,
        )

    def _by_rules(self, source: SourceVersion, asked: Asked) -> NewJob:
        found = folder_of(source.path, self._folders)
        if found is None:
            raise InvalidFile(
                f"{shown(source.path)} lies in no watch folder. Choose a profile for it.", field="profile"
            )
        folder_id, spec = found
        match = find_rule(spec.rules, source.path.name, profiles=self._profiles)
        if match is None:
            raise InvalidFile(
                f"No rule takes {shown(source.path.name)}. Choose a profile for it.", field="profile"
            )
        rule, profile = match.rule, self._profiles[match.rule.profile]
        directory = asked.output_directory or spec.output_directory
        return NewJob(
            source=source,
            output=self._output(source, profile, rule.output_pattern, directory),
            profile=profile,
            folder_id=folder_id,
            rule=rule.pattern,
            priority=rule.priority,
            on_collision=spec.on_collision,
            disposal=Disposal(spec.delete_input and rule.delete_input, spec.keep_originals_days),
        )

    def _output(self, source: SourceVersion, profile: Profile, template: str, directory: Path | None) -> Path:
        date = self._clock.now().astimezone().date().isoformat()
        name = output_name(template, source_name=source.path.name, profile=profile, date=date)
        output = (directory or source.path.parent) / name.relative
        if output == source.path:
            raise InvalidFile(
                f"The output would take the place of its source, {shown(source.path)}.", field="paths"
            )
        return output


def folder_of(path: Path, folders: Mapping[str, FolderSpec]) -> tuple[str, FolderSpec] | None:
    """The watch folder that looks at this path."""
    for folder_id, spec in folders.items():
        is_inside = spec.recursive and path.is_relative_to(spec.watch_directory)
        if path.parent == spec.watch_directory or is_inside:
            return folder_id, spec
    return None
