"""Watch folders and rules, in the monitor file's own words."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from bulletproof.api.schemas.base import AbsolutePath, In, Out
from bulletproof.domain.folder import Folder, FolderSpec, FolderState, OnCollision, PatternType, Rule
from bulletproof.domain.folder import FolderActivity as DomainFolderActivity
from bulletproof.domain.text import shown
from bulletproof.engine.try_rule import Tried


class RuleIn(In):
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    profile: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    output_pattern: Annotated[str, StringConstraints(min_length=1, max_length=1000)] = "{filename_no_ext}"
    pattern_type: PatternType = "glob"
    case_sensitive: bool = False
    priority: Annotated[int, Field(ge=-1_000_000, le=1_000_000)] = 100
    delete_input: bool = True

    def rule(self) -> Rule:
        return Rule(**self.model_dump())


class RuleOut(Out):
    pattern: str
    profile: str
    output_pattern: str
    pattern_type: PatternType
    case_sensitive: bool
    priority: int
    delete_input: bool

    @classmethod
    def of(cls, rule: Rule) -> Self:
        return cls(
            pattern=rule.pattern,
            profile=rule.profile,
            output_pattern=rule.output_pattern,
            pattern_type=rule.pattern_type,
            case_sensitive=rule.case_sensitive,
            priority=rule.priority,
            delete_input=rule.delete_input,
        )


class FolderIn(In):
    watch_directory: AbsolutePath
    output_directory: AbsolutePath
    rules: Annotated[list[RuleIn], Field(max_length=1000)] = []  # noqa: RUF012 - pydantic copies it
    delete_input: bool = False
    keep_originals_days: Annotated[int, Field(ge=0, le=3650)] = 7
    poll_interval: Annotated[float, Field(ge=0.2, le=3600)] = 5.0
    """Seconds between two scans; events make most files seen at once."""
    recursive: bool = False
    on_collision: OnCollision = "auto"

    def spec(self) -> FolderSpec:
        return FolderSpec(
            watch_directory=Path(self.watch_directory),
            output_directory=Path(self.output_directory),
            rules=tuple(rule.rule() for rule in self.rules),
            delete_input=self.delete_input,
            keep_originals_days=self.keep_originals_days,
            poll_interval_s=self.poll_interval,
            recursive=self.recursive,
            on_collision=self.on_collision,
        )


class FolderPatch(In):
    """Only what is given changes; `rules` is replaced whole."""

    watch_directory: AbsolutePath | None = None
    output_directory: AbsolutePath | None = None
    rules: Annotated[list[RuleIn], Field(max_length=1000)] | None = None
    delete_input: bool | None = None
    keep_originals_days: Annotated[int, Field(ge=0, le=3650)] | None = None
    poll_interval: Annotated[float, Field(ge=0.2, le=3600)] | None = None
    recursive: bool | None = None
    on_collision: OnCollision | None = None

    def applied_to(self, spec: FolderSpec) -> FolderSpec:
        """`spec` with what was given in its place; a null counts as not given."""
        given = self.model_dump(exclude_none=True)
        whole = FolderIn.model_validate({"watch_directory": "/", "output_directory": "/", **given}).spec()
        names = ("poll_interval_s" if name == "poll_interval" else name for name in given)
        return replace(spec, **{name: getattr(whole, name) for name in names})


class FolderOut(Out):
    id: str
    watch_directory: str
    output_directory: str
    rules: list[RuleOut]
    delete_input: bool
    keep_originals_days: int
    poll_interval: float
    recursive: bool
    on_collision: OnCollision
    state: FolderState
    state_message: str | None
    state_since: datetime
    created_at: datetime

    @classmethod
    def of(cls, folder: Folder) -> Self:
        spec = folder.spec
        return cls(
            id=folder.id,
            watch_directory=shown(spec.watch_directory),
            output_directory=shown(spec.output_directory),
            rules=[RuleOut.of(rule) for rule in spec.rules],
            delete_input=spec.delete_input,
            keep_originals_days=spec.keep_originals_days,
            poll_interval=spec.poll_interval_s,
            recursive=spec.recursive,
            on_collision=spec.on_collision,
            state=folder.state,
            state_message=folder.state_message,
            state_since=folder.state_since,
            created_at=folder.created_at,
        )


class WaitingFileOut(Out):
    name: str
    size_bytes: int
    previous_size_bytes: int
    reason: Literal["growing", "open_elsewhere", "incomplete", "settling", "no_rule", "rule_error"]
    message: str


class FolderActivityOut(Out):
    folder_id: str
    scanned_at: datetime | None
    waiting: list[WaitingFileOut]

    @classmethod
    def of(cls, activity: DomainFolderActivity) -> Self:
        return cls(
            folder_id=activity.folder_id,
            scanned_at=activity.scanned_at,
            waiting=[
                WaitingFileOut(
                    name=shown(file.name),
                    size_bytes=file.size_bytes,
                    previous_size_bytes=file.previous_size_bytes,
                    reason=file.reason,
                    message=file.message,
                )
                for file in activity.waiting
            ],
        )


class FolderList(Out):
    items: list[FolderOut]
    next_cursor: str | None = None
    seq: int


class TryRuleIn(In):
    """A name against a folder as it would be: nothing is written."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=4096)]
    folder: FolderIn


class TriedRule(Out):
    rule: int | None
    """Index of the rule that wins; None: no rule takes this name."""
    profile: str | None
    output: str | None
    source_after: str
    """What happens to the source, in plain words."""
    warnings: list[str]

    @classmethod
    def of(cls, tried: Tried) -> Self:
        return cls(
            rule=tried.rule,
            profile=tried.profile,
            output=shown(tried.output) if tried.output else None,
            source_after=tried.source_after,
            warnings=list(tried.warnings),
        )
