"""A monitor file: one watch folder with its rules, as people have written them since release 3.

Paths in it are relative to its own folder. Keys that are not known are left alone, and kept when the
dashboard writes the file. Both the file and each rule must say so before an original is deleted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from bulletproof.compat.aliases import real_name
from bulletproof.compat.document import Document, Mapping
from bulletproof.domain.errors import InvalidMonitorFile, Refused
from bulletproof.domain.folder import FolderSpec, OnCollision, PatternType, Rule
from bulletproof.domain.naming import check_template, with_literal_braces
from bulletproof.domain.text import shown

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
PATTERN_TYPES: tuple[PatternType, ...] = get_args(PatternType)
COLLISIONS: tuple[OnCollision, ...] = get_args(OnCollision)
SHORTEST_POLL_S, LONGEST_POLL_S = 0.1, 86_400.0
MOST_RULES = 2_000


@dataclass(frozen=True, slots=True)
class MonitorFile:
    path: Path
    spec: FolderSpec
    persist_path: Path | None = None
    """Where the queue is kept in release 3's own form; None: nowhere."""
    log_level: str = "INFO"
    log_file: Path | None = None
    api_host: str | None = None
    """None: the file names no address, so the dashboard is not served."""
    api_port: int | None = None
    max_workers: int = 1
    warnings: tuple[str, ...] = ()


def load(path: Path, *, known_profiles: frozenset[str]) -> MonitorFile:
    """Raises InvalidMonitorFile with file, line, key and what was expected."""
    document = Document(path)
    top, folder = document.root, path.absolute().parent
    warnings: list[str] = []
    spec = FolderSpec(
        watch_directory=_path(top, "watch_directory", folder),
        output_directory=_path(top, "output_directory", folder),
        rules=_rules(top, known_profiles, warnings.append),
        delete_input=top.flag("delete_input", True),
        keep_originals_days=_whole(top, "keep_originals_days", 0, low=0, high=3650),
        poll_interval_s=_poll_interval_s(top, warnings.append),
        recursive=top.flag("recursive", False),
        on_collision=top.one_of("on_collision", COLLISIONS, "auto"),
    )
    return MonitorFile(
        path=path.absolute(),
        spec=spec,
        persist_path=_optional_path(top, "persist_path", folder),
        log_level=_log_level(top),
        log_file=_optional_path(top, "log_file", folder),
        api_host=top.words("api_host"),
        api_port=_whole(top, "api_port", 8080, low=1, high=65_535) if "api_port" in top else None,
        max_workers=_whole(top, "max_workers", 1, low=1, high=64),
        warnings=tuple(warnings),
    )


def updated(path: Path, spec: FolderSpec, *, known_profiles: frozenset[str]) -> str:
    """The file's text with what differs from `spec` changed, and everything else as it was."""
    document, old = Document(path), load(path, known_profiles=known_profiles).spec
    if spec == old:
        return document.text
    tree = document.root.tree
    if spec.watch_directory.resolve() != old.watch_directory.resolve():
        tree["watch_directory"] = str(spec.watch_directory)
    if spec.output_directory.resolve() != old.output_directory.resolve():
        tree["output_directory"] = str(spec.output_directory)
    for key, field in _PLAIN.items():
        if getattr(spec, field) != getattr(old, field):
            tree[key] = _plain(getattr(spec, field))
    if spec.rules != old.rules:
        _write_rules(document.root, old.rules, spec.rules)
    return document.written()


_PLAIN = {
    "delete_input": "delete_input",
    "keep_originals_days": "keep_originals_days",
    "poll_interval": "poll_interval_s",
    "recursive": "recursive",
    "on_collision": "on_collision",
}
_RULE_KEYS = (
    "pattern",
    "profile",
    "output_pattern",
    "pattern_type",
    "case_sensitive",
    "priority",
    "delete_input",
)


def _rules(top: Mapping, known_profiles: frozenset[str], warn: Callable[[str], None]) -> tuple[Rule, ...]:
    entries = list(top.mappings("rules"))
    if len(entries) > MOST_RULES:
        top.refuse("rules", f"at most {MOST_RULES} rules are allowed")
    return tuple(_rule(entry, number, known_profiles, warn) for number, entry in enumerate(entries, 1))


