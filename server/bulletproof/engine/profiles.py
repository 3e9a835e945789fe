"""Every profile by name, as of now: those that come with the program, and those that users made.

Watchers and orders hold this one mapping, so a new profile can be named by a rule the moment it is saved. A
job keeps its own copy: changing or removing a profile changes no job that is queued.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bulletproof.domain.builtin_profiles import BUILTIN_PROFILES
from bulletproof.domain.errors import Conflict, NotFound
from bulletproof.domain.folder import FolderSpec
from bulletproof.domain.profile import OwnProfile, Profile
from bulletproof.domain.profile_file import Table, profile_of, profile_table, read_profiles, write_profiles
from bulletproof.domain.profile_rules import check_profile
from bulletproof.domain.text import shown
from bulletproof.store.store import Store
from bulletproof.targets.library import load_targets

MOST_FOLDERS_NAMED = 5


class Profiles(Mapping[str, Profile]):
    def __init__(self, store: Store, folders: Mapping[str, FolderSpec]) -> None:
        self._store = store
        self._folders = folders
        self._own: dict[str, OwnProfile] = {}

    async def load(self) -> None:
        self._own = {own.profile.name: own for own in await self._store.profiles.all()}

    # What it knows; one of the user's goes before one of the same name that came with a later version

    def __getitem__(self, name: str) -> Profile:
        own = self._own.get(name)
        return own.profile if own is not None else BUILTIN_PROFILES[name]

    def __iter__(self) -> Iterator[str]:
        yield from BUILTIN_PROFILES
        yield from (name for name in self._own if name not in BUILTIN_PROFILES)

    def __len__(self) -> int:
        return len(set(BUILTIN_PROFILES) | set(self._own))

    def own(self, name: str) -> OwnProfile | None:
        """With its dates; None for one that comes with the program."""
        return self._own.get(name)

    # Orders

    async def add(self, table: Table) -> Profile:
        profile = self._checked(profile_of(table))
        self._require_free(profile.name)
        return await self._put(profile)

    def tried(self, table: Table) -> Profile:
        """As it would be saved; raises what saving it would raise, but for a name that is taken."""
        return self._checked(profile_of(table))

    async def change(self, name: str, table: Table) -> Profile:
        """What is given replaces what was there, picture and sound each as a whole; the name stays."""
        before = self._require_own(name)
        return await self._put(self._checked(profile_of({**profile_table(before), **table, "name": name})))

    async def remove(self, name: str) -> None:
        self._require_own(name)
        if used_by := self._folders_that_use(name):
            raise Conflict(
                f"“{name}” is used by the rules of {', '.join(used_by)}."
                " Give those rules another profile first."
            )
        await self._store.profiles.remove(name)
        await self.load()

    async def take_in(self, text: str, *, file: str, replace: bool) -> Sequence[Profile]:
        """All of a TOML file's profiles, or none."""
        found = [self._checked(profile) for profile in read_profiles(text, file=file)]
        for profile in found:
            self._require_free(profile.name, may_replace=replace)
        names = [profile.name for profile in found]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise Conflict(f"{shown(file)} has two profiles named “{twice}”. Rename one.")
        await self._store.profiles.put(found)
        await self.load()
        return found

    def written(self, names: Sequence[str]) -> str:
        """As TOML; no names: all that users made."""
        unknown = next((name for name in names if name not in self), None)
        if unknown is not None:
            raise NotFound(f"There is no profile named “{shown(unknown)}”.")
        wanted = tuple(dict.fromkeys(names)) or tuple(self._own)
        if not wanted:
            raise NotFound("There is no profile of your own yet. Name one that comes with the program.")
        return write_profiles(self[name] for name in wanted)

    async def _put(self, profile: Profile) -> Profile:
        await self._store.profiles.put([profile])
        await self.load()
        return profile

    def _checked(self, profile: Profile) -> Profile:
        targets = {*load_targets(), *(known.target for known in BUILTIN_PROFILES.values())}
        check_profile(profile, targets=sorted(targets))
        return profile

    def _require_free(self, name: str, *, may_replace: bool = False) -> None:
        if name in BUILTIN_PROFILES and name not in self._own:
            raise Conflict(f"“{name}” comes with the program. Give yours another name.")
        if name in self._own and not may_replace:
            raise Conflict(
                f"There is a profile named “{name}” already. Change it, or give this one another name."
            )

    def _require_own(self, name: str) -> Profile:
        own = self._own.get(name)
        if own is not None:
            return own.profile
        if name in BUILTIN_PROFILES:
            raise Conflict(f"“{name}” comes with the program and stays as it is. Copy it under another name.")
        raise NotFound(f"There is no profile named “{shown(name)}”.")

    def _folders_that_use(self, name: str) -> list[str]:
        users = [
            shown(Path(spec.watch_directory))
            for spec in self._folders.values()
            if any(rule.profile == name for rule in spec.rules)
        ]
        more = len(users) - MOST_FOLDERS_NAMED
        return [*users[:MOST_FOLDERS_NAMED], f"{more} more"] if more > 0 else users
