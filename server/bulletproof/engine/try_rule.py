"""The dry run: what would become of a file of this name. Nothing is read, written or queued."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from bulletproof.domain.folder import FolderSpec, Rule
from bulletproof.domain.naming import needs_facts, output_name
from bulletproof.domain.profile import Profile
from bulletproof.domain.rules import check_spec, find_rule, wants_audio
from bulletproof.domain.sighting import is_candidate, is_litter


@dataclass(frozen=True, slots=True)
class Tried:
    rule: int | None
    profile: str | None
    output: str | None
    source_after: str
    warnings: tuple[str, ...]


def try_rule(spec: FolderSpec, name: str, *, profiles: Mapping[str, Profile], date: str) -> Tried:
    """Raises what saving the folder would raise."""
    check_spec(spec, tuple(profiles))
    name = PurePath(name).name
    if not is_candidate(name, with_audio=wants_audio(spec.rules, profiles)):
        why = "Hidden files and copies in progress" if is_litter(name) else "Files of this kind"
        return Tried(None, None, None, "The source stays.", (f"{why} are not taken.",))
    match = find_rule(spec.rules, name, profiles=profiles)
    if match is None:
        return Tried(None, None, None, "The source stays.", ("No rule takes this name.",))
    profile = profiles[match.rule.profile]
    made = output_name(match.rule.output_pattern, source_name=name, profile=profile, date=date)
    warnings = made.warnings
    if needs_facts(match.rule.output_pattern):
        warnings += ("Size and rate are filled in from the file itself.",)
    output = str(spec.output_directory / made.relative)
    return Tried(match.index, profile.name, output, _fate_text(spec, match.rule), warnings)


def _fate_text(spec: FolderSpec, rule: Rule) -> str:
    if not (spec.delete_input and rule.delete_input):
        return "The source stays."
    if spec.keep_originals_days == 0:
        return "The source is deleted once its output is verified and in place."
    return f"The source waits {spec.keep_originals_days} days in .bulletproof/originals, then it is deleted."