def _rule(entry: Mapping, number: int, known_profiles: frozenset[str], warn: Callable[[str], None]) -> Rule:
    for key in ("pattern", "profile"):
        if not (entry.words(key) or "").strip():
            entry.document.refuse(f"Rule {number}: {key} is required.", line=entry.line(key))
    written = entry.needed_words("profile")
    profile = real_name(written)
    if profile != written:
        warn(f"Rule {number}: the profile “{written}” never existed; {profile} is used.")
    if profile not in known_profiles:
        warn(f"Rule {number}: there is no profile named “{shown(profile)}”, so what it takes is not queued.")
    return Rule(
        pattern=entry.needed_words("pattern"),
        profile=profile,
        output_pattern=_output_pattern(entry, number, warn),
        pattern_type=entry.one_of("pattern_type", PATTERN_TYPES, "glob"),
        case_sensitive=entry.flag("case_sensitive", False),
        priority=_whole(entry, "priority", 100, low=-1_000_000, high=1_000_000),
        delete_input=entry.flag("delete_input", True),
    )


def _output_pattern(entry: Mapping, number: int, warn: Callable[[str], None]) -> str:
    """A word in braces that release 3 didn't know stood in the name as it was, and still does."""
    written = entry.words("output_pattern", "{filename}") or "{filename}"
    template, unknown = with_literal_braces(written)
    if unknown:
        warn(f"Rule {number}: {{{shown(unknown[0])}}} is no name that is known here, so it stays as it is.")
    try:
        check_template(template)
    except Refused as error:
        entry.document.refuse(f"Rule {number}: output_pattern: {error}", line=entry.line("output_pattern"))
    return template


def _path(top: Mapping, key: str, folder: Path) -> Path:
    written = top.needed_words(key)
    if "\0" in written:
        top.refuse(key, "a path is expected")
    return folder / Path(written).expanduser()


def _optional_path(top: Mapping, key: str, folder: Path) -> Path | None:
    return _path(top, key, folder) if top.words(key) else None


def _poll_interval_s(top: Mapping, warn: Callable[[str], None]) -> float:
    """Release 3 took any number; below a tenth of a second the program would do nothing but look."""
    asked_s = top.number("poll_interval", 5.0)
    interval_s = min(max(asked_s, SHORTEST_POLL_S), LONGEST_POLL_S) if asked_s == asked_s else 5.0
    if interval_s != asked_s:
        warn(f"poll_interval: {asked_s:g} s can't work; {interval_s:g} s is used.")
    return interval_s


def _log_level(top: Mapping) -> str:
    level = (top.words("log_level", "INFO") or "INFO").upper()
    if level not in LOG_LEVELS:
        top.refuse("log_level", f"one of {', '.join(LOG_LEVELS)} is expected")
    return level


def _whole(mapping: Mapping, key: str, default: int, *, low: int, high: int) -> int:
    number = mapping.number(key, default)
    if number != number or not low <= number <= high or number != int(number):
        mapping.refuse(key, f"a whole number from {low} to {high} is expected")
    return int(number)


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value == int(value) else value


def _write_rules(top: Mapping, old: tuple[Rule, ...], new: tuple[Rule, ...]) -> None:
    """A rule that stays keeps its comments and unknown keys, wherever it stands now."""
    entries = list(top.tree.get("rules") or ())
    left = list(zip(old, entries, strict=True))
    written = []
    for rule in new:
        pair = next((pair for pair in left if pair[0] == rule), None) or next(
            (pair for pair in left if pair[0].pattern == rule.pattern and pair[0] not in new), None
        )
        if pair is not None:
            left.remove(pair)
        written.append(_written_rule(rule, *(pair or (None, CommentedMap()))))
    if not written or not entries:  # a list that was or becomes empty is another one: its comments go
        top.tree["rules"] = CommentedSeq(written)
    else:
        top.tree["rules"][:] = written


def _written_rule(rule: Rule, old: Rule | None, entry: CommentedMap) -> CommentedMap:
    for key in _RULE_KEYS:
        value = getattr(rule, key)
        if old is None or value != getattr(old, key):
            entry[key] = _unescaped(value) if key == "output_pattern" else value
    return entry


def _unescaped(template: str) -> str:
    return template.replace("{{", "{").replace("}}", "}")


def require_watchable(found: MonitorFile) -> None:
    if not found.spec.watch_directory.is_dir():
        raise InvalidMonitorFile(f"Watch directory not found: {shown(found.spec.watch_directory)}")
